import type { Locator, Page } from 'playwright';
import { button, eventually } from './screen';

/**
 * Folders of the browser's private file system for "Watch a folder": the dialog gives `in` to be watched, and
 * `out`, or a folder of another path, for the automatic export.
 */

declare global {
  interface Window {
    /** Path of the folder that the dialog gives for output. */
    outputPath: string;
    /** Lists folders as the browser does, while they are away. */
    listFolder: FileSystemDirectoryHandle['values'] | undefined;
  }
}

/** Init script of a page whose folder dialogs answer at once. */
export function giveFolders(): void {
  window.outputPath = 'out';
  window.showDirectoryPicker = async (options) => {
    let folder = await navigator.storage.getDirectory();
    const path = options?.id === 'pedestal-watch' ? 'in' : window.outputPath;
    for (const step of path.split('/')) folder = await folder.getDirectoryHandle(step, { create: true });
    return folder;
  };
}

/** Writes a file of the private file system, its folders too. */
export async function putFile(page: Page, path: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    async ([steps, content]) => {
      let folder = await navigator.storage.getDirectory();
      for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
      const stream = await (
        await folder.getFileHandle(steps.at(-1) ?? '', { create: true })
      ).createWritable();
      await stream.write(new Uint8Array(content));
      await stream.close();
    },
    [path.split('/'), [...bytes]] as const,
  );
}

/** Removes a file or folder at the top of the private file system, with all that is in it. */
export async function removeTop(page: Page, name: string): Promise<void> {
  await page.evaluate(
    async (entry) => (await navigator.storage.getDirectory()).removeEntry(entry, { recursive: true }),
    name,
  );
}

/** Has every folder be away, as on a network drive, or back again. */
export async function setAway(page: Page, away: boolean): Promise<void> {
  await page.evaluate((isAway) => {
    const handle = FileSystemDirectoryHandle.prototype;
    window.listFolder ??= handle.values;
    const missing = () => {
      throw new DOMException('the network path was not found', 'NotFoundError');
    };
    handle.values = isAway ? missing : window.listFolder;
  }, away);
}

/** The block that shows the watch. */
export function watchBlock(page: Page): Locator {
  return page.getByTestId('watch');
}

/** `idle`, `watching` or `trouble`. */
export function watchState(page: Page): Promise<string | null> {
  return watchBlock(page).getAttribute('data-state');
}

/** Begins to watch `in`, with a quiet time in seconds. */
export async function watchIn(page: Page, quietSec: number): Promise<void> {
  await button(page, 'Watch a folder').click();
  await eventually(() => watchState(page), 'watching');
  await setQuiet(page, quietSec);
}

/** Sets the quiet time, s. */
export async function setQuiet(page: Page, quietSec: number): Promise<void> {
  await page.getByLabel('Quiet time (s)').fill(String(quietSec));
}
