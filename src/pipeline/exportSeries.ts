import type { PixelArray } from '../domain/pixelType';
import type { Problem } from '../domain/problem';
import type { ExportRecipe, RecipeFrame, WrittenFrame } from '../domain/recipe';
import type { Result } from '../domain/result';
import { outputBaseName } from '../domain/series';
import { processingFiles } from '../formats/processingFiles';
import { extremes } from '../maths/extremes';
import type { ByteSource } from './byteSource';
import { type EncodedFile, encodeMrc, encodeSmv } from './encodeFrame';
import { readFramePixels } from './readFrame';
import { conversionJson, framesCsv } from './report';

/** One file of the output, its bytes in pieces. */
export interface OutputFile {
  readonly path: string;
  readonly lastModifiedMs: number;
  readonly bytes: number;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Ends an export because of one frame; the only thing this module throws on bad input. */
export class FrameFailure extends Error {
  readonly source: string;
  readonly problem: Problem;
  constructor(source: string, problem: Problem) {
    super(`${source}: ${problem.code}`);
    this.source = source;
    this.problem = problem;
  }
}

function outputFile(path: string, lastModifiedMs: number, encoded: EncodedFile): OutputFile {
  const pieces = [encoded.header, encoded.pixels];
  return { path, lastModifiedMs, bytes: encoded.header.length + encoded.pixels.length, pieces };
}

function textFile(path: string, text: string, lastModifiedMs: number): OutputFile {
  const bytes = new TextEncoder().encode(text);
  return { path, lastModifiedMs, bytes: bytes.length, pieces: [bytes] };
}

function within(count: number, [atLeast, atMost]: readonly [number, number]): boolean {
  return count >= atLeast && count <= atMost;
}

/** The cheap part of the proof that the file is still the one that was scanned. */
function isAsScanned(pixels: PixelArray, { statistics }: RecipeFrame): boolean {
  const { min, max } = extremes(pixels);
  return min === statistics.min && max === statistics.max;
}

function read(sources: readonly ByteSource[], frames: readonly RecipeFrame[], at: number) {
  const frame = frames[at];
  const source = sources[at];
  if (frame === undefined || source === undefined) return undefined;
  return readFramePixels(source, frame.layout, frame.indexInFile);
}

/**
 * The files of one series: images in frame order, then the input files of processing programs, the table and
 * the report.
 * Holds two frames at a time: the one being written and the one being read ahead.
 * @param sources the frames' files, in the order of `recipe.frames`
 * @param onFrame called after each frame has been taken by the consumer
 * @throws FrameFailure when a frame cannot be read or is not the one that was scanned
 */
export async function* exportSeries(
  recipe: ExportRecipe,
  sources: readonly ByteSource[],
  onFrame: (framesDone: number, written: readonly WrittenFrame[]) => void,
): AsyncGenerator<OutputFile> {
  const { stem, formats, frames } = recipe;
  const written: WrittenFrame[] = [];
  let ahead: Promise<Result<PixelArray>> | undefined = read(sources, frames, 0);
  for (const [at, frame] of frames.entries()) {
    const pixels = await ahead;
    if (pixels === undefined) throw new Error('a frame without a file');
    if (!pixels.ok) throw new FrameFailure(frame.source, pixels.problem);
    ahead = read(sources, frames, at + 1);
    if (!isAsScanned(pixels.value, frame)) {
      throw new FrameFailure(frame.source, { code: 'changedSinceScan' });
    }
    const base = outputBaseName(recipe, frame.number);
    if (formats.smv) {
      const smv = encodeSmv(recipe, frame, pixels.value);
      const { truncatedLow, truncatedHigh } = smv.written;
      if (!within(truncatedLow, frame.expectedLow) || !within(truncatedHigh, frame.expectedHigh)) {
        throw new FrameFailure(frame.source, { code: 'changedSinceScan' });
      }
      written.push(smv.written);
      yield outputFile(`${stem}/smv/${base}.img`, frame.lastModifiedMs, smv);
    }
    if (formats.mrc) {
      const mrc = encodeMrc(recipe, frame, pixels.value);
      yield outputFile(`${stem}/mrc/${base}.mrc`, frame.lastModifiedMs, mrc);
    }
    onFrame(at + 1, written);
  }
  const now = new Date();
  for (const { name, text } of processingFiles(recipe)) {
    yield textFile(`${stem}/${name}`, text, now.getTime());
  }
  yield textFile(`${stem}/frames.csv`, framesCsv(recipe, written), now.getTime());
  yield textFile(`${stem}/conversion.json`, conversionJson(recipe, written, now), now.getTime());
}
