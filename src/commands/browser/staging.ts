import type { ExportFailure } from '../../domain/exportRun';
import { spaceDetail } from '../../wording/problems';
import { downloadFile } from './download';
import { uniqueName } from './uniqueName';

/**
 * ZIP files that are put together in the origin private file system and downloaded from there. A page cannot know when
 * a download has ended, and one whose file is removed meanwhile is cut: in Firefox silently. So a staged file stays
 * until no download can still be reading it, for its visit and for others.
 */
export const STAGING_FOLDER = 'staging';
const LOCK_PREFIX = 'pedestal-staging-';

/** The largest ZIP that is put together in memory, bytes: browsers lose larger ones. */
const MEMORY_ROOM_BYTES = 2e9;

/** For a dialog that asks where to save, ms. */
const DIALOG_MS = 10 * 60_000;
/** The slowest place that a download is expected to be written to, bytes a millisecond: a network drive, a USB stick. */
const SLOWEST_BYTES_PER_MS = 5000;

/** Marks this visit's staging files, so that another tab does not take them for leftovers. */
const session = uniqueName();

/** A staged file as the private file system shows it. */
interface StagedFile {
  /** `<visit>-<number>.zip` */
  readonly name: string;
  readonly bytes: number;
  readonly lastModifiedMs: number;
}

/** How long a staged file of a size may be read by its download after it was finished, ms. */
export function readForMs(bytes: number): number {
  return DIALOG_MS + bytes / SLOWEST_BYTES_PER_MS;
}

/**
 * Whether no download can still want a staged file.
 * @param own marks the visit that asks
 * @param aliveElsewhere marks of visits of which a tab is open; such a tab clears its own files
 */
export function isSpent(
  { name, bytes, lastModifiedMs }: StagedFile,
  own: string,
  aliveElsewhere: ReadonlySet<string>,
  nowMs: number,
): boolean {
  const owner = name.slice(0, own.length);
  if (owner !== own && aliveElsewhere.has(owner)) return false;
  // A time in the future is that of a clock that was put back.
  return Math.abs(nowMs - lastModifiedMs) >= readForMs(bytes);
}

/** Whether there is a private file system: not for a page opened as a file, nor in some private windows. */
export async function canStage(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory();
    return true;
  } catch {
    return false;
  }
}

/** A name for a staging file of this visit. */
export function stagingName(): string {
  return `${session}-${uniqueName()}.zip`;
}

/** Starts the download of a finished staging file. */
export async function downloadStaged(stagedName: string, name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(STAGING_FOLDER);
  const file = await (await folder.getFileHandle(stagedName)).getFile();
  downloadFile(file, name);
  // A page that stays open need not hold the room until its next export.
  setTimeout(() => void clearStaging().catch(() => undefined), readForMs(file.size) + 1000);
}

/** Bytes that may still be stored in the private file system; undefined where the browser does not tell. */
async function stagingRoomBytes(): Promise<number | undefined> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined ? undefined : quota - (usage ?? 0);
}

async function look(handle: FileSystemHandle): Promise<StagedFile> {
  const { size, lastModified } = await (handle as FileSystemFileHandle).getFile();
  return { name: handle.name, bytes: size, lastModifiedMs: lastModified };
}

/**
 * Removes the staged files that are spent. A visit shows that it lives by a lock that ends with its tab.
 * @returns bytes of those that are kept
 */
export async function clearStaging(nowMs = Date.now()): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(STAGING_FOLDER, { create: true });
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name?.slice(LOCK_PREFIX.length) ?? ''));
  let keptBytes = 0;
  for await (const handle of folder.values()) {
    // One that is being written cannot be looked at everywhere, nor removed.
    const file = await look(handle).catch(() => undefined);
    if (file === undefined) continue;
    if (isSpent(file, session, alive, nowMs)) await folder.removeEntry(file.name).catch(() => undefined);
    else keptBytes += file.bytes;
  }
  return keptBytes;
}

/** Compares the size of a ZIP with the room for it. @param staged on the disk, not in memory */
export async function lackOfRoom(neededBytes: number, staged: boolean): Promise<ExportFailure | undefined> {
  const heldBytes = staged ? await clearStaging() : 0;
  const roomBytes = staged ? await stagingRoomBytes() : MEMORY_ROOM_BYTES;
  if (roomBytes === undefined || roomBytes > neededBytes) return undefined;
  return { code: 'noSpace', detail: spaceDetail(neededBytes, roomBytes, heldBytes) };
}

/** Holds this visit's lock until the tab closes, and clears what earlier visits left. */
export function startStaging(): void {
  // Without locks or a private file system nothing is staged.
  navigator.locks?.request(LOCK_PREFIX + session, () => new Promise(() => undefined)).catch(() => undefined);
  clearStaging().catch(() => undefined);
}
