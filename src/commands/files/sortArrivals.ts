import type { SourceFile } from '../../domain/series';
import type { AppStore } from '../../state/store';
import { nextTask } from '../nextTask';
import { type FilesByPath, freeCopy, isSameState, judgeArrival } from './arrivals';
import type { FileRegistry } from './fileRegistry';
import type { PlacedFile } from './givenFile';

/** The screen is not held up for longer, ms. */
const LONGEST_MS = 20;

/** Files that are not here yet, with the ids that they got. */
export interface Arrivals {
  readonly files: readonly SourceFile[];
  /** Ids of the files in whose place some of them come. */
  readonly replaced: ReadonlySet<string>;
}

/**
 * Finds out which of some files are new, and gives those an id. The browser asks the disk for each one's size and date:
 * that takes time.
 * @param paths what is here; the new ones are added
 * @param watched given when they come from a watched folder: gets the ids of theirs
 */
export async function sortArrivals(
  store: AppStore,
  registry: FileRegistry,
  given: readonly PlacedFile[],
  paths: FilesByPath,
  watched: Set<string> | undefined,
): Promise<Arrivals> {
  const files: SourceFile[] = [];
  const replaced = new Set<string>();
  let begin = performance.now();
  for (const { file, folder, path } of given) {
    if (performance.now() - begin > LONGEST_MS) {
      await nextTask();
      begin = performance.now();
    }
    // Files may have been taken out since.
    const here = (paths.get(path) ?? []).filter((entry) => registry.get(entry.file.id) !== undefined);
    const arrival = judgeArrival(here, store.getState().outcomes, file, watched);
    if (arrival === 'known') {
      for (const entry of here) if (isSameState(entry.file, file)) watched?.add(entry.file.id);
      continue;
    }
    const before = arrival === 'new' ? undefined : here.find((entry) => entry.file.id === arrival.replaces);
    const beside = here.filter((entry) => entry !== before);
    if (before !== undefined) replaced.add(before.file.id);
    const source: SourceFile = {
      id: registry.add(file),
      folder,
      name: file.name,
      sizeBytes: file.size,
      lastModifiedMs: file.lastModified,
      copy: before?.file.copy ?? freeCopy(beside),
    };
    paths.set(path, [...beside, { file: source, inspection: { kind: 'pending' } }]);
    watched?.add(source.id);
    files.push(source);
  }
  return { files, replaced };
}
