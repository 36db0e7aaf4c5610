import type { ExportFailure } from '../domain/exportRun';
import type { PixelArray } from '../domain/pixelType';
import type { Problem } from '../domain/problem';
import type { ExportDigests, ExportRecipe, FileDigest, WrittenFrame } from '../domain/recipe';
import { outputBaseName } from '../domain/series';
import { processingFiles } from '../formats/processingFiles';
import type { ByteSource } from './byteSource';
import { encodeMrc, encodeSmv } from './encodeFrame';
import { conversionJson, framesCsv } from './report';
import { readScannedFrame } from './scannedFrame';
import { sha256Hex } from './sha256';
import { SpareMemory } from './spareMemory';

/** One file of the output. */
export interface OutputFile {
  readonly path: string;
  readonly lastModifiedMs: number;
  /** Valid until the next file is asked for: an image's memory is used again. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the content, hexadecimal; the browser works it out beside everything else. */
  readonly sha256: Promise<string>;
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

function outputFile(path: string, lastModifiedMs: number, content: OutputFile['content']): OutputFile {
  return { path, lastModifiedMs, content, sha256: sha256Hex(content) };
}

/** A text as a file of the output. */
export function textFile(path: string, text: string, lastModifiedMs: number): OutputFile {
  return outputFile(path, lastModifiedMs, new TextEncoder().encode(text));
}

function within(count: number, [atLeast, atMost]: readonly [number, number]): boolean {
  return count >= atLeast && count <= atMost;
}

/** Gathers what the report says of the bytes; no more than one frame's digests are waited for at a time. */
class Digests {
  private readonly sources: [number, Promise<string>][] = [];
  private readonly outputs: (Omit<FileDigest, 'sha256'> & Pick<OutputFile, 'sha256'>)[] = [];
  private readonly folder: string;
  private latest: Promise<string>[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  source(number: number, sha256: Promise<string>): void {
    this.sources.push([number, sha256]);
    this.latest.push(sha256);
  }

  output(file: OutputFile): OutputFile {
    const { path, content, sha256 } = file;
    this.outputs.push({ path: path.slice(this.folder.length + 1), bytes: content.length, sha256 });
    this.latest.push(sha256);
    return file;
  }

  /** Waits for those so far: each holds a copy of what it digests. */
  async settle(): Promise<void> {
    await Promise.all(this.latest);
    this.latest = [];
  }

  async all(): Promise<ExportDigests> {
    const known = async <T>([key, sha256]: [T, Promise<string>]): Promise<[T, string]> => [key, await sha256];
    return {
      sources: new Map(await Promise.all(this.sources.map(known))),
      outputs: await Promise.all(
        this.outputs.map(async (output) => ({ ...output, sha256: await output.sha256 })),
      ),
    };
  }
}

/** Reads the frames in their order; memory that is given back is read into again. */
function frameReader({ recipe, sources }: SeriesInput) {
  const memory = new SpareMemory();
  return {
    read(at: number) {
      const frame = recipe.frames[at];
      const source = sources[at];
      if (frame === undefined || source === undefined) return undefined;
      return readScannedFrame(source, frame, sha256Hex, memory);
    },
    giveBack: (pixels: PixelArray) => memory.give(pixels.buffer),
  };
}

/**
 * The files of one series: images in frame order, then the input files of processing programs, the table and
 * the report.
 * Holds two frames at a time: the one being written and the one being read ahead.
 * @param onFrame called after each frame has been taken by the consumer
 * @throws FrameFailure when a frame cannot be read or is not the one that was scanned
 */
export async function* exportSeries(
  input: SeriesInput,
  onFrame: (framesDone: number, written: readonly WrittenFrame[]) => void,
): AsyncGenerator<OutputFile> {
  const { recipe } = input;
  const { outputFolder, formats, frames } = recipe;
  const written: WrittenFrame[] = [];
  const digests = new Digests(outputFolder);
  const reader = frameReader(input);
  const smvMemory = new SpareMemory();
  const mrcMemory = new SpareMemory();
  let ahead = reader.read(0);
  for (const [at, frame] of frames.entries()) {
    const result = await ahead;
    if (result === undefined) throw new Error('a frame without a file');
    if (!result.ok) throw new FrameFailure(frame.source, result.problem);
    const { pixels, ofBytes: sha256 } = result.value;
    ahead = reader.read(at + 1);
    await digests.settle();
    digests.source(frame.number, sha256);
    if (formats.smv) {
      const smv = encodeSmv(recipe, frame, pixels, smvMemory);
      const { truncatedLow, truncatedHigh } = smv.written;
      if (!within(truncatedLow, frame.expectedLow) || !within(truncatedHigh, frame.expectedHigh)) {
        throw new FrameFailure(frame.source, { code: 'changedSinceScan' });
      }
      written.push(smv.written);
      const path = imagePath(recipe, 'smv', frame.number);
      yield digests.output(outputFile(path, frame.lastModifiedMs, smv.bytes));
      smvMemory.give(smv.bytes.buffer);
    }
    if (formats.mrc) {
      const mrc = encodeMrc(recipe, frame, pixels, mrcMemory);
      const path = imagePath(recipe, 'mrc', frame.number);
      yield digests.output(outputFile(path, frame.lastModifiedMs, mrc.bytes));
      mrcMemory.give(mrc.bytes.buffer);
    }
    reader.giveBack(pixels);
    onFrame(at + 1, written);
  }
  const now = new Date();
  for (const { name, text } of processingFiles(recipe)) {
    yield digests.output(textFile(`${outputFolder}/${name}`, text, now.getTime()));
  }
  yield digests.output(textFile(tablePath(recipe), framesCsv(recipe, written), now.getTime()));
  const report = conversionJson(recipe, written, now, await digests.all());
  yield textFile(reportPath(recipe), report, now.getTime());
}
