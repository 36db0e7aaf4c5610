import { endsEarly } from '../../domain/frame';
import type { Problem } from '../../domain/problem';
import { filePath, frameId, type InspectedFile, type SourceFile } from '../../domain/series';
import type { AppState } from '../../state/store';

/** The files that are here, by path; several of one path are copies. */
export type FilesByPath = Map<string, readonly InspectedFile[]>;

/** What becomes of a given file beside those already there. */
export type Arrival = 'new' | 'known' | { readonly replaces: string };

/** Groups files by their paths. */
export function groupByPath(files: AppState['files']): FilesByPath {
  const groups = new Map<string, InspectedFile[]>();
  for (const entry of files.values()) {
    const path = filePath(entry.file);
    const list = groups.get(path);
    if (list === undefined) groups.set(path, [entry]);
    else list.push(entry);
  }
  return groups;
}

/** Frames that a file has, a bad one too. */
export function framesIn({ inspection }: InspectedFile): number {
  return inspection.kind === 'ok' ? inspection.layout.frameCount : 1;
}

/** The smallest number that none of some files of one path has. */
export function freeCopy(files: readonly InspectedFile[]): number {
  let copy = 0;
  while (files.some(({ file }) => file.copy === copy)) copy++;
  return copy;
}

/** Whether a file is in the state in which it was taken in. */
export function isSameState(known: SourceFile, file: File): boolean {
  return known.sizeBytes === file.size && known.lastModifiedMs === file.lastModified;
}

/** What stopped a file, at its head or in the scan of any of its frames. */
function problemIn(entry: InspectedFile, outcomes: AppState['outcomes']): Problem | undefined {
  if (entry.inspection.kind === 'failed') return entry.inspection.problem;
  const frames = framesIn(entry);
  for (let index = 0; index < frames; index++) {
    const outcome = outcomes.get(frameId(entry.file, index));
    if (outcome?.kind === 'failed') return outcome.problem;
  }
  return undefined;
}

/**
 * A file given twice is taken once. One that failed or ended early before (still being copied, say) is replaced by a newer
 * state of itself, and by the same state where the reading failed and not the file. Two sound files of one
 * name stay side by side: grouping reports the duplicate number. In a watched folder they are one file that
 * was changed, and the newer one stays.
 * @param known files of the same path
 * @param watched ids of the files that came from the watched folder
 */
export function judgeArrival(
  known: readonly InspectedFile[],
  outcomes: AppState['outcomes'],
  file: File,
  watched?: ReadonlySet<string>,
): Arrival {
  for (const entry of known) {
    const problem = problemIn(entry, outcomes);
    const worthReading = problem?.code === 'unreadable' || problem?.code === 'workerFailed';
    if (isSameState(entry.file, file) && !worthReading) return 'known';
    const isPart = entry.inspection.kind === 'ok' && endsEarly(entry.inspection.layout);
    if (problem !== undefined || isPart || watched?.has(entry.file.id)) return { replaces: entry.file.id };
  }
  return 'new';
}
