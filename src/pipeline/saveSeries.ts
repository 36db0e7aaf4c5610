import type { ExportFailure, ExportProgress, FolderOrder, SeriesOutcome } from '../domain/exportRun';
import type { ExportRecipe } from '../domain/recipe';
import type { CloseWidth } from './closeWidth';
import {
  exportSeries,
  FrameFailure,
  isImagePath,
  outputPaths,
  reportPath,
  type SeriesInput,
} from './exportSeries';
import { FolderSink, type FoundFile, filesBelow, isDraftOf } from './folderSink';
import { OutputFailure, outputFailure } from './outputFailure';
import { OverlappingWrites } from './overlappingWrites';
import { removeLeftover } from './writtenFile';

function failureOf(outputFolder: string, error: unknown): ExportFailure {
  if (error instanceof FrameFailure) return error.failure;
  const { path, fault, detail } = error instanceof OutputFailure ? error : outputFailure(outputFolder, error);
  return { code: 'output', path, fault, detail };
}

/** What lies in the series' folder. */
interface FolderContents {
  /** How many of the files to be written are there. */
  readonly present: number;
  /** Paths of images with this series' names that are not to be written. */
  readonly earlierImages: readonly string[];
  /** Paths of files that have nothing to do with the export. */
  readonly others: readonly string[];
  /** What a killed browser left. */
  readonly drafts: readonly FoundFile[];
}

async function lookInto(
  folder: FileSystemDirectoryHandle,
  recipe: ExportRecipe,
  planned: ReadonlySet<string>,
): Promise<FolderContents> {
  const drafts: FoundFile[] = [];
  const earlierImages: string[] = [];
  const others: string[] = [];
  let present = 0;
  const series = await folder.getDirectoryHandle(recipe.outputFolder, { create: true });
  for await (const file of filesBelow(series, recipe.outputFolder)) {
    if (planned.has(file.path)) present++;
    else if (isDraftOf(file.path, planned)) drafts.push(file);
    else if (isImagePath(recipe, file.path)) earlierImages.push(file.path);
    else others.push(file.path);
  }
  return { present, earlierImages, others, drafts };
}

/** Whether the user must be asked before anything is written. */
function mustAsk({ mode, removeImages }: FolderOrder, found: FolderContents): boolean {
  const { present, earlierImages, others } = found;
  if (mode === 'ask') return present + earlierImages.length + others.length > 0;
  return removeImages !== undefined && removeImages !== earlierImages.length;
}

/**
 * Writes one series file by file into a folder. What is finished stays after a failure or a cancellation.
 *
 * The report is removed before anything is written and gets its name last, so a series without it is not complete.
 * Files that do not belong to the series are never touched.
 * @param folder the chosen folder; the series gets a folder of its own in it
 * @param order `ask` writes only where the series' folder holds no files; `resume` keeps files that are, read
 * and compared, what would be written now; `replace` writes all of them
 * @param width shared by the series of an export, as it learns how long closing takes
 * @returns never an exception for bad input, the file system or a cancellation
 */
export async function saveSeries(
  input: SeriesInput,
  folder: FileSystemDirectoryHandle,
  order: FolderOrder,
  width: CloseWidth,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<SeriesOutcome> {
  const { recipe } = input;
  const { mode } = order;
  const planned = new Set(outputPaths(recipe));
  const sink = new FolderSink(folder, mode !== 'ask');
  let framesDone = 0;
  const tell = () => {
    const { bytesWritten, tally } = writes;
    const { slowFiles } = width;
    onProgress({ framesDone, framesTotal: recipe.frames.length, bytesWritten, tally, slowFiles });
  };
  const writes = new OverlappingWrites(sink, mode === 'resume', planned.size, width, signal, (done) => {
    framesDone = done;
    tell();
  });
  const stopListening = width.onSlow(() => {
    writes.changed();
    tell();
  });
  try {
    const found = await lookInto(folder, recipe, planned);
    if (mustAsk(order, found)) {
      const { present, earlierImages, others } = found;
      const [images, rest] = [earlierImages.length, others.length];
      return { kind: 'occupied', present, planned: planned.size, earlierImages: images, others: rest };
    }
    // A draft that cannot be removed is no finished file, and the next writing of it will say what is wrong.
    for (const { parent, name } of found.drafts) await removeLeftover(parent, name);
    signal.throwIfAborted();
    if (mode !== 'ask') await sink.remove(reportPath(recipe));
    const removes = order.removeImages !== undefined;
    if (removes) for (const path of found.earlierImages) await sink.remove(path);
    const inFolder = (path: string) => path.slice(recipe.outputFolder.length + 1);
    const images = removes ? [] : found.earlierImages.map(inFolder);
    for await (const file of exportSeries(input, { images, others: found.others.map(inFolder) })) {
      signal.throwIfAborted();
      // The report says that all is there.
      if (file.path === reportPath(recipe)) await writes.end(file);
      else await writes.begin(file);
    }
    return { kind: 'done', bytesWritten: writes.bytesWritten, tally: writes.tally };
  } catch (error) {
    await writes.abandon();
    const { tally } = writes;
    if (signal.aborted) return { kind: 'cancelled', tally };
    return { kind: 'failed', failure: failureOf(recipe.outputFolder, error), tally };
  } finally {
    stopListening();
  }
}
