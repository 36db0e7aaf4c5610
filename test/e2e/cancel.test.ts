import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeEmptyFrame, writeSeries } from '../support/frames';
import { readSmvFile } from '../support/outputs';
import {
  button,
  chooseFiles,
  downloadZip,
  dropPaths,
  entry,
  eventually,
  fillGeometry,
  holdFrames,
  letFramesGo,
  offsetAndPedestal,
  scanned,
  scanState,
  stagedFiles,
  TYPED_GEOMETRY,
} from '../support/screen';

/** Cancelling: what is done stays, what is half done goes. */

const app = builtApp();
const temp = tempFolders();

/** Clicks Cancel inside the page as soon as a progress bar has moved: no race with the test's own clock. */
async function cancelHalfWay(page: Page, name: 'Scan' | 'Export'): Promise<void> {
  await page.evaluate(
    (label) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const bar = document.querySelector<HTMLProgressElement>(`progress[aria-label="${label}"]`);
          if (bar === null || !(bar.value > 0 && bar.value < bar.max)) return;
          const cancel = [...(bar.closest('[data-testid]')?.querySelectorAll('button') ?? [])].find(
            (one) => one.textContent === 'Cancel',
          );
          if (cancel === undefined) return;
          clearInterval(timer);
          cancel.click();
          resolve();
        }, 1);
      }),
    name,
  );
}

describe('cancelling', () => {
  it('a scan keeps what was scanned, and "Scan the rest" finishes', async () => {
    const frames = Array.from({ length: 60 }, (_, i) => patternFrame(6, 5, -10 - i, i));
    const folder = await temp.make();
    await writeSeries(folder, 'run', frames);
    const page = await app.open();
    await holdFrames(page);
    const cancelled = cancelHalfWay(page, 'Scan');
    await dropPaths(page, [folder]);
    await cancelled;
    await letFramesGo(page);
    await eventually(() => page.getByTestId('scan').getAttribute('data-state'), 'idle');
    const half = await scanState(page);
    expect(half.total).toBe(60);
    expect(half.done).toBeGreaterThan(0);
    expect(half.done).toBeLessThan(60);
    // What is there can be looked at; the export waits for the rest.
    const [offset] = await offsetAndPedestal(page);
    expect(Number(offset)).toBeGreaterThanOrEqual(10);
    expect(Number(offset)).toBeLessThan(69);
    await fillGeometry(page, TYPED_GEOMETRY);
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    await button(page, 'Scan the rest').click();
    await scanned(page, 60);
    expect(await offsetAndPedestal(page)).toEqual(['69', '59']);
    expect(await button(page, 'Download ZIP').isEnabled()).toBe(true);
  });

  it('an export leaves nothing behind, and a later export works', async () => {
    const folder = await temp.make();
    const paths = await Promise.all(
      Array.from({ length: 24 }, (_, i) => writeEmptyFrame(join(folder, `big_${i + 1}.bin`), 1024, 1000)),
    );
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 24);
    await fillGeometry(page, TYPED_GEOMETRY);
    let downloads = 0;
    page.on('download', () => downloads++);
    await holdFrames(page);
    const cancelled = cancelHalfWay(page, 'Export');
    await button(page, 'Download ZIP').click();
    await cancelled;
    await letFramesGo(page);
    await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'idle');
    await page.getByText('Cancelled').waitFor();
    expect(await stagedFiles(page)).toEqual([]);
    expect(downloads).toBe(0);

    await page.getByRole('checkbox', { name: 'MRC', exact: true }).uncheck();
    const files = await downloadZip(page);
    expect(files.size).toBe(31);
    const { pixels } = readSmvFile(entry(files, 'big/smv/big_024.img'));
    expect(pixels).toHaveLength(1_024_000);
    expect(pixels.every((value) => value === 0)).toBe(true);
    expect(downloads).toBe(1);
  });

  it('an export works from its first moment', async () => {
    const frames = Array.from({ length: 40 }, (_, i) => patternFrame(256, 256, -10 - i, i));
    const page = await app.open();
    await chooseFiles(page, await writeSeries(await temp.make(), 'run', frames));
    await scanned(page, 40);
    await fillGeometry(page, TYPED_GEOMETRY);
    let downloads = 0;
    page.on('download', () => downloads++);
    await page.getByTestId('export').evaluate((panel) => {
      const watch = new MutationObserver(() => {
        const cancel = [...panel.querySelectorAll('button')].find((one) => one.textContent === 'Cancel');
        if (cancel === undefined) return;
        watch.disconnect();
        cancel.click();
      });
      watch.observe(panel, { subtree: true, childList: true });
    });
    await button(page, 'Download ZIP').click();
    await page
      .getByTestId('export')
      .getByText(/Cancelled|written/)
      .waitFor();
    expect(await page.getByTestId('export').innerText()).toContain('Cancelled');
    expect(await stagedFiles(page)).toEqual([]);
    expect(downloads).toBe(0);
  });
});
