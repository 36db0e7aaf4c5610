import { finishedName } from '../domain/draftName';
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
import { OutputFailure, outputFailure } from './outputFailure';
import type { OutputPlace } from './outputPlace';
import { OverlappingWrites } from './overlappingWrites';

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
  readonly drafts: readonly string[];
}

/** Whether a path is the unfinished form of a file, or what a killed browser leaves beside one. */
function isDraftOf(path: string, finished: ReadonlySet<string>): boolean {
  const name = finishedName(path);
  return name !== undefined && finished.has(name);
}

async function lookInto(
  place: OutputPlace,
  recipe: ExportRecipe,
  planned: ReadonlySet<string>,
): Promise<FolderContents> {
  const drafts: string[] = [];
  const earlierImages: string[] = [];
  const others: string[] = [];
  let present = 0;
  for await (const path of place.list(recipe.outputFolder)) {
    if (planned.has(path)) present++;
    else if (isDraftOf(path, planned)) drafts.push(path);
    else if (isImagePath(recipe, path)) earlierImages.push(path);
    else others.push(path);
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
 * Writes one series file by file into a place. What is finished stays after a failure or a cancellation.
 *
 * The report is removed before anything is written and gets its name last, so a series without it is not complete.
 * Files that do not belong to the series are never touched.
 * @param place the series gets a folder of its own in it
 * @param order `ask` writes only where the series' folder holds no files; `resume` keeps files that are, read
 * and compared, what would be written now; `replace` writes all of them
 * @param width shared by the series of an export, as it learns how long closing takes
 * @returns never an exception for bad input, the file system or a cancellation
 */
export async function saveSeries(
  input: SeriesInput,
  place: OutputPlace,
  order: FolderOrder,
  width: CloseWidth,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<SeriesOutcome> {
  const { recipe } = input;
  const { mode } = order;
  const planned = new Set(outputPaths(recipe));
  let framesDone = 0;
  const tell = () => {
    const { bytesWritten, tally } = writes;
    const { slowFiles } = width;
    onProgress({ framesDone, framesTotal: recipe.frames.length, bytesWritten, tally, slowFiles });
  };
  const writes = new OverlappingWrites(place, mode, planned.size, width, signal, (done) => {
    framesDone = done;
    tell();
  });
  const stopListening = width.onSlow(() => {
    writes.changed();
    tell();
  });
  try {
    const found = await lookInto(place, recipe, planned);
    if (mustAsk(order, found)) {
      const { present, earlierImages, others } = found;
      const [images, rest] = [earlierImages.length, others.length];
      return { kind: 'occupied', present, planned: planned.size, earlierImages: images, others: rest };
    }
    // A draft that cannot be removed is no finished file, and the next writing of it will say what is wrong.
    for (const path of found.drafts) await place.removeDraft(path);
    signal.throwIfAborted();
    if (mode !== 'ask') await place.remove(reportPath(recipe));
    const removes = order.removeImages !== undefined;
    if (removes) for (const path of found.earlierImages) await place.remove(path);
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
