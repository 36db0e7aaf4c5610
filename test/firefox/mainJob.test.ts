import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../support/build';
import { describeWith } from '../support/describeWith';
import { byRole, downloaded, FIREFOX_REMEDY, findFirefox, openFirefox, typeInto } from '../support/firefox';
import { type RawFrame, tempFolders, writeSeries } from '../support/frames';
import { expectedSmv, readMrcFile, readSmvFile } from '../support/outputs';
import { entry, eventually, TYPED_GEOMETRY } from '../support/screen';
import { type StaticServer, serveFolder } from '../support/staticServer';
import { unzip } from '../support/zip';

/** The main job in Firefox, from chosen files to every pixel of the archive. */

const temp = tempFolders();

const COLUMNS = 40;
const ROWS = 24;
const MINIMA = [-10_000, -145, -200];
// The rule worked out by hand: the offset is cut at 2000, the largest minimum is -145 + 2000.
const OFFSET = 2000;
const PEDESTAL = 1855;

/** Dark counts on the left half, bright ones on the right; the minimum once, in the first row. */
const FRAMES: readonly RawFrame[] = MINIMA.map((minimum, n) => ({
  columns: COLUMNS,
  rows: ROWS,
  values: Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    if (i === n + 1) return minimum;
    return (i % COLUMNS < COLUMNS / 2 ? -100 : 800) + ((i * 7919 + n * 104_729) % 97);
  }),
}));

const textOf = (page: Page, testId: string) =>
  page.$eval(`[data-testid="${testId}"]`, (element) => element.textContent);

const stateOf = (page: Page, testId: string) =>
  page.$eval(`[data-testid="${testId}"]`, (element) => element.getAttribute('data-state'));

/** Mean grey of the picture, 0..255, left and right of its middle. */
function greysOfPicture(page: Page): Promise<{ left: number; right: number }> {
  return page.$eval('[data-testid="viewer"]', (element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const greyAt = (x: number): number => {
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      const { data } = context.getImageData(x - 8, height / 2 - 8, 16, 16);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += data[i] as number;
      return sum / (data.length / 4);
    };
    // The frame is wider than high: an eighth of the canvas to either side is inside it.
    return { left: greyAt((width * 3) / 8), right: greyAt((width * 5) / 8) };
  });
}

async function giveFiles(page: Page, paths: readonly string[]): Promise<void> {
  const input = await page.$('input[data-testid="file-input"]');
  await (input as Exclude<typeof input, null>).uploadFile(...paths);
  await eventually(() => stateOf(page, 'scan'), 'done');
}

/** Clicks "Download ZIP" and takes the archive apart. */
async function downloadZip(page: Page, downloads: string, name: string) {
  await page.click('#step-export');
  await (await byRole(page, 'button', 'Download ZIP')).click();
  await eventually(() => stateOf(page, 'export'), 'done');
  return unzip(await readFile(await downloaded(downloads, name)));
}

function checkPixels(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): void {
  for (const [i, { values }] of FRAMES.entries()) {
    const name = `run_00${i + 1}`;
    const smv = readSmvFile(entry(files, `run/smv/${name}.img`));
    expect(smv.pixels, name).toEqual(expectedSmv(values, OFFSET).pixels);
    expect(smv.header.get('IMAGE_PEDESTAL')).toBe(String(PEDESTAL));
    expect(smv.header.get('DISTANCE')).toBe('1193.5');
    expect(readMrcFile(entry(files, `run/mrc/${name}.mrc`)).pixels, name).toEqual(values);
  }
}

const executablePath = findFirefox() ?? '';

describeWith('Firefox', executablePath === '' ? FIREFOX_REMEDY : undefined, () => {
  let server: StaticServer;
  let single: string;
  beforeAll(async () => {
    server = await serveFolder(await buildApp());
    single = pathToFileURL(join(await buildApp('single'), 'pedestal.html')).href;
  });
  afterAll(() => server.stop());

  describe('the site', () => {
    it('does the whole job, and says what it cannot do here', async () => {
      const paths = await writeSeries(await temp.make(), 'run', FRAMES);
      const downloads = await temp.make();
      const firefox = await openFirefox(executablePath, server.url, downloads);
      const { page } = firefox;
      try {
        await giveFiles(page, paths);
        await eventually(() => textOf(page, 'offset'), String(OFFSET));
        expect(await textOf(page, 'pedestal')).toBe(String(PEDESTAL));
        await page.click('#step-offset');
        const charts = () =>
          page.$$eval('figure [role="img"]', (all) =>
            all
              .filter((one) => one.querySelector('.trace path'))
              .map((one) => one.getAttribute('aria-label')),
          );
        await eventually(charts, ['Minima histogram', 'Minima by frame', 'Pixel histogram']);
        // The next frame, whose one low pixel does not decide the contrast; "Grey inverted" shows high counts dark.
        await page.focus('[data-testid="viewer"]');
        await page.keyboard.press('.');
        const contrast = async () => {
          const { left, right } = await greysOfPicture(page);
          return left - right;
        };
        await expect.poll(contrast).toBeGreaterThan(150);

        await page.click('#step-geometry');
        await typeInto(page, TYPED_GEOMETRY);
        checkPixels(await downloadZip(page, downloads, 'run.zip'));
        // Again: the archive of the first download must make room.
        checkPixels(await downloadZip(page, downloads, 'run(1).zip'));

        const text = await page.$eval('[data-testid="export"]', (element) => element.textContent);
        expect(text).toContain('Folder: not in this browser');
        const buttons = await page.$$eval('button', (all) => all.map((one) => one.textContent));
        expect(buttons).not.toContain('Save to folder');
        expect(await page.$eval('body', (body) => body.textContent)).toContain('Watch: not in this browser');
        expect(buttons).not.toContain('Watch a folder');
        expect(firefox.complaints).toEqual([]);
        const foreign = (url: string) => !url.startsWith(server.url) && !/^(blob|data):/.test(url);
        expect(firefox.requests.filter(foreign)).toEqual([]);
        expect(firefox.requests.length).toBeGreaterThan(0);
      } finally {
        await firefox.close();
      }
    });
  });

  describe('the page opened as a file', () => {
    it('scans and writes the ZIP', async () => {
      const paths = await writeSeries(await temp.make(), 'run', FRAMES);
      const downloads = await temp.make();
      const firefox = await openFirefox(executablePath, single, downloads);
      const { page } = firefox;
      try {
        await giveFiles(page, paths);
        await eventually(() => textOf(page, 'offset'), String(OFFSET));
        await page.click('#step-geometry');
        await typeInto(page, TYPED_GEOMETRY);
        checkPixels(await downloadZip(page, downloads, 'run.zip'));
        expect(firefox.complaints).toEqual([]);
        const foreign = (url: string) => url !== single && !/^(blob|data):/.test(url);
        expect(firefox.requests.filter(foreign)).toEqual([]);
      } finally {
        await firefox.close();
      }
    });
  });
});
