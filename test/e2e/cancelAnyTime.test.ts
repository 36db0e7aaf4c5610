import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { expectAsInZip, folderFiles, folderScript } from '../support/folder';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  eventually,
  fillGeometry,
  scanned,
  stagedFiles,
  TYPED_GEOMETRY,
} from '../support/screen';

/** Cancel at moments drawn by chance: whatever looks finished is right, and a new export works. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = Array.from({ length: 12 }, (_, i) => patternFrame(32, 20, -10 * i - 10, i));
const MOMENTS = 20;

/** Begins an export and clicks Cancel, if it is still there, after a time; waits for the end. */
function cancelAfter(page: Page, name: string, waitMs: number): Promise<string> {
  return page.evaluate(
    ([label, wait]) =>
      new Promise<string>((resolve) => {
        const panel = document.querySelector<HTMLElement>('[data-testid="export"]');
        const press = (text: string) =>
          [...(panel?.querySelectorAll('button') ?? [])].find((one) => one.textContent === text)?.click();
        let cancelling: ReturnType<typeof setTimeout> | undefined;
        // An observer misses no state, however short.
        const observer = new MutationObserver((changes) => {
          const isRunning = panel?.dataset.state === 'running';
          if (isRunning || changes.some(({ oldValue }) => oldValue === 'running')) {
            cancelling ??= setTimeout(() => press('Cancel'), wait);
          }
          if (isRunning || cancelling === undefined) return;
          clearTimeout(cancelling);
          observer.disconnect();
          resolve(panel?.innerText ?? '');
        });
        if (panel !== null)
          observer.observe(panel, { attributeFilter: ['data-state'], attributeOldValue: true });
        press(label);
      }),
    [name, waitMs] as const,
  );
}

/** Removes the folder; the browser may still be closing a file in it. */
function emptyFolder(page: Page): Promise<void> {
  return eventually(
    () =>
      page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const gone = (error: unknown) => (error instanceof DOMException ? error.name : String(error));
        return root.removeEntry('out', { recursive: true }).then(() => 'removed', gone);
      }),
    'NotFoundError',
  );
}

it.each(['Download ZIP', 'Save to folder'])('%s', async (name) => {
  const page = await app.open({ initScript: folderScript() });
  await chooseFiles(page, await writeSeries(await temp.make(), 'run', FRAMES));
  await scanned(page, FRAMES.length);
  await fillGeometry(page, TYPED_GEOMETRY);
  let downloads = 0;
  page.on('download', () => downloads++);
  const whole = await downloadZip(page);
  const begin = Date.now();
  await button(page, name).click();
  await page
    .getByTestId('export')
    .getByText(/ written/)
    .waitFor();
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
  const durationMs = Date.now() - begin;
  for (let i = 0; i < MOMENTS; i++) {
    await emptyFolder(page);
    const before = downloads;
    // Those of finished archives stay, as their downloads may still be reading them.
    const staged = await stagedFiles(page);
    const waitMs = Math.random() * durationMs;
    const said = await cancelAfter(page, name, waitMs);
    const at = `cancelled after ${waitMs} ms`;
    expect(said, at).toMatch(/^Cancelled|written/m);
    const files = await folderFiles(page);
    expectAsInZip(files, whole);
    if (said.includes('Cancelled')) {
      expect(await stagedFiles(page), at).toEqual(staged);
      expect([...files.keys()], at).not.toContain('run/conversion.json');
      expect(downloads, at).toBe(before);
    }
  }
  await emptyFolder(page);
  expect([...(await downloadZip(page)).keys()]).toEqual([...whole.keys()]);
  await button(page, 'Save to folder').click();
  await page.getByText('out/run written').waitFor();
  const files = await folderFiles(page);
  expect(files.size).toBe(whole.size);
  expectAsInZip(files, whole);
});
