import type { BeamSearch } from '../domain/beamSearch';
import { ok, type Result } from '../domain/result';
import { type BeamPicture, findBeamCentre } from '../maths/findBeamCentre';
import type { FrameSource } from './projectFrames';
import { readFramePixels } from './readFrame';

/**
 * Looks for the beam centre in frames of one shape, which are all held at once: a handful, no more.
 * @returns the problem of the first frame that cannot be read
 */
export async function searchBeam(frames: readonly FrameSource[]): Promise<Result<BeamSearch>> {
  const pictures: BeamPicture[] = [];
  for (const { file, place } of frames) {
    const pixels = await readFramePixels(file, place);
    if (!pixels.ok) return pixels;
    pictures.push({ pixels: pixels.value, fastSize: place.fastSize, slowSize: place.slowSize });
  }
  return ok({ result: findBeamCentre(pictures), frameCount: pictures.length });
}
