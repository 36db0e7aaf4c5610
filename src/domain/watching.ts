import { groupIntoSeries } from './groupSeries';
import { filePath, type InspectedFile, type Series } from './series';

/**
 * Which files of a watched folder are complete and which series still grow, judged from successive listings,
 * without access to the folder or a clock. Times are from this computer's clock, because that
 * of a network drive may be wrong.
 */

/** A file in a listing. */
export interface ListedFile {
  /** Path from the watched folder's name to the file, with `/`. */
  readonly path: string;
  /** NaN if the browser cannot inspect the file, as while another program locks it: it counts as changing. */
  readonly sizeBytes: number;
  /** Milliseconds since 1970 by the clock of the drive. */
  readonly lastModifiedMs: number;
}

/** One listing of a folder. */
export interface FolderListing {
  readonly files: readonly ListedFile[];
  /** Folders that could not be read, unknown in this listing. */
  readonly unreadFolders: readonly string[];
  /** Start and end of the listing, ms of a monotonic clock. */
  readonly beganMs: number;
  readonly endedMs: number;
}

/**
 * `waiting`: not known to be complete. `partial`: its header says that bytes are missing, or cannot be read.
 * `taken`: handed over. `missing`: taken, and no longer in the folder. `own`: written by this program, no frame.
 */
export type FileStage = 'waiting' | 'partial' | 'taken' | 'missing' | 'own';

/** State of a known file. */
export interface RememberedFile {
  readonly sizeBytes: number;
  readonly lastModifiedMs: number;
  /** When it reached this state, ms of the listings' clock. */
  readonly sinceMs: number;
  readonly stage: FileStage;
}

/** Every known file, by path. */
export type WatchMemory = ReadonlyMap<string, RememberedFile>;

/** How long to wait, ms. */
export interface WatchPatience {
  /** A file unchanged for this long may be complete. */
  readonly stableMs: number;
  /** A series unchanged for this long is final. */
  readonly quietMs: number;
}

/** What follows from a listing. */
export interface Look {
  readonly memory: WatchMemory;
  /** Unchanged files whose headers should be read; the results go to {@link settle}. */
  readonly candidates: readonly string[];
  /** Files incomplete for the quiet time: to be added as they are, so that their error shows. */
  readonly overdue: readonly string[];
}

/** Why a watched folder cannot be read: it is not there, the browser does not allow it, or something else. */
export interface WatchTrouble {
  readonly code: 'gone' | 'denied' | 'unreachable';
  /** The watched folder or a subfolder. */
  readonly path: string;
  /** The browser's reason. */
  readonly detail: string;
}

/** Outcome for a file: handed over, perhaps incomplete, or written by this program. */
export type Verdict = 'take' | 'wait' | 'own';

function seen(known: RememberedFile | undefined, file: ListedFile, endedMs: number): RememberedFile {
  const { sizeBytes, lastModifiedMs } = file;
  const same = known?.sizeBytes === sizeBytes && known.lastModifiedMs === lastModifiedMs;
  if (same && known.stage !== 'missing') return known;
  return { sizeBytes, lastModifiedMs, sinceMs: endedMs, stage: 'waiting' };
}

/** A file in a folder that could not be read. A frame that failed meanwhile is offered again. */
function unknown(
  known: RememberedFile,
  { beganMs, endedMs }: FolderListing,
  quietMs: number,
): RememberedFile {
  const quiet = beganMs - known.sinceMs >= quietMs;
  const stage = known.stage === 'own' || known.stage === 'missing' ? known.stage : 'waiting';
  return { ...known, stage, sinceMs: quiet ? known.sinceMs : endedMs };
}

/** A missing file. If it was taken, its series has changed: a drive may show an empty folder. */
function missing(
  known: RememberedFile,
  { beganMs, endedMs }: FolderListing,
  quietMs: number,
): RememberedFile | undefined {
  if (known.stage === 'taken') return { ...known, stage: 'missing', sinceMs: endedMs };
  return known.stage === 'missing' && beganMs - known.sinceMs < quietMs ? known : undefined;
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

/** Compares a listing with the known files. */
export function look(
  memory: WatchMemory,
  listing: FolderListing,
  { stableMs, quietMs }: WatchPatience,
): Look {
  const files = new Map<string, RememberedFile>();
  const candidates: string[] = [];
  const overdue: string[] = [];
  for (const file of listing.files) {
    const now = seen(memory.get(file.path), file, listing.endedMs);
    const sameForMs = listing.beganMs - now.sinceMs;
    if (now.stage === 'waiting' && sameForMs >= stableMs) candidates.push(file.path);
    if (now.stage === 'partial' && sameForMs >= quietMs) overdue.push(file.path);
    files.set(file.path, now);
  }
  for (const [path, known] of memory) {
    if (files.has(path)) continue;
    const left = isBelow(path, listing.unreadFolders)
      ? unknown(known, listing, quietMs)
      : missing(known, listing, quietMs);
    if (left !== undefined) files.set(path, left);
  }
  return { memory: files, candidates, overdue };
}

const STAGE_AFTER = { take: 'taken', wait: 'partial', own: 'own' } as const;

/** Records the outcome of candidates and overdue files. */
export function settle(memory: WatchMemory, verdicts: ReadonlyMap<string, Verdict>): WatchMemory {
  const files = new Map(memory);
  for (const [path, verdict] of verdicts) {
    const known = files.get(path);
    if (known !== undefined) files.set(path, { ...known, stage: STAGE_AFTER[verdict] });
  }
  return files;
}

/** Paths of files not handed over yet. */
export function waitingFiles(memory: WatchMemory): string[] {
  return [...memory]
    .filter(([, { stage }]) => stage === 'waiting' || stage === 'partial')
    .map(([path]) => path);
}

/** A file for grouping, known only by its path. */
function pendingEntry(path: string): InspectedFile {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(slash, 0));
  const file = { id: path, folder, name: path.slice(slash + 1), sizeBytes: 0, lastModifiedMs: 0, copy: 0 };
  return { file, inspection: { kind: 'pending' } };
}

/** The files of some series, as far as their grouping needs them. */
function entriesOf(series: readonly Series[]): InspectedFile[] {
  return series.flatMap(({ frames }) =>
    frames.flatMap(({ file, indexInFile, layout }): InspectedFile[] => {
      if (indexInFile > 0) return [];
      return [{ file, inspection: layout === undefined ? { kind: 'pending' } : { kind: 'ok', layout } }];
    }),
  );
}

/**
 * Keys of series that are not final: one of their files is not handed over yet, or changed within the quiet time.
 * Files of series not yet in `series` count by name.
 */
export function arrivingSeries(
  series: readonly Series[],
  memory: WatchMemory,
  nowMs: number,
  quietMs: number,
): Set<string> {
  const moving = new Set<string>();
  const pending: InspectedFile[] = [];
  for (const [path, { stage, sinceMs }] of memory) {
    if (stage === 'own' || (stage !== 'waiting' && nowMs - sinceMs >= quietMs)) continue;
    moving.add(path);
    if (stage === 'waiting' || stage === 'partial') pending.push(pendingEntry(path));
  }
  const keys = new Set<string>();
  if (pending.length > 0) {
    // Names decide together which series they are.
    const isPending = new Set(pending.map(({ file }) => file.id));
    for (const { key, frames } of groupIntoSeries([...entriesOf(series), ...pending])) {
      if (frames.some(({ file }) => isPending.has(file.id))) keys.add(key);
    }
  }
  for (const { key, frames } of series) {
    if (frames.some(({ file }) => moving.has(filePath(file)))) keys.add(key);
  }
  return keys;
}

/** The series with a file in the watched folder. */
export function watchedSeries(series: readonly Series[], memory: WatchMemory): Series[] {
  return series.filter(({ frames }) => frames.some(({ file }) => memory.has(filePath(file))));
}
