import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeInput, writeSeries } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  dropPaths,
  eventually,
  field,
  fillGeometry,
  scanned,
  TYPED_GEOMETRY,
  textEntry,
} from '../support/screen';
import { throughSteps } from '../support/steps';

/** What a user finds again. */

const app = builtApp();
const temp = tempFolders();
const FRAMES = [1, 2, 3].map((n) => patternFrame(7, 4, -10 * n, n));

function useBox(page: Page, row: number) {
  return page.getByRole('grid', { name: 'Frames' }).getByRole('checkbox').nth(row);
}

function offset(page: Page): Promise<string> {
  return page.getByTestId('offset').innerText();
}

describe('after an accidental reload', () => {
  it('the choices are there again when the same files come', async () => {
    const paths = await writeSeries(await temp.make(), 'run', FRAMES);
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await field(page, 'Exposure (s)').fill('0.8');
    // The frame with the smallest minimum.
    await useBox(page, 2).uncheck();
    await eventually(() => offset(page), '20');
    await page.reload();
    await page.getByText('Your choices for 1 series are kept').waitFor();
    await chooseFiles(page, paths);
    await scanned(page, 2);
    expect(await field(page, 'Exposure (s)').inputValue()).toBe('0.8');
    expect(await useBox(page, 2).isChecked()).toBe(false);
    expect(await offset(page)).toBe('20');
  });

  it('an excluded frame stays excluded when its file was written anew meanwhile', async () => {
    const folder = await temp.make();
    const paths = await writeSeries(folder, 'run', FRAMES);
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await useBox(page, 2).uncheck();
    await eventually(() => offset(page), '20');
    await page.reload();
    await writeSeries(folder, 'run', [...FRAMES.slice(0, 2), patternFrame(7, 4, -77, 3)]);
    await page.getByText('Your choices for 1 series are kept').waitFor();
    await chooseFiles(page, paths);
    await scanned(page, 2);
    expect(await useBox(page, 2).isChecked()).toBe(false);
    expect(await offset(page)).toBe('20');
  });

  it('nothing of them is left when the tab is closed', async () => {
    const paths = await writeSeries(await temp.make(), 'secret', FRAMES);
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await field(page, 'Exposure (s)').fill('0.8');
    await page.waitForTimeout(700);
    const other = throughSteps(await page.context().newPage());
    await other.goto(app.url);
    await button(other, 'Try the example').waitFor();
    expect(await other.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
      /secret/,
    );
  });
});

describe('a dropped conversion.json', () => {
  it('gives its choices to the selected series', async () => {
    const folder = await temp.make();
    const paths = await writeSeries(folder, 'run', FRAMES);
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await fillGeometry(page, TYPED_GEOMETRY);
    await field(page, 'Cap').fill('15');
    await useBox(page, 1).uncheck();
    const report = textEntry(await downloadZip(page), 'run/conversion.json');
    const settings = await writeInput(join(folder, 'conversion.json'), report);

    const later = await app.open();
    await chooseFiles(later, paths);
    await scanned(later, 3);
    await dropPaths(later, [settings]);
    const taken = later.locator('[data-code="settingsTaken"]');
    await taken.waitFor();
    expect(await taken.getAttribute('data-values')).toBe('10');
    expect(await taken.getAttribute('data-excluded-frames')).toBe('1');
    expect(await field(later, 'Detector distance (mm)').inputValue()).toBe('1193.5');
    expect(await field(later, 'Binning').inputValue()).toBe('2x2');
    expect(await field(later, 'Cap').inputValue()).toBe('15');
    expect(await useBox(later, 1).isChecked()).toBe(false);
    expect(await offset(later)).toBe('15');
  });

  it('is said to be one when there is no series yet', async () => {
    const folder = await temp.make();
    const report = {
      program: { name: 'Pedestal', version: '0' },
      offset: { LEGINON_OFFSET: 1, choice: 'leginon', cap: 2000 },
    };
    const settings = await writeInput(join(folder, 'conversion.json'), JSON.stringify(report));
    const page = await app.open();
    await dropPaths(page, [settings]);
    await page.locator('[data-code="settingsWithoutSeries"]').waitFor();
  });
});

describe('the width of the side column', () => {
  it('follows the keys and outlives the visit', async () => {
    const paths = await writeSeries(await temp.make(), 'run', FRAMES);
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    const splitter = (of: Page) => of.getByRole('separator', { name: 'Width of the side column' });
    await splitter(page).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    const width = (of: Page) =>
      of.getByTestId('side-column').evaluate((column) => column.getBoundingClientRect().width);
    await eventually(() => width(page), 440);
    await page.reload();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await splitter(page).waitFor();
    expect(await width(page)).toBe(440);
    await splitter(page).dblclick();
    await eventually(() => width(page), 392);
  });
});
