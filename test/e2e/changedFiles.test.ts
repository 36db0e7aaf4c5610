import { appendFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../src/domain/problem';
import { builtApp } from '../support/app';
import { expectAsInZip, folderFiles, folderScript } from '../support/folder';
import { patternFrame, tempFolders, tiaFile, writeSeries } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  eventually,
  exportBy,
  fillGeometry,
  scanned,
  seriesOptions,
  stagedFiles,
  TYPED_GEOMETRY,
} from '../support/screen';

/**
 * Files that change on the disk between scan and export. Chromium refuses to read a file that has gone, is shorter or
 * has another time than when it was chosen; a file that was written again with its old time is the program's to notice.
 */

const app = builtApp();
const temp = tempFolders();

const FRAMES = [1, 2, 3, 4].map((n) => patternFrame(7, 4, -10 * n, n));
/** SMV and MRC images, XDS.INP, two scripts and a list for DIALS, PETS2, table and report. */
const FILES = 2 * FRAMES.length + 7;
/** Of every source before it is changed; not a whole number of seconds. */
const MODIFIED = new Date(Date.UTC(2026, 10, 22, 11, 15, 8, 250));

/** Changes pixels of a file, first to last. */
async function changePixels(path: string, change: (pixels: readonly number[]) => readonly number[]) {
  const bytes = await readFile(path);
  const pixels = Array.from({ length: 28 }, (_, i) => bytes.readInt32LE(10 + 4 * i));
  for (const [i, value] of change(pixels).entries()) bytes.writeInt32LE(value, 10 + 4 * i);
  await writeFile(path, bytes);
}

const CHANGES: readonly (readonly [string, (path: string) => Promise<void>])[] = [
  ['truncated', (path) => truncate(path, 100)],
  ['emptied', (path) => truncate(path, 0)],
  ['grown', (path) => appendFile(path, Buffer.alloc(40))],
  ['deleted', (path) => rm(path)],
  ['replaced by one of the same length', (path) => changePixels(path, (p) => p.with(3, 5000))],
  ['replaced by one of the same extremes', (path) => changePixels(path, (p) => p.toReversed())],
];

async function openRun(): Promise<{ page: Page; paths: string[] }> {
  const paths = await writeSeries(await temp.make(), 'run', FRAMES);
  for (const path of paths) await utimes(path, MODIFIED, MODIFIED);
  const page = await app.open({ initScript: folderScript() });
  await chooseFiles(page, paths);
  await scanned(page, FRAMES.length);
  await fillGeometry(page, TYPED_GEOMETRY);
  return { page, paths };
}

/** Both exports end at the third frame, say why, and leave nothing that is wrong. */
async function expectRefused(page: Page, problem: ProblemCode): Promise<void> {
  const alert = page.getByRole('alert').and(page.locator(`[data-problem="${problem}"]`));
  let downloads = 0;
  page.on('download', () => downloads++);
  expect(await exportBy(page, 'Download ZIP')).toBe('failed');
  expect(await alert.getAttribute('data-source')).toBe('run_003.bin');
  expect(await stagedFiles(page)).toEqual([]);
  expect(downloads).toBe(0);
  expect(await exportBy(page, 'Save to folder')).toBe('failed');
  expect(await alert.getAttribute('data-source')).toBe('run_003.bin');
  expect([...(await folderFiles(page)).keys()]).toEqual([
    'run/mrc/run_001.mrc',
    'run/mrc/run_002.mrc',
    'run/smv/run_001.img',
    'run/smv/run_002.img',
  ]);
}

/** The remedy works: with the right file, added again, the folder is finished. */
async function expectRecovery(page: Page, paths: readonly string[]): Promise<void> {
  const third = paths[2] as string;
  await writeFile(third, tiaFile(FRAMES[2] as (typeof FRAMES)[number]));
  await button(page, 'Remove from list').click();
  await eventually(() => seriesOptions(page).count(), 0);
  await utimes(third, MODIFIED, MODIFIED);
  await chooseFiles(page, paths);
  await scanned(page, FRAMES.length);
  await fillGeometry(page, TYPED_GEOMETRY);
  expect(await exportBy(page, 'Save to folder')).toBe('asking');
  expect(await exportBy(page, 'Resume')).toBe('done');
  const files = await folderFiles(page);
  expect(files.size).toBe(FILES);
  expectAsInZip(files, await downloadZip(page));
}

describe('a file on the disk that changes between scan and export', () => {
  it.each(CHANGES)('is not converted: %s', async (_, change) => {
    const { page, paths } = await openRun();
    await change(paths[2] as string);
    await expectRefused(page, 'unreadable');
    await expectRecovery(page, paths);
  });

  it.each(CHANGES.slice(-2))('is not converted where its time stays: %s', async (_, change) => {
    const { page, paths } = await openRun();
    const third = paths[2] as string;
    await change(third);
    await utimes(third, MODIFIED, MODIFIED);
    await expectRefused(page, 'changedSinceScan');
    await expectRecovery(page, paths);
  });

  it('is converted as it was scanned where only bytes after the pixels have come and its time stays', async () => {
    const { page, paths } = await openRun();
    const before = await downloadZip(page);
    await appendFile(paths[2] as string, Buffer.alloc(40));
    await utimes(paths[2] as string, MODIFIED, MODIFIED);
    expect(await exportBy(page, 'Save to folder')).toBe('done');
    expectAsInZip(await folderFiles(page), before);
  });

  it('is not downloaded alone either', async () => {
    const { page, paths } = await openRun();
    const first = paths[0] as string;
    await changePixels(first, (pixels) => pixels.toReversed());
    await utimes(first, MODIFIED, MODIFIED);
    let downloads = 0;
    page.on('download', () => downloads++);
    await button(page, 'Download frame').click();
    await page
      .getByRole('status')
      .getByText(/^run_001\.bin: /)
      .and(page.locator('[data-problem="changedSinceScan"]'))
      .waitFor();
    expect(downloads).toBe(0);
  });
});
