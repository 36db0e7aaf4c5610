import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import {
  chooseFiles,
  downloadZip,
  eventually,
  fillGeometry,
  scanned,
  TYPED_GEOMETRY,
} from '../support/screen';

/** Nothing leaves the computer: the page asks for nothing after it is loaded, and could not if it tried. */

const app = builtApp();
const temp = tempFolders();

/** The parts of the program that are fetched after the first screen. */
async function loaded(page: Page): Promise<void> {
  const parts = () =>
    app.requests().filter((url) => /\/assets\/(Workbench|server|plotly)[^/]*\.js$/.test(url)).length;
  await eventually(parts, 3);
  await page.waitForLoadState('networkidle');
}

/** What becomes of an attempt to send something, from wherever it is run. */
async function tryToFetch(address: string): Promise<string> {
  try {
    await fetch(address);
    return 'sent';
  } catch (error) {
    return String(error);
  }
}

describe('privacy', () => {
  it('is kept through the whole job: no request after the program is loaded', async () => {
    const paths = await writeSeries(await temp.make(), 'secret', [patternFrame(7, 4, -10, 1)]);
    const page = await app.open();
    await loaded(page);
    const before = app.requests().length;
    await chooseFiles(page, paths);
    await scanned(page, 1);
    await fillGeometry(page, TYPED_GEOMETRY);
    await downloadZip(page);
    // Workers start from blobs, and the download is one: none of these leaves the page.
    const after = app.requests().slice(before);
    expect(after.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect(page.url()).not.toContain('secret');
    // The tab's own storage has the choices for a reload, and ends with the tab.
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).not.toContain('secret');
  });

  it('is enforced by the browser, in the page and in its workers', async () => {
    const paths = await writeSeries(await temp.make(), 'run', [patternFrame(7, 4, -10, 1)]);
    // The refused attempts are errors in the console, which this page may have.
    const page = await app.open({ complaints: 'allow' });
    await chooseFiles(page, paths);
    await scanned(page, 1);
    const address = `${app.url}manifest.webmanifest`;
    expect(await page.evaluate(tryToFetch, address)).toMatch(/Failed to fetch/);
    expect(page.workers().length).toBeGreaterThan(0);
    for (const worker of page.workers()) {
      expect(await worker.evaluate(tryToFetch, address)).toMatch(/Failed to fetch/);
    }
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("connect-src 'none'");
  });
});
