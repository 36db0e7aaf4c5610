import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it, vi } from 'vitest';
import { builtApp } from '../support/app';
import { buildApp } from '../support/build';
import { tempFolders } from '../support/frames';
import { button, downloadZip, eventually, textEntry } from '../support/screen';
import { serveFolder } from '../support/staticServer';

/** The program without a network, and how it changes to a new version. */

const app = builtApp();
const temp = tempFolders();
const EXAMPLE_FRAMES = 40;
/** Simulating frames takes its time. */
const EXAMPLE_PATIENCE = { timeout: 90_000, interval: 200 };

function isKept(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
}

/** A copy of the built site that a test may change. */
async function ownSite(): Promise<string> {
  const folder = await temp.make();
  await cp(await buildApp(), folder, { recursive: true });
  return folder;
}

describe('without a network', () => {
  it('starts again and converts the example', async () => {
    const server = await serveFolder(await ownSite());
    const page = await app.open({ address: server.url, serviceWorkers: 'allow' });
    await eventually(() => isKept(page), true);
    await page.waitForLoadState('networkidle');
    await server.stop();
    await page.reload();
    await page.waitForLoadState('networkidle');
    await page.reload();
    await button(page, 'Try the example').click();
    const done = () => page.getByTestId('scan').getAttribute('data-done');
    await vi.waitFor(async () => expect(await done()).toBe(String(EXAMPLE_FRAMES)), EXAMPLE_PATIENCE);
    const files = await downloadZip(page);
    const report = JSON.parse(
      textEntry(files, [...files.keys()].find((path) => path.endsWith('.json')) ?? ''),
    );
    expect(report.frames).toHaveLength(EXAMPLE_FRAMES);
  });
});

describe('a new version', () => {
  it('waits until the user takes it', async () => {
    const folder = await ownSite();
    const server = await serveFolder(folder);
    const page = await app.open({ address: server.url, serviceWorkers: 'allow' });
    await eventually(() => isKept(page), true);
    await page.waitForLoadState('networkidle');

    const worker = join(folder, 'serviceWorker.js');
    await writeFile(worker, (await readFile(worker, 'utf8')).replace(/VERSION = '\w+'/, "VERSION = 'next'"));
    const html = join(folder, 'index.html');
    await writeFile(html, (await readFile(html, 'utf8')).replace('<title>Pedestal', '<title>Pedestal next'));
    await page.reload();
    await button(page, 'Start new version').waitFor();
    expect(await page.title()).toBe('Pedestal');
    await page.waitForLoadState('networkidle');
    await page.reload();
    await button(page, 'Start new version').waitFor();
    expect(await page.title()).toBe('Pedestal');
    await page.waitForLoadState('networkidle');

    await button(page, 'Start new version').click();
    await eventually(() => page.title(), 'Pedestal next');
    expect(await button(page, 'Start new version').count()).toBe(0);
    await eventually(() => page.evaluate(() => caches.keys()), ['pedestal-next']);
    await page.waitForLoadState('networkidle');
    await server.stop();
  });
});
