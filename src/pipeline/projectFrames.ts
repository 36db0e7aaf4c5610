import type { ByteSource } from '../domain/byteSource';
import type { FramePlace } from '../domain/frame';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import { ok, type Result } from '../domain/result';
import { frameStatistics, type StatisticsScratch } from '../maths/frameStatistics';
import { addToProjection, createProjection, finishProjection } from '../maths/projectPixels';
import { readFramePixels } from './readFrame';

/** A frame and its source. */
export interface FrameSource {
  readonly file: ByteSource;
  readonly place: FramePlace;
}

/**
 * Reads frames one after another and puts them together; no more than one is held beside the result.
 * @param frames at least one, all of one shape
 * @param shouldContinue asked after every frame, with how many are done; false ends the work
 * @returns undefined when it was ended; the problem of the first frame that cannot be read
 */
export async function projectFrames(
  frames: readonly FrameSource[],
  kind: ProjectionKind,
  scratch: StatisticsScratch,
  shouldContinue: (framesDone: number) => boolean,
): Promise<Result<ProjectedFrame> | undefined> {
  const shape = frames[0]?.place;
  if (shape === undefined) throw new Error('no frames to put together');
  const projection = createProjection(kind, shape.fastSize * shape.slowSize);
  for (const { file, place } of frames) {
    const pixels = await readFramePixels(file, place);
    if (!pixels.ok) return pixels;
    addToProjection(projection, pixels.value);
    if (!shouldContinue(projection.frameCount)) return undefined;
  }
  const pixels = finishProjection(projection);
  const { nonFiniteCount: _, ...summary } = frameStatistics(pixels, scratch);
  return ok({ pixels, frameCount: frames.length, summary });
}
