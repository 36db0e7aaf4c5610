import type { Locator, Page } from 'playwright';
import { button, eventually } from './screen';

/**
 * Folders of the browser's private file system for "Watch a folder": the dialog gives `in` to be watched, and
 * `out` for the automatic export.
 */

/** Init script of a page whose folder dialogs answer at once. */
export function giveFolders(): void {
  window.showDirectoryPicker = async (options) => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(options?.id === 'pedestal-watch' ? 'in' : 'out', { create: true });
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

/** The block that shows the watch. */
export function watchBlock(page: Page): Locator {
  return page.getByTestId('watch');
}

/** `idle`, `watching` or `trouble`. */
function watchState(page: Page): Promise<string | null> {
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
