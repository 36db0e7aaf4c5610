import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import {
  changeFolder,
  endFault,
  expectAsInZip,
  type FolderFile,
  folderFiles,
  folderScript,
} from '../support/folder';
import { patternFrame, tempFolders, tiaFile, writeInput, writeSeries } from '../support/frames';
import {
  button,
  choice,
  downloadedBytes,
  downloadOf,
  downloadZip,
  eventually,
  field,
  holdFrames,
  letFramesGo,
  scanned,
  seriesOptions,
  textEntry,
} from '../support/screen';
import { unzip } from '../support/zip';

/** "Export all": many series at once, each with its own offset, and a word on each that is not written. */

const app = builtApp();
const temp = tempFolders();

/** Two crystals with frames of one name, a third one, and one with a broken frame. */
async function night(): Promise<string> {
  const top = await temp.make();
  await writeSeries(join(top, 'A'), 'run', [patternFrame(7, 4, -10, 1), patternFrame(7, 4, -20, 2)]);
  await writeSeries(join(top, 'B'), 'run', [patternFrame(7, 4, -300, 3)]);
  await writeSeries(top, 'crystal', [patternFrame(7, 4, -40, 4), patternFrame(7, 4, -50, 5)]);
  await writeSeries(top, 'bad', [patternFrame(7, 4, -60, 6)]);
  await writeInput(join(top, 'bad_002.bin'), tiaFile(patternFrame(7, 4, -70, 7)).subarray(0, 60));
  return top;
}

async function chooseNight(page: Page): Promise<void> {
  await page.getByTestId('folder-input').setInputFiles([await night()]);
}

async function open(initScript?: string | (() => void)): Promise<Page> {
  const page = await app.open(initScript === undefined ? {} : { initScript });
  await chooseNight(page);
  return page;
}

/** Only MRC is written: it needs no geometry. */
async function mrcOnly(page: Page): Promise<void> {
  await field(page, 'SMV').uncheck();
}

function exportState(page: Page): Promise<string | null> {
  return page.getByTestId('export').getAttribute('data-state');
}

/** The report on all series: `export_<time>.json`. */
function batchReport(files: Iterable<readonly [string, Uint8Array]>) {
  for (const [path, bytes] of files) {
    if (/^export_[-0-9T]+Z\.json$/.test(path)) return JSON.parse(Buffer.from(bytes).toString('utf8'));
  }
  throw new Error('no report on all series');
}

function contents(files: ReadonlyMap<string, FolderFile>): [string, Uint8Array][] {
  return [...files].map(([path, { bytes }]) => [path, bytes]);
}

/** The pixels of an MRC file of int32 frames, which are stored as float32. */
function mrcPixels(file: Uint8Array): number[] {
  return [...new Float32Array(Uint8Array.from(file.subarray(1024)).buffer)];
}

const FOLDERS = ['A_run', 'B_run', 'crystal'];

describe('all series into a folder', () => {
  it('are written under names of their own, and what cannot be written is named', async () => {
    const page = await open(folderScript());
    await scanned(page, 7);
    await mrcOnly(page);
    await button(page, 'Export all').click();
    await eventually(() => exportState(page), 'done');
    const panel = page.getByTestId('export');
    expect(await panel.innerText()).toContain('3 of 4 series written to out');
    const others = page.getByRole('list', { name: 'Series that were not written' });
    expect(await others.innerText()).toMatch(/^bad: 1 frame cannot be converted/);
    // Five images, and a table and a report for each of three series.
    expect(await page.getByTestId('verified').innerText()).toBe('11 of 11');
    expect((await seriesOptions(page).allInnerTexts()).map((text) => text.split('\n').at(-1))).toEqual(
      expect.arrayContaining(['written', 'written', 'written', 'skipped']),
    );

    const files = await folderFiles(page);
    const folders = new Set(
      [...files.keys()].filter((path) => path.includes('/')).map((p) => p.split('/')[0]),
    );
    expect([...folders].sort()).toEqual(FOLDERS);
    const pixels = mrcPixels(files.get('B_run/mrc/run_001.mrc')?.bytes ?? Buffer.alloc(0));
    expect(pixels).toEqual(patternFrame(7, 4, -300, 3).values);
    const report = batchReport(contents(files));
    expect(report.series).toMatchObject([
      { folder: 'crystal', frames: 2, offset: 50, state: 'written', filesVerified: 4 },
      { folder: 'A_run', frames: 2, offset: 20, state: 'written', filesVerified: 4 },
      { folder: 'B_run', frames: 1, offset: 300, state: 'written', filesVerified: 3 },
      { folder: 'bad', state: 'skipped', reason: expect.stringContaining('1 frame') },
    ]);
  });

  it('have the bytes that each has alone', async () => {
    const page = await open(folderScript());
    await scanned(page, 7);
    await mrcOnly(page);
    await button(page, 'Export all').click();
    await eventually(() => exportState(page), 'done');
    await seriesOptions(page).filter({ hasText: 'crystal' }).click();
    // What became of the others can still be read.
    expect(await page.getByTestId('export').innerText()).toContain('3 of 4 series');
    const alone = await downloadZip(page);
    const files = await folderFiles(page);
    expectAsInZip(new Map([...files].filter(([path]) => path.startsWith('crystal/'))), alone);
  });

  it('are only those that were chosen', async () => {
    const page = await open(folderScript());
    await scanned(page, 7);
    await mrcOnly(page);
    await page.getByText('4 of 4 series chosen').click();
    await page.getByRole('checkbox', { name: 'bad' }).uncheck();
    await page.getByRole('checkbox', { name: 'crystal' }).uncheck();
    await page.getByText('2 of 4 series chosen').waitFor();
    await button(page, 'Export all').click();
    await eventually(() => exportState(page), 'done');
    expect(await page.getByTestId('export').innerText()).toContain('2 of 2 series');
    const tops = [...(await folderFiles(page)).keys()].map((path) => path.split('/')[0]);
    expect(tops.filter((top) => top?.startsWith('export_'))).toHaveLength(1);
    expect(new Set(tops)).toContain('A_run');
    expect(new Set(tops)).not.toContain('crystal');
  });

  it('wait for the scan', async () => {
    const page = await app.open({ initScript: folderScript() });
    await holdFrames(page, 1);
    await chooseNight(page);
    await seriesOptions(page).first().waitFor();
    await mrcOnly(page);
    await button(page, 'Export all').click();
    await eventually(() => exportState(page), 'running');
    expect(await page.getByTestId('scan').getAttribute('data-state')).toBe('running');
    await letFramesGo(page);
    await eventually(() => exportState(page), 'done');
    expect(await page.getByTestId('export').innerText()).toContain('3 of 4 series');
  });

  it('leave a folder with files as it is until the user says what to do', async () => {
    const page = await open(folderScript());
    await scanned(page, 7);
    await mrcOnly(page);
    await changeFolder(page, 'crystal/mrc/crystal_001.mrc', Buffer.from('other'));
    await button(page, 'Export all').click();
    await eventually(() => exportState(page), 'asking');
    const panel = page.getByTestId('export');
    expect(await panel.innerText()).toContain('2 of 4 series written');
    expect(await panel.innerText()).toMatch(/The folders of 1 series in out have\s+1 of the 4 files/);
    const before = await folderFiles(page);
    expect(before.get('crystal/mrc/crystal_001.mrc')?.bytes.toString()).toBe('other');
    await button(page, 'Resume').click();
    await eventually(() => exportState(page), 'done');
    expect(await panel.innerText()).toContain('3 of 4 series written');
    expect(await page.getByTestId('verified').innerText()).toBe('11 of 11');
    const after = await folderFiles(page);
    const pixels = mrcPixels(after.get('crystal/mrc/crystal_001.mrc')?.bytes ?? Buffer.alloc(0));
    expect(pixels).toEqual(patternFrame(7, 4, -40, 4).values);
    // The finished ones were not touched.
    const untouched = [...before].filter(([path]) => path.startsWith('A_run/') || path.startsWith('B_run/'));
    for (const [path, { lastModifiedMs }] of untouched) {
      expect(after.get(path)?.lastModifiedMs, path).toBe(lastModifiedMs);
    }
  });

  it('end together on Cancel, and go on with Resume', async () => {
    const page = await open(
      folderScript(() => {
        const { createWritable } = FileSystemFileHandle.prototype;
        FileSystemFileHandle.prototype.createWritable = async function (options) {
          while (this.name.startsWith('run') && !('sound' in self)) {
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
          return createWritable.call(this, options);
        };
      }),
    );
    await scanned(page, 7);
    await mrcOnly(page);
    await button(page, 'Export all').click();
    await eventually(async () => /1 of 4 series,/.test(await page.getByTestId('export').innerText()), true);
    await button(page, 'Cancel').click();
    await endFault(page);
    await eventually(() => exportState(page), 'idle');
    const left = await folderFiles(page);
    expect([...left.keys()].filter((path) => path.endsWith('conversion.json'))).toHaveLength(1);
    expect([...left.keys()].filter((path) => path.includes('.pedestal-part'))).toEqual([]);
    await button(page, 'Resume').click();
    await eventually(() => exportState(page), 'done');
    expect(await page.getByTestId('export').innerText()).toContain('3 of 4 series written');
    const whole = await folderFiles(page);
    expect([...whole.keys()].filter((path) => path.endsWith('conversion.json'))).toHaveLength(3);
  });
});

describe('all series as one ZIP', () => {
  it('hold each series in a folder of its own, and a report', async () => {
    const page = await open();
    await scanned(page, 7);
    await mrcOnly(page);
    await choice(page, 'Export all as').selectOption('as one ZIP');
    const download = await downloadOf(page, () => button(page, 'Export all').click());
    expect(download.suggestedFilename()).toMatch(/^pedestal_\d{4}-\d\d-\d\d\.zip$/);
    const files = await unzip(await downloadedBytes(download));
    await eventually(() => exportState(page), 'done');
    const folders = new Set(
      [...files.keys()].filter((path) => path.includes('/')).map((p) => p.split('/')[0]),
    );
    expect([...folders].sort()).toEqual(FOLDERS);
    expect(batchReport(files).series).toHaveLength(4);
    expect(JSON.parse(textEntry(files, 'A_run/conversion.json')).offset.LEGINON_OFFSET).toBe(20);
  });

  it('says in the ZIP which series is incomplete, and has the others', async () => {
    const page = await app.open();
    const top = await night();
    await page.getByTestId('folder-input').setInputFiles([top]);
    await scanned(page, 7);
    await mrcOnly(page);
    await choice(page, 'Export all as').selectOption('as one ZIP');
    await rm(join(top, 'A', 'run_002.bin'));
    const download = await downloadOf(page, () => button(page, 'Export all').click());
    const files = await unzip(await downloadedBytes(download));
    await eventually(() => exportState(page), 'failed');
    expect(textEntry(files, 'A_run/INCOMPLETE.txt')).toContain('A/run_002.bin');
    expect([...files.keys()]).not.toContain('A_run/conversion.json');
    expect([...files.keys()]).toContain('B_run/conversion.json');
    expect(batchReport(files).series).toMatchObject([
      { folder: 'crystal', state: 'written' },
      { folder: 'A_run', state: 'incomplete', reason: expect.stringContaining('run_002.bin') },
      { folder: 'B_run', state: 'written' },
      { folder: 'bad', state: 'skipped' },
    ]);
    const others = page.getByRole('list', { name: 'Series that were not written' });
    expect(await others.innerText()).toMatch(/A_run: .*run_002\.bin/);
  });
});
