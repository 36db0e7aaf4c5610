import { filePath, groupIntoSeries, type InspectedFile, type Series } from './series';

/**
 * Which files of a watched folder are complete, and which series still grow: judged from one look at the folder
 * after the other, without the folder itself and without a clock. Times are of this computer's own clock, as that
 * of a network drive may be wrong.
 */

/** A file as a look finds it. */
export interface ListedFile {
  /** The watched folder's name, then the way to the file, `/` between parts. */
  readonly path: string;
  /** NaN where the browser cannot look at the file, as while another program locks it: it counts as changing. */
  readonly sizeBytes: number;
  /** Milliseconds since 1970 by the clock of the drive. */
  readonly lastModifiedMs: number;
}

/** One look at a folder. */
export interface FolderListing {
  readonly files: readonly ListedFile[];
  /** Folders that could not be read, and of which nothing is known in this look. */
  readonly unreadFolders: readonly string[];
  /** When the look began and when it ended, ms of a clock that only goes forward. */
  readonly beganMs: number;
  readonly endedMs: number;
}

/**
 * `waiting`: not known to be whole. `partial`: its head says that something is missing, or cannot be understood.
 * `taken`: handed over. `missing`: taken, and no longer in the folder. `own`: written by this program, no frame.
 */
export type FileStage = 'waiting' | 'partial' | 'taken' | 'missing' | 'own';

/** What is remembered of a file. */
export interface RememberedFile {
  readonly sizeBytes: number;
  readonly lastModifiedMs: number;
  /** Since when it has been as it is, ms of the looks' clock. */
  readonly sinceMs: number;
  readonly stage: FileStage;
}

/** Every file that is known, by path. */
export type WatchMemory = ReadonlyMap<string, RememberedFile>;

/** How long to wait, ms. */
export interface WatchPatience {
  /** A file that stayed the same for this long may be whole. */
  readonly stableMs: number;
  /** A series of which nothing changed for this long is final. */
  readonly quietMs: number;
}

/** What follows from a look. */
export interface Look {
  readonly memory: WatchMemory;
  /** Files that stayed the same, whose heads are to be read. What comes of them is told to {@link settle}. */
  readonly candidates: readonly string[];
  /** Files that stayed incomplete for the quiet time: to be taken as they are, so that their error shows. */
  readonly overdue: readonly string[];
}

/** Why a watched folder cannot be read: it is not there, the browser does not allow it, or something else. */
export interface WatchTrouble {
  readonly code: 'gone' | 'denied' | 'unreachable';
  /** The folder concerned, the watched one or one in it. */
  readonly path: string;
  /** What the browser says. */
  readonly detail: string;
}

/** What becomes of a file: it is handed over, may not be whole, or was written by this program. */
export type Verdict = 'take' | 'wait' | 'own';

function seen(known: RememberedFile | undefined, file: ListedFile, endedMs: number): RememberedFile {
  const { sizeBytes, lastModifiedMs } = file;
  const same = known?.sizeBytes === sizeBytes && known.lastModifiedMs === lastModifiedMs;
  if (same && known.stage !== 'missing') return known;
  return { sizeBytes, lastModifiedMs, sinceMs: endedMs, stage: 'waiting' };
}

/** A file of a folder that could not be read. A frame that failed meanwhile is to be offered once more. */
function unknown(
  known: RememberedFile,
  { beganMs, endedMs }: FolderListing,
  quietMs: number,
): RememberedFile {
  const quiet = beganMs - known.sinceMs >= quietMs;
  const stage = known.stage === 'own' || known.stage === 'missing' ? known.stage : 'waiting';
  return { ...known, stage, sinceMs: quiet ? known.sinceMs : endedMs };
}

/** A file that is not there. One that was taken is a change of its series: a drive may show an empty folder. */
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

/** Compares a look with what is remembered. */
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

/** Notes what became of candidates and overdue files. */
export function settle(memory: WatchMemory, verdicts: ReadonlyMap<string, Verdict>): WatchMemory {
  const files = new Map(memory);
  for (const [path, verdict] of verdicts) {
    const known = files.get(path);
    if (known !== undefined) files.set(path, { ...known, stage: STAGE_AFTER[verdict] });
  }
  return files;
}

/** Paths of the files that are not handed over yet. */
export function waitingFiles(memory: WatchMemory): string[] {
  return [...memory]
    .filter(([, { stage }]) => stage === 'waiting' || stage === 'partial')
    .map(([path]) => path);
}

/** A file as grouping takes it, known by its path alone. */
function pendingEntry(path: string): InspectedFile {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(slash, 0));
  const file = { id: path, folder, name: path.slice(slash + 1), sizeBytes: 0, lastModifiedMs: 0, copy: 0 };
  return { file, inspection: { kind: 'pending' } };
}

/**
 * Keys of the series that are not final: a file of theirs is not handed over yet, or changed within the quiet time.
 * Files of series that are not among `series` yet count by their names.
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
  const keys = new Set(groupIntoSeries(pending).map(({ key }) => key));
  for (const { key, frames } of series) {
    if (frames.some(({ file }) => moving.has(filePath(file)))) keys.add(key);
  }
  return keys;
}

/** The series that have a file of the watched folder. */
export function watchedSeries(series: readonly Series[], memory: WatchMemory): Series[] {
  return series.filter(({ frames }) => frames.some(({ file }) => memory.has(filePath(file))));
}
