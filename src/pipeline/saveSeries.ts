import type {
  ExportFailure,
  ExportProgress,
  FolderMode,
  FolderTally,
  SeriesOutcome,
} from '../domain/exportRun';
import { exportSeries, FrameFailure, outputPaths, reportPath, type SeriesInput } from './exportSeries';
import {
  FolderSink,
  type FoundFile,
  filesBelow,
  isDraftOf,
  OutputFailure,
  outputFailure,
} from './folderSink';

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
  let bytesWritten = 0;
  let framesDone = 0;
  let frameIsKept = true;
  let tally: FolderTally = { filesVerified: 0, filesTotal: planned.size, framesKept: 0, filesKept: 0 };
  const report = () => onProgress({ framesDone, framesTotal: recipe.frames.length, bytesWritten, tally });
  try {
    const { present, others, drafts } = await lookInto(folder, recipe.outputFolder, planned);
    if (mode === 'ask' && present + others > 0) {
      return { kind: 'occupied', present, planned: planned.size, others };
    }
    // A draft that cannot be removed is no finished file, and the next writing of it will say what is wrong.
    for (const { parent, name } of drafts) await parent.removeEntry(name).catch(() => undefined);
    const sink = new FolderSink(folder, mode !== 'ask');
    signal.throwIfAborted();
    if (mode !== 'ask') await sink.remove(reportPath(recipe));
    const files = exportSeries(input, (done) => {
      framesDone = done;
      if (frameIsKept) tally = { ...tally, framesKept: tally.framesKept + 1 };
      frameIsKept = true;
      report();
    });
    for await (const file of files) {
      signal.throwIfAborted();
      const kept = mode === 'resume' && (await sink.has(file));
      if (!kept) {
        await sink.write(file, signal);
        frameIsKept = false;
        bytesWritten += file.content.length;
      }
      const filesKept = tally.filesKept + (kept ? 1 : 0);
      tally = { ...tally, filesVerified: tally.filesVerified + 1, filesKept };
      report();
    }
    return { kind: 'done', bytesWritten, tally };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled', tally };
    return { kind: 'failed', failure: failureOf(recipe.outputFolder, error), tally };
  }
}
