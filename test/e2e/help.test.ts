import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { buildApp } from '../support/build';
import { patternFrame, tempFolders, tiaFile, writeInput, writeSeries } from '../support/frames';
import { button, chooseFiles, dropPaths, eventually, openStep, scanned } from '../support/screen';

/** The documents in the program: the dialog, the ways to a place in it, the short help beside fields. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = [1, 2].map((n) => patternFrame(6, 5, -10 * n, n));

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Help', exact: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** Id of the heading with the focus, when it is where a reader looks. */
function headingInView(page: Page): Promise<string> {
  return page.evaluate(() => {
    const heading = document.activeElement;
    const room = heading?.closest('[role="tabpanel"]') ?? null;
    if (!heading?.matches('h1, h2, h3') || room === null) return `not a heading: ${heading?.outerHTML}`;
    const from = heading.getBoundingClientRect();
    const within = room.getBoundingClientRect();
    return from.top >= within.top - 1 && from.bottom <= within.bottom ? heading.id : 'out of view';
  });
}

async function openSeries(): Promise<Page> {
  const page = await app.open();
  await chooseFiles(page, await writeSeries(await temp.make(), 'run', FRAMES));
  await scanned(page, 2);
  return page;
}

describe('the help dialog', () => {
  it('opens from the bar, shows each document, and gives the focus back', async () => {
    const page = await app.open();
    const help = button(page, 'Help');
    await help.press('Enter');
    await dialog(page).waitFor();
    for (const [tab, title] of [
      ['Troubleshooting', 'Troubleshooting'],
      ['Differences from Leginon', 'Differences from Leginon'],
      ['Guide', 'From frames on disk to an indexed crystal'],
    ] as const) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(await dialog(page).getByRole('heading', { level: 1 }).count()).toBe(1);
    }
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await eventually(() => focused(page), 'Help');
    await help.click();
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await eventually(() => focused(page), 'Help');
  });

  it('works by keyboard', async () => {
    const page = await app.open();
    await button(page, 'Help').press('Enter');
    const guide = page.getByRole('tab', { name: 'Guide', exact: true });
    await guide.focus();
    await page.keyboard.press('ArrowLeft');
    const last = page.getByRole('tab', { name: 'Differences from Leginon' });
    expect(await last.getAttribute('aria-selected')).toBe('true');
    await eventually(() => focused(page), 'Differences from Leginon');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await eventually(() => focused(page), 'Troubleshooting');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(async () => /^troubleshooting\//.test(await headingInView(page)), true);
  });

  it('follows its links, within and between documents', async () => {
    const page = await app.open();
    const address = page.url();
    await button(page, 'Help').click();
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await contents.getByRole('link', { name: 'Beam centre', exact: true }).click();
    await eventually(() => headingInView(page), 'guide/beam-centre');
    await page.getByRole('tabpanel').getByRole('link', { name: 'Indexing fails' }).click();
    await eventually(() => headingInView(page), 'troubleshooting/indexing-fails');
    await page.getByRole('tabpanel').getByRole('link', { name: 'Detector distance' }).click();
    await eventually(() => headingInView(page), 'guide/detector-distance');
    const outside = page.getByRole('tabpanel').locator('a[href^="http"]');
    expect(await outside.count()).toBeGreaterThan(0);
    for (const link of await outside.all()) {
      expect(await link.getAttribute('target')).toBe('_blank');
      expect(await link.getAttribute('rel')).toContain('noopener');
    }
    expect(page.url()).toBe(address);
  });

  it('is in the one page, too', async () => {
    const address = pathToFileURL(join(await buildApp('single'), 'pedestal.html')).href;
    const page = await app.open({ address });
    await button(page, 'Help').click();
    await page.getByRole('heading', { level: 1, name: /indexed crystal/ }).waitFor();
    expect(app.requests().filter((url) => url.startsWith('file:'))).toEqual([address]);
  });
});

describe('the help on an error', () => {
  it('opens at its heading: from the picture, the table and the export', async () => {
    const folder = await temp.make();
    await writeSeries(folder, 'run', FRAMES);
    const bad = tiaFile(patternFrame(6, 5, -1, 3)).subarray(0, 50);
    await writeInput(join(folder, 'run_003.bin'), bad);
    const page = await app.open();
    await dropPaths(page, [folder]);
    await scanned(page, 3);
    const ways = [
      ['Help on frame 3', 'troubleshooting/truncated'],
      ['Help on this problem', 'troubleshooting/truncated'],
      ['Help on this obstacle', 'troubleshooting/frames-cannot-be-converted'],
    ] as const;
    await page.locator('[role="gridcell"] [data-code]').click();
    for (const [name, heading] of ways) {
      const link = button(page, name).first();
      await link.click();
      await eventually(() => headingInView(page), heading);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
      await eventually(() => focused(page), name);
    }
    const obstacles = page.getByRole('list', { name: 'Before the export' }).getByRole('listitem');
    await obstacles.filter({ hasText: 'geometry' }).getByRole('button', { name: /^Help/ }).click();
    await eventually(() => headingInView(page), 'troubleshooting/geometry-is-missing');
  });

  it('opens from a notice', async () => {
    const page = await openSeries();
    await button(page, 'Download frame').click();
    await page.getByRole('status').getByRole('button', { name: /^Help/ }).click();
    await eventually(() => headingInView(page), 'troubleshooting/geometry-is-missing');
  });
});

describe('the short help', () => {
  const TOPICS = {
    Offset: ['offset', 'pedestal'],
    Geometry: ['binning', 'oscillation sign', 'rotation axis', 'beam centre'],
    Export: ['MRC mode'],
  } as const;

  it('stands beside each field, with a picture, inside the window', async () => {
    const page = await openSeries();
    const topics = Object.entries(TOPICS).flatMap(([step, titles]) =>
      titles.map((title) => [step, title] as const),
    );
    for (const [step, title] of topics) {
      const name = `About ${title}`;
      await openStep(page, step as keyof typeof TOPICS);
      await button(page, name).click();
      const popover = page.getByRole('dialog', { name, exact: true });
      await popover.waitFor();
      expect(await page.locator(':popover-open').count()).toBe(1);
      expect(await popover.getByRole('img').getAttribute('aria-label')).toMatch(/\.$/);
      const box = await popover.boundingBox();
      if (box === null) throw new Error('no popover');
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1280);
      expect(box.y + box.height).toBeLessThanOrEqual(800);
      // Nothing is cut off.
      expect(await popover.evaluate((node) => node.scrollHeight - node.clientHeight)).toBe(0);
      await page.keyboard.press('Escape');
      await popover.waitFor({ state: 'hidden' });
    }
  });

  it('works by keyboard and leads into the documents', async () => {
    const page = await openSeries();
    await openStep(page, 'Geometry');
    const about = button(page, 'About beam centre');
    await about.focus();
    await page.keyboard.press('Enter');
    const popover = page.getByRole('dialog', { name: 'About beam centre' });
    await popover.waitFor();
    await page.keyboard.press('Tab');
    await eventually(() => focused(page), 'Read more');
    await page.keyboard.press('Enter');
    await eventually(() => headingInView(page), 'guide/beam-centre');
    expect(await popover.isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await about.evaluate((node) => node === document.activeElement)).toBe(true);
  });
});
