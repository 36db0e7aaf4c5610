import type { ExportFailure } from '../domain/exportRun';
import type { Problem } from '../domain/problem';
import type {
  ConvertedFrame,
  ExportDigests,
  ExportRecipe,
  FileDigest,
  OtherFiles,
  Sha256,
  WrittenFrame,
} from '../domain/recipe';
import type { Result } from '../domain/result';
import { outputBaseName } from '../domain/series';
import type { OutputFormat } from '../outputs/outputFormat';
import { chosenOutputs, OUTPUTS } from '../outputs/outputs';
import { processingFiles } from '../programs/programs';
import { conversionJson, framesCsv } from './report';
import { sha256Hex } from './sha256';

/** One file of the output. */
export interface OutputFile {
  readonly path: string;
  readonly lastModifiedMs: number;
  readonly content: Uint8Array<ArrayBuffer>;
  /** CRC-32 of the content, where it is known. */
  readonly crc32?: number | undefined;
  /** Number of complete frames after this file. */
  readonly framesDone: number;
  /** Releases the content's memory for reuse. */
  release(): void;
}

/** Ends an export because of one frame; the only error thrown on bad input. */
export class FrameFailure extends Error {
  readonly failure: ExportFailure;
  constructor(source: string, problem: Problem) {
    super(`${source}: ${problem.code}`);
    this.failure = { code: 'frame', source, problem };
  }
}

/** A series to write. */
export interface SeriesInput {
  readonly recipe: ExportRecipe;
  /** Frames converted ahead while another is written, at least 1. */
  readonly framesAhead: number;
  /** Reads and converts a frame. @param at its index in `recipe.frames` */
  convert(at: number): Promise<Result<ConvertedFrame>>;
  /** Takes back the memory of a written file. */
  release(buffer: ArrayBuffer): void;
}

/** Path of a frame's image. */
function imagePath(recipe: ExportRecipe, { id, extension }: OutputFormat, number: number): string {
  return `${recipe.outputFolder}/${id}/${outputBaseName(recipe, number)}.${extension}`;
}

/** True for the path of an image of this series, whatever its number. */
export function isImagePath({ outputFolder, stem }: ExportRecipe, path: string): boolean {
  return OUTPUTS.some(({ id, extension }) => {
    const begin = `${outputFolder}/${id}/${stem}_`;
    const end = `.${extension}`;
    return (
      path.startsWith(begin) && path.endsWith(end) && /^\d+$/.test(path.slice(begin.length, -end.length))
    );
  });
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
  const { outputFolder, frames } = recipe;
  const outputs = chosenOutputs(recipe);
  const images = frames.flatMap(({ number }) => outputs.map((output) => imagePath(recipe, output, number)));
  const texts = processingFiles(recipe).map(({ name }) => `${outputFolder}/${name}`);
  return [...images, ...texts, tablePath(recipe), reportPath(recipe)];
}

/** A text as an output file. */
export function textFile(path: string, text: string, lastModifiedMs: number, framesDone = 0): OutputFile {
  const content = new TextEncoder().encode(text);
  return { path, lastModifiedMs, content, framesDone, release: () => undefined };
}

/** Collects the digests for the report. */
class Digests {
  private readonly sources = new Map<number, Sha256>();
  private readonly outputs: FileDigest[] = [];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  source(number: number, sha256: Sha256): void {
    this.sources.set(number, sha256);
  }

  output({ path, content }: OutputFile, sha256: Sha256): void {
    this.outputs.push({ path: path.slice(this.folder.length + 1), bytes: content.length, sha256 });
  }

  all(): ExportDigests {
    return { sources: this.sources, outputs: this.outputs };
  }
}

/** The frames in order; some are converted ahead. */
async function* convertedFrames({ recipe, framesAhead, convert }: SeriesInput) {
  const ahead: Promise<Result<ConvertedFrame>>[] = [];
  let begun = 0;
  const begin = (count: number) => {
    for (; ahead.length < count && begun < recipe.frames.length; begun++) {
      const converting = convert(begun);
      // Frames after a failure are never awaited.
      converting.catch(() => undefined);
      ahead.push(converting);
    }
  };
  for (const frame of recipe.frames) {
    begin(1);
    const result = await (ahead.shift() as Promise<Result<ConvertedFrame>>);
    if (!result.ok) throw new FrameFailure(frame.source, result.problem);
    begin(framesAhead);
    yield { frame, ...result.value };
  }
}

/**
 * The files of one series: images in frame order, then the input files of processing programs, the table and
 * the report.
 * @param otherFiles what else lies in the folder
 * @throws FrameFailure when a frame cannot be read or is not the one that was scanned
 */
export async function* exportSeries(input: SeriesInput, otherFiles?: OtherFiles): AsyncGenerator<OutputFile> {
  const { recipe } = input;
  const { outputFolder } = recipe;
  const written: WrittenFrame[] = [];
  const digests = new Digests(outputFolder);
  let framesDone = 0;
  const outputs = chosenOutputs(recipe);
  for await (const { frame, sourceSha256, images } of convertedFrames(input)) {
    digests.source(frame.number, sourceSha256);
    for (const [at, output] of outputs.entries()) {
      const image = images.find((one) => one.output === output.id);
      if (image === undefined) throw new Error(`frame ${frame.number} was not converted to ${output.label}`);
      if (at === outputs.length - 1) framesDone++;
      const { content, crc32, sha256, cut } = image;
      if (cut !== undefined) written.push({ number: frame.number, ...cut });
      const file: OutputFile = {
        path: imagePath(recipe, output, frame.number),
        lastModifiedMs: frame.lastModifiedMs,
        content,
        crc32,
        framesDone,
        release: () => input.release(content.buffer),
      };
      digests.output(file, sha256);
      yield file;
    }
  }
  const now = new Date();
  const text = (path: string, content: string) => textFile(path, content, now.getTime(), framesDone);
  const texts = [
    ...processingFiles(recipe).map(({ name, text: content }) => text(`${outputFolder}/${name}`, content)),
    text(tablePath(recipe), framesCsv(recipe, written)),
  ];
  for (const file of texts) {
    digests.output(file, await sha256Hex(file.content));
    yield file;
  }
  yield text(reportPath(recipe), conversionJson(recipe, written, now, digests.all(), otherFiles));
}
