/**
 * Ways to hand files to the user. Where the browser has a save dialog the ZIP streams straight to disk;
 * elsewhere it is put together in the origin private file system and downloaded from there.
 */
export const STAGING_FOLDER = 'staging';
const LOCK_PREFIX = 'pedestal-staging-';
/** A dialog that is refused faster than this was never shown (policy, automation). */
const NO_HUMAN_MS = 400;

/** Marks this visit's staging files, so that another tab does not take them for leftovers. */
const session = crypto.randomUUID();

/** What the save dialog gave. */
export type SaveChoice =
  | { readonly kind: 'handle'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'noDialog' }
  | { readonly kind: 'cancelled' };

/** Whether the user closed the dialog that was asked for at this time. */
function isDismissal(error: unknown, askedMs: number): boolean {
  const aborted = error instanceof DOMException && error.name === 'AbortError';
  return aborted && performance.now() - askedMs > NO_HUMAN_MS;
}

/** Asks where to save. Call it straight from a click: the browser wants a user's gesture. */
export async function askWhereToSave(suggestedName: string): Promise<SaveChoice> {
  if (typeof window.showSaveFilePicker !== 'function') return { kind: 'noDialog' };
  const asked = performance.now();
  try {
    const handle = await window.showSaveFilePicker({
      suggestedName,
      types: [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return { kind: 'handle', handle };
  } catch (error) {
    return { kind: isDismissal(error, asked) ? 'cancelled' : 'noDialog' };
  }
}

/** What the folder dialog gave. */
export type FolderChoice =
  | { readonly kind: 'handle'; readonly handle: FileSystemDirectoryHandle }
  | { readonly kind: 'noDialog'; readonly detail: string }
  | { readonly kind: 'cancelled' };

/** Whether the browser lets a page read and write in a folder that the user chooses. */
export function canChooseFolder(): boolean {
  return typeof window.showDirectoryPicker === 'function';
}

/** How to ask for a folder to write to. */
const OUTPUT_DIALOG: DirectoryPickerOptions = { id: 'pedestal-output', mode: 'readwrite' };

/** Asks for a folder, to write to unless said otherwise. Call it straight from a click. */
export async function askForFolder(dialog = OUTPUT_DIALOG): Promise<FolderChoice> {
  const asked = performance.now();
  try {
    const handle = await window.showDirectoryPicker(dialog);
    return { kind: 'handle', handle };
  } catch (error) {
    if (isDismissal(error, asked)) return { kind: 'cancelled' };
    return { kind: 'noDialog', detail: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Removes the empty file that the save dialog leaves when an export does not finish. (The dialog empties a
 * file that was there before; what the user agreed to replace is gone by then.)
 */
export async function removeIfEmpty(
  handle: FileSystemFileHandle & { remove?(): Promise<void> },
): Promise<void> {
  try {
    if ((await handle.getFile()).size === 0) await handle.remove?.();
  } catch {
    // The user may have removed it already, or the browser may not be able to.
  }
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

/** The largest ZIP that is put together in memory, bytes: browsers lose larger ones. */
export const MEMORY_ROOM_BYTES = 2e9;

/** A name for a staging file of this visit. */
export function stagingName(): string {
  return `${session}-${crypto.randomUUID()}.zip`;
}

/** Starts the download of a file. */
export function downloadFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the file long before; the URL only costs memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Starts the download of a finished staging file. */
export async function downloadStaged(stagedName: string, name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(STAGING_FOLDER);
  const handle = await folder.getFileHandle(stagedName);
  downloadFile(await handle.getFile(), name);
}

/** Bytes that may still be stored in the private file system; undefined where the browser does not tell. */
export async function stagingRoomBytes(): Promise<number | undefined> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined ? undefined : quota - (usage ?? 0);
}

/**
 * Removes staging files that no open tab owns: those of a closed visit, and this visit's own earlier ones.
 * A tab shows that it lives by a lock that ends with it.
 */
export async function clearStaging(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(STAGING_FOLDER, { create: true });
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  for await (const name of folder.keys()) {
    const owner = name.slice(0, session.length);
    if (owner !== session && alive.has(LOCK_PREFIX + owner)) continue;
    // A file that is still being downloaded cannot be removed everywhere; it goes the next time.
    await folder.removeEntry(name).catch(() => undefined);
  }
}

/** Holds this visit's lock until the tab closes, and clears what earlier visits left. */
export function startStaging(): void {
  // Without locks or a private file system nothing is staged.
  navigator.locks?.request(LOCK_PREFIX + session, () => new Promise(() => undefined)).catch(() => undefined);
  clearStaging().catch(() => undefined);
}
