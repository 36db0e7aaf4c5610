import type {
  ExportFailure,
  ExportProgress,
  FolderMode,
  FolderTally,
  SeriesOutcome,
} from '../domain/exportRun';
import {
  exportSeries,
  FrameFailure,
  type OutputFile,
  outputPaths,
  reportPath,
  type SeriesInput,
} from './exportSeries';
import {
  FolderSink,
  type FoundFile,
  filesBelow,
  isDraftOf,
  OutputFailure,
  outputFailure,
  removeLeftover,
} from './folderSink';

/** Waiting for the disk overlaps; more of them gain little and hold more memory. */
const WRITES_AT_ONCE = 3;

function failureOf(outputFolder: string, error: unknown): ExportFailure {
  if (error instanceof FrameFailure) return error.failure;
  const { path, fault, detail } = error instanceof OutputFailure ? error : outputFailure(outputFolder, error);
  return { code: 'output', path, fault, detail };
}

/** What lies in the series' folder: files to be written, others, and what a killed browser left. */
async function lookInto(folder: FileSystemDirectoryHandle, name: string, planned: ReadonlySet<string>) {
  const drafts: FoundFile[] = [];
  let present = 0;
  let others = 0;
  const series = await folder.getDirectoryHandle(name, { create: true });
  for await (const file of filesBelow(series, name)) {
    if (planned.has(file.path)) present++;
    else if (isDraftOf(file.path, planned)) drafts.push(file);
    else others++;
  }
  return { present, others, drafts };
}

/** Writes a few files side by side and counts them in their order. */
class OverlappingWrites {
  bytesWritten = 0;
  tally: FolderTally;
  private readonly writing: { readonly file: OutputFile; readonly kept: Promise<boolean> }[] = [];
  private readonly sink: FolderSink;
  private readonly resume: boolean;
  private readonly signal: AbortSignal;
  private readonly onFile: (framesDone: number) => void;
  private framesDone = 0;
  /** Whether the files of the frame so far were there already. */
  private frameIsKept = true;

  /**
   * @param resume whether a file that is there already, byte for byte, is kept
   * @param onFile told after each file how many frames are complete
   */
  constructor(
    sink: FolderSink,
    resume: boolean,
    filesTotal: number,
    signal: AbortSignal,
    onFile: (framesDone: number) => void,
  ) {
    this.sink = sink;
    this.resume = resume;
    this.signal = signal;
    this.onFile = onFile;
    this.tally = { filesVerified: 0, filesTotal, framesKept: 0, filesKept: 0 };
  }

  /** Begins to write a file, as soon as there are not too many. @throws what the writing of one before it throws */
  async begin(file: OutputFile): Promise<void> {
    const kept = this.put(file);
    // It is noticed when its turn comes.
    kept.catch(() => undefined);
    this.writing.push({ file, kept });
    if (this.writing.length === WRITES_AT_ONCE) await this.settleOldest();
  }

  /** Waits for all. @throws what the first of them throws */
  async settle(): Promise<void> {
    while (this.writing.length > 0) await this.settleOldest();
  }

  /** Waits until nothing is written any more, whatever becomes of it. */
  async abandon(): Promise<void> {
    while (this.writing.length > 0) await this.settleOldest().catch(() => undefined);
  }

  /** @returns whether the file was there */
  private async put(file: OutputFile): Promise<boolean> {
    if (this.resume && (await this.sink.has(file))) return true;
    await this.sink.write(file, this.signal);
    return false;
  }

  private async settleOldest(): Promise<void> {
    const oldest = this.writing.shift();
    if (oldest === undefined) return;
    const { file } = oldest;
    const kept = await oldest.kept.catch((error) => {
      this.frameIsKept = false;
      throw error;
    });
    this.frameIsKept &&= kept;
    const endsFrame = file.framesDone > this.framesDone;
    const { filesVerified, filesKept, framesKept } = this.tally;
    this.tally = {
      ...this.tally,
      filesVerified: filesVerified + 1,
      filesKept: filesKept + (kept ? 1 : 0),
      framesKept: framesKept + (endsFrame && this.frameIsKept ? 1 : 0),
    };
    if (!kept) this.bytesWritten += file.content.length;
    file.release();
    if (endsFrame) {
      this.framesDone = file.framesDone;
      this.frameIsKept = true;
    }
    this.onFile(this.framesDone);
  }
}

/**
 * Writes one series file by file into a folder. What is finished stays after a failure or a cancellation.
 *
 * The report is removed before anything is written and comes last, so a series without it is not complete.
 * Files that do not belong to the series are never touched.
 * @param folder the chosen folder; the series gets a folder of its own in it
 * @param mode `ask` writes only where the series' folder holds no files; `resume` keeps files that are, read
 * and compared, what would be written now; `replace` writes all of them
 * @returns never an exception for bad input, the file system or a cancellation
 */
export async function saveSeries(
  input: SeriesInput,
  folder: FileSystemDirectoryHandle,
  mode: FolderMode,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<SeriesOutcome> {
  const { recipe } = input;
  const planned = new Set(outputPaths(recipe));
  const sink = new FolderSink(folder, mode !== 'ask');
  const writes = new OverlappingWrites(sink, mode === 'resume', planned.size, signal, (framesDone) => {
    const { bytesWritten, tally } = writes;
    onProgress({ framesDone, framesTotal: recipe.frames.length, bytesWritten, tally });
  });
  try {
    const { present, others, drafts } = await lookInto(folder, recipe.outputFolder, planned);
    if (mode === 'ask' && present + others > 0) {
      return { kind: 'occupied', present, planned: planned.size, others };
    }
    // A draft that cannot be removed is no finished file, and the next writing of it will say what is wrong.
    for (const { parent, name } of drafts) await removeLeftover(parent, name);
    signal.throwIfAborted();
    if (mode !== 'ask') await sink.remove(reportPath(recipe));
    for await (const file of exportSeries(input)) {
      signal.throwIfAborted();
      // The report says that all is there.
      if (file.path === reportPath(recipe)) await writes.settle();
      await writes.begin(file);
    }
    await writes.settle();
    return { kind: 'done', bytesWritten: writes.bytesWritten, tally: writes.tally };
  } catch (error) {
    await writes.abandon();
    const { tally } = writes;
    if (signal.aborted) return { kind: 'cancelled', tally };
    return { kind: 'failed', failure: failureOf(recipe.outputFolder, error), tally };
  }
}
