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

/** Contents of the series' folder. */
interface FolderContents {
  /** Number of planned files that exist. */
  readonly present: number;
  /** Images with this series' names that this export does not write. */
  readonly earlierImages: readonly string[];
  /** Unrelated files. */
  readonly others: readonly string[];
  /** Drafts left by a killed browser. */
  readonly drafts: readonly string[];
}

/** True for the draft of a file, or the browser's own temporary file beside it. */
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

/** True if the user must decide before anything is written. */
function mustAsk({ mode, removeImages }: FolderOrder, found: FolderContents): boolean {
  const { present, earlierImages, others } = found;
  if (mode === 'ask') return present + earlierImages.length + others.length > 0;
  return removeImages !== undefined && removeImages !== earlierImages.length;
}

/**
 * Writes one series file by file. Finished files stay after a failure or cancellation.
 *
 * An existing report is removed first and the new one is named last, so a series without a report is incomplete.
 * Files of others are never touched.
 * @param place the series gets its own folder there
 * @param order `ask` writes only to an empty folder; `resume` keeps files that are identical to what would be written;
 * `replace` writes all
 * @param width shared by all series of an export, as it adapts to how long closing takes
 * @returns never throws for bad input, file system errors or cancellation
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
    // A draft that cannot be removed harms nothing; writing the file again will report the cause.
    for (const path of found.drafts) await place.removeDraft(path);
    signal.throwIfAborted();
    if (mode !== 'ask') await place.remove(reportPath(recipe));
    const removes = order.removeImages !== undefined;
    if (removes) for (const path of found.earlierImages) await place.remove(path);
    const inFolder = (path: string) => path.slice(recipe.outputFolder.length + 1);
    const images = removes ? [] : found.earlierImages.map(inFolder);
    for await (const file of exportSeries(input, { images, others: found.others.map(inFolder) })) {
      signal.throwIfAborted();
      // The report marks the series as complete.
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
