import { splitName } from '../../domain/frameName';
import { filePath, type InspectedFile } from '../../domain/series';
import { INPUT_EXTENSIONS } from '../../inputs/inputs';
import type { AppState } from '../../state/store';
import { framesIn } from './arrivals';
import { withoutFiles } from './removeFiles';

/** What is here when inspected files have been taken in. */
export interface TakenIn {
  readonly change: Pick<AppState, 'files' | 'outcomes' | 'ignored'>;
  /** Ids of the files that were not taken. */
  readonly refused: readonly string[];
  /** How many of them were too much. */
  readonly beyondLimit: number;
}

/** True for a file that neither its content nor its name makes a frame. */
function isForeign({ file, inspection }: InspectedFile): boolean {
  return (
    inspection.kind === 'failed' &&
    inspection.problem.code === 'notAFrame' &&
    !INPUT_EXTENSIONS.includes(splitName(file.name).extension)
  );
}

/**
 * Puts inspected files beside those that are here, in the place of those that they replace.
 * What is no frame by name and content is only listed, and once; what is too much is only counted.
 * @param framesLimit frames that are held, of all series together
 */
export function takeIn(
  state: AppState,
  inspected: readonly InspectedFile[],
  replaced: ReadonlySet<string>,
  framesLimit: number,
): TakenIn {
  const { files, outcomes } = replaced.size === 0 ? state : withoutFiles(state, replaced);
  const now = new Map(files);
  const ignored = new Map(state.ignored.map((file) => [file.path, file]));
  const refused: string[] = [];
  let beyondLimit = 0;
  let room = framesLimit;
  for (const entry of files.values()) room -= framesIn(entry);
  for (const entry of inspected) {
    const { id, sizeBytes } = entry.file;
    if (isForeign(entry)) {
      const path = filePath(entry.file);
      ignored.set(path, { path, sizeBytes });
      refused.push(id);
    } else if (framesIn(entry) > room) {
      beyondLimit++;
      refused.push(id);
    } else {
      room -= framesIn(entry);
      now.set(id, entry);
    }
  }
  return { change: { files: now, outcomes, ignored: [...ignored.values()] }, refused, beyondLimit };
}
