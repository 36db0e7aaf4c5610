/**
 * Dialogs in which the user chooses where files go, and the right to read or write there. Where the browser has a save
 * dialog a ZIP streams straight to disk; elsewhere it is staged (`staging.ts`) and downloaded (`download.ts`).
 */

/** What the save dialog gave. */
export type SaveChoice =
  | { readonly kind: 'handle'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'noDialog' }
  | { readonly kind: 'dismissed' };

/**
 * Whether a dialog ended without a choice. Browsers say so by an AbortError, however quick the user was; where a page
 * may show no dialog at all they throw a NotAllowedError (a policy) or a SecurityError (no click, a foreign frame).
 * Only where dialogs are switched off for the whole browser, as in headless Chromium, is there an AbortError too: that
 * must not be taken for leave to download what the user has just dismissed.
 */
function isDismissal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Asks where to save. Call it straight from a click: the browser wants a user's gesture. */
export async function askWhereToSave(suggestedName: string): Promise<SaveChoice> {
  if (typeof window.showSaveFilePicker !== 'function') return { kind: 'noDialog' };
  try {
    const handle = await window.showSaveFilePicker({
      suggestedName,
      types: [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return { kind: 'handle', handle };
  } catch (error) {
    return { kind: isDismissal(error) ? 'dismissed' : 'noDialog' };
  }
}

/** What the folder dialog gave. */
export type FolderChoice =
  | { readonly kind: 'handle'; readonly handle: FileSystemDirectoryHandle }
  | { readonly kind: 'noDialog'; readonly detail: string }
  | { readonly kind: 'dismissed' };

/** Whether the browser supports read and write access to a folder that the user chooses. */
export function canChooseFolder(): boolean {
  return typeof window.showDirectoryPicker === 'function';
}

/** How to ask for a folder to write to. */
const OUTPUT_DIALOG: DirectoryPickerOptions = { id: 'pedestal-output', mode: 'readwrite' };

/** Asks for a folder, to write to unless said otherwise. Call it straight from a click. */
export async function askForFolder(dialog = OUTPUT_DIALOG): Promise<FolderChoice> {
  try {
    const handle = await window.showDirectoryPicker(dialog);
    return { kind: 'handle', handle };
  } catch (error) {
    if (isDismissal(error)) return { kind: 'dismissed' };
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

/** Has the browser ask for the right to a folder again, which it may have taken back. Call it straight from a click. */
export async function askForAccess(
  folder: FileSystemDirectoryHandle,
  mode: FileSystemPermissionMode,
): Promise<void> {
  // Refused or not: who reads or writes next hears of it.
  await folder.requestPermission({ mode }).catch(() => undefined);
}
