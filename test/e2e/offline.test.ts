import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
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

/**
 * Puts a new version in the place of the one in a folder: another title, and the charts under another name.
 * @returns path of the charts of the old version, which the server no longer has
 */
async function putNextVersion(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'assets'));
  const charts = names.find((name) => name.startsWith('plotly')) ?? '';
  await rename(join(folder, 'assets', charts), join(folder, 'assets/charts-next.js'));
  const change = async (name: string, edit: (text: string) => string) => {
    const path = join(folder, name);
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };
  const withNextCharts = (text: string) => text.replaceAll(charts, 'charts-next.js');
  await change('index.html', (text) => text.replace('<title>Pedestal', '<title>Pedestal next'));
  for (const name of names.filter((one) => one.endsWith('.js') && one !== charts)) {
    await change(`assets/${name}`, withNextCharts);
  }
  // The worker last: the browser may look for a new one at any time, and fetches its files then.
  await change('serviceWorker.js', (text) =>
    withNextCharts(text).replace(/VERSION = '\w+'/, "VERSION = 'next'"),
  );
  return `assets/${charts}`;
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

    const charts = await putNextVersion(folder);
    await page.reload();
    await button(page, 'Start new version').waitFor();
    expect(await page.title()).toBe('Pedestal');
    await page.waitForLoadState('networkidle');
    await page.reload();
    await button(page, 'Start new version').waitFor();
    expect(await page.title()).toBe('Pedestal');
    await page.waitForLoadState('networkidle');

    const other = await page.context().newPage();
    await other.goto(server.url);
    await button(other, 'Start new version').waitFor();

    await button(page, 'Start new version').click();
    await eventually(() => page.title(), 'Pedestal next');
    expect(await button(page, 'Start new version').count()).toBe(0);
    await page.waitForLoadState('networkidle');
    // The tab of the old version still finds a part of its own that it loads late.
    expect(await other.title()).toBe('Pedestal');
    // As a text: what Vitest makes of an import is no import in the page.
    expect(await other.evaluate(`import('${server.url}${charts}?late').then(() => true)`)).toBe(true);
    expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
    await other.close();
    await page.reload();
    await eventually(() => page.evaluate(() => caches.keys()), ['pedestal-next']);
    await page.waitForLoadState('networkidle');
    await server.stop();
  });
});
