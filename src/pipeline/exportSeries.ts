import type { ExportFailure } from '../domain/exportRun';
import type { Problem } from '../domain/problem';
import type { ExportRecipe, FileDigest, RecipeFrame, WrittenFrame } from '../domain/recipe';
import { outputBaseName } from '../domain/series';
import { processingFiles } from '../formats/processingFiles';
import type { ByteSource } from './byteSource';
import { type EncodedFile, encodeMrc, encodeSmv } from './encodeFrame';
import { conversionJson, framesCsv } from './report';
import { readScannedFrame } from './scannedFrame';
import { sha256Hex } from './sha256';

/** One file of the output, its bytes in pieces. */
export interface OutputFile {
  readonly path: string;
  readonly lastModifiedMs: number;
  readonly bytes: number;
  /** SHA-256 of all pieces one after the other, hexadecimal. */
  readonly sha256: string;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Ends an export because of one frame; the only thing this module throws on bad input. */
export class FrameFailure extends Error {
  readonly failure: ExportFailure;
  constructor(source: string, problem: Problem) {
    super(`${source}: ${problem.code}`);
    this.failure = { code: 'frame', source, problem };
  }
}

/** A series to be written. */
export interface SeriesInput {
  readonly recipe: ExportRecipe;
  /** The frames' files, in the order of `recipe.frames`. */
  readonly sources: readonly ByteSource[];
}

/** Path of a frame's image. */
function imagePath(recipe: ExportRecipe, format: 'smv' | 'mrc', number: number): string {
  const extension = format === 'smv' ? 'img' : 'mrc';
  return `${recipe.outputFolder}/${format}/${outputBaseName(recipe, number)}.${extension}`;
}

function tablePath({ outputFolder }: ExportRecipe): string {
  return `${outputFolder}/frames.csv`;
}

/** Path of the report, the last file of the output. */
export function reportPath({ outputFolder }: ExportRecipe): string {
  return `${outputFolder}/conversion.json`;
}

/** The paths of all files of the output, in the order of {@link exportSeries}. */
export function outputPaths(recipe: ExportRecipe): string[] {
  const { outputFolder, formats, frames } = recipe;
  const images = frames.flatMap(({ number }) => [
    ...(formats.smv ? [imagePath(recipe, 'smv', number)] : []),
    ...(formats.mrc ? [imagePath(recipe, 'mrc', number)] : []),
  ]);
  const texts = processingFiles(recipe).map(({ name }) => `${outputFolder}/${name}`);
  return [...images, ...texts, tablePath(recipe), reportPath(recipe)];
}

async function outputFile(
  path: string,
  lastModifiedMs: number,
  pieces: OutputFile['pieces'],
): Promise<OutputFile> {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { path, lastModifiedMs, bytes, sha256: await sha256Hex(pieces), pieces };
}

function imageFile(path: string, { lastModifiedMs }: RecipeFrame, { header, pixels }: EncodedFile) {
  return outputFile(path, lastModifiedMs, [header, pixels]);
}

/** A text as a file of the output. */
export function textFile(path: string, text: string, lastModifiedMs: number): Promise<OutputFile> {
  return outputFile(path, lastModifiedMs, [new TextEncoder().encode(text)]);
}

function within(count: number, [atLeast, atMost]: readonly [number, number]): boolean {
  return count >= atLeast && count <= atMost;
}

function read(sources: readonly ByteSource[], frames: readonly RecipeFrame[], at: number) {
  const frame = frames[at];
  const source = sources[at];
  if (frame === undefined || source === undefined) return undefined;
  return readScannedFrame(source, frame, (bytes) => sha256Hex([bytes]));
}

/**
 * The files of one series: images in frame order, then the input files of processing programs, the table and
 * the report.
 * Holds two frames at a time: the one being written and the one being read ahead.
 * @param onFrame called after each frame has been taken by the consumer
 * @throws FrameFailure when a frame cannot be read or is not the one that was scanned
 */
export async function* exportSeries(
  { recipe, sources }: SeriesInput,
  onFrame: (framesDone: number, written: readonly WrittenFrame[]) => void,
): AsyncGenerator<OutputFile> {
  const { outputFolder, formats, frames } = recipe;
  const written: WrittenFrame[] = [];
  const sourceDigests = new Map<number, string>();
  const outputs: FileDigest[] = [];
  const noted = (file: OutputFile): OutputFile => {
    const { path, bytes, sha256 } = file;
    outputs.push({ path: path.slice(outputFolder.length + 1), bytes, sha256 });
    return file;
  };
  let ahead = read(sources, frames, 0);
  for (const [at, frame] of frames.entries()) {
    const result = await ahead;
    if (result === undefined) throw new Error('a frame without a file');
    if (!result.ok) throw new FrameFailure(frame.source, result.problem);
    const { pixels, ofBytes: sha256 } = result.value;
    ahead = read(sources, frames, at + 1);
    sourceDigests.set(frame.number, sha256);
    if (formats.smv) {
      const smv = encodeSmv(recipe, frame, pixels);
      const { truncatedLow, truncatedHigh } = smv.written;
      if (!within(truncatedLow, frame.expectedLow) || !within(truncatedHigh, frame.expectedHigh)) {
        throw new FrameFailure(frame.source, { code: 'changedSinceScan' });
      }
      written.push(smv.written);
      yield noted(await imageFile(imagePath(recipe, 'smv', frame.number), frame, smv));
    }
    if (formats.mrc) {
      const mrc = encodeMrc(recipe, frame, pixels);
      yield noted(await imageFile(imagePath(recipe, 'mrc', frame.number), frame, mrc));
    }
    onFrame(at + 1, written);
  }
  const now = new Date();
  for (const { name, text } of processingFiles(recipe)) {
    yield noted(await textFile(`${outputFolder}/${name}`, text, now.getTime()));
  }
  yield noted(await textFile(tablePath(recipe), framesCsv(recipe, written), now.getTime()));
  const report = conversionJson(recipe, written, now, { sources: sourceDigests, outputs });
  yield await textFile(reportPath(recipe), report, now.getTime());
}
