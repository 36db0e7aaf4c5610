import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { expectAsInZip, type FolderFile, folderFiles } from '../support/folder';
import { patternFrame, tiaFile } from '../support/frames';
import {
  blockers,
  button,
  downloadZip,
  eventually,
  fillGeometry,
  offsetAndPedestal,
  scanned,
  seriesOptions,
  TYPED_GEOMETRY,
} from '../support/screen';
import { locksOf, noteLocks } from '../support/wakeLock';
import {
  giveFolders,
  putFile,
  removeTop,
  setAway,
  setQuiet,
  watchBlock,
  watchIn,
  watchState,
} from '../support/watch';

/** "Watch a folder": in real time, with the shortest quiet time where a series is to become final. */

const app = builtApp();

const SHORTEST_QUIET_SEC = 5;
/** Longer than any test waits before it shortens it. */
const LONG_QUIET_SEC = 120;

/** Frame n of a series; its minimum is -10 n. */
function frame(n: number): Buffer {
  return tiaFile(patternFrame(7, 4, -10 * n, n));
}

function putFrame(page: Page, n: number, folder = 'in'): Promise<void> {
  return putFile(page, `${folder}/run_00${n}.bin`, frame(n));
}

/** The last line of each entry of the series list, such as `ready`. */
async function seriesStates(page: Page): Promise<string[]> {
  const texts = await seriesOptions(page).allInnerTexts();
  return texts.map((text) => text.split('\n').at(-1) ?? '');
}

async function becomesFinal(page: Page): Promise<void> {
  await eventually(() => seriesStates(page), ['ready']);
}

async function exportAutomatically(page: Page): Promise<void> {
  await page.getByLabel('Export final series automatically').click();
  await watchBlock(page).getByText(/^to /).waitFor();
}

/** Time for two looks, in which nothing is to happen. */
async function twoLooks(page: Page): Promise<void> {
  await page.waitForTimeout(5000);
}

function openWatch(): Promise<Page> {
  return app.open({ initScript: giveFolders });
}

/** Every file below a series in the folder `out`, once the report, which comes last, is there. */
async function exported(page: Page, stem: string): Promise<Map<string, FolderFile>> {
  await eventually(async () => (await folderFiles(page)).has(`${stem}/conversion.json`), true);
  return folderFiles(page);
}

describe('a watched folder', () => {
  it('gives the frames it has and those that come, in sub-folders too, each once it is whole', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await watchIn(page, LONG_QUIET_SEC);
    await scanned(page, 1);
    await putFile(page, 'in/run_002.bin', frame(2).subarray(0, 60));
    await putFile(page, 'in/note.txt', Buffer.from('no frame'));
    await watchBlock(page).getByText('1 file not complete yet').waitFor();
    await twoLooks(page);
    expect(await page.getByTestId('scan').getAttribute('data-total')).toBe('1');
    await putFrame(page, 2);
    await scanned(page, 2);
    await putFrame(page, 5, 'in/crystal2');
    await scanned(page, 3);
    expect(await seriesOptions(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^run\nin\n2 frames/),
      expect.stringMatching(/^run\nin\/crystal2\n1 frame/),
    ]);
    expect(await page.getByText(/ignored|already here/).count()).toBe(0);
  });

  it('makes a series final when it has been quiet, and says until then that it is provisional', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await putFrame(page, 2);
    await watchIn(page, LONG_QUIET_SEC);
    await scanned(page, 2);
    await fillGeometry(page, TYPED_GEOMETRY);
    expect(await seriesStates(page)).toEqual(['still arriving']);
    await page.getByText('provisional, still arriving').waitFor();
    expect(await blockers(page)).toEqual([
      'Still arriving: wait until no frame has come or changed for 120 s, or stop watching.',
    ]);
    expect(await button(page, 'Download ZIP').isEnabled()).toBe(false);
    await setQuiet(page, SHORTEST_QUIET_SEC);
    await becomesFinal(page);
    expect(await page.getByText('provisional').count()).toBe(0);
    expect([...(await downloadZip(page)).keys()]).toContain('run/smv/run_002.img');
    // A changed file is the same frame, not a second one.
    await putFile(page, 'in/run_002.bin', tiaFile(patternFrame(7, 4, -500, 3)));
    await eventually(() => offsetAndPedestal(page).then(([offset]) => offset), '500');
    await scanned(page, 2);
    await page.reload();
    await button(page, 'Watch a folder').click();
    expect(await page.getByLabel('Quiet time (s)').inputValue()).toBe('5');
  });

  it('gives a file that stays half with its error, and takes it when it is whole', async () => {
    // Where the browser does not tell of changes.
    const page = await app.open({
      initScript: `(${giveFolders})(); delete globalThis.FileSystemObserver;`,
    });
    await putFile(page, 'in/run_001.bin', frame(1).subarray(0, 60));
    await watchIn(page, SHORTEST_QUIET_SEC);
    // 10 bytes of header, 28 pixels of 4 bytes.
    await page.getByText('Truncated: expected 122 bytes, found 60.').first().waitFor();
    await putFrame(page, 1);
    await becomesFinal(page);
  });

  it('is left alone once the watch is stopped, and nothing is arriving any more', async () => {
    const page = await app.open({ initScript: `(${giveFolders})(); (${noteLocks})();` });
    await putFrame(page, 1);
    await watchIn(page, LONG_QUIET_SEC);
    await scanned(page, 1);
    expect(await seriesStates(page)).toEqual(['still arriving']);
    expect(await locksOf(page)).toEqual(['screen']);
    await button(page, 'Stop watching').click();
    expect(await watchState(page)).toBe('idle');
    expect(await seriesStates(page)).toEqual(['ready']);
    await eventually(() => locksOf(page), ['screen', 'released']);
    await putFrame(page, 2);
    await twoLooks(page);
    expect(await page.getByTestId('scan').getAttribute('data-total')).toBe('1');
  });

  it('may go away and come back', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await watchIn(page, LONG_QUIET_SEC);
    await putFrame(page, 1, 'in/unwanted');
    await scanned(page, 2);
    await seriesOptions(page).getByText('in/unwanted').click();
    await button(page, 'Remove from list').click();
    // The drive is away for a moment: what the user removed stays removed.
    await setAway(page, true);
    await eventually(() => watchState(page), 'trouble');
    expect(await seriesStates(page)).toEqual(['still arriving']);
    await setAway(page, false);
    await eventually(() => watchState(page), 'watching');
    await watchBlock(page).getByText('all files complete').waitFor();
    await scanned(page, 1);
    expect(await seriesOptions(page).count()).toBe(1);
    await removeTop(page, 'in');
    await eventually(() => watchState(page), 'trouble');
    await watchBlock(page)
      .getByRole('alert')
      .getByText(/^in is not there\. It is watched again/)
      .waitFor();
    await putFrame(page, 1);
    await putFrame(page, 2);
    await eventually(() => watchState(page), 'watching');
    await scanned(page, 2);
    expect(await seriesOptions(page).count()).toBe(1);
  });

  it('is not offered where the browser cannot do it, with a word why', async () => {
    const page = await app.open({
      initScript: () => {
        Reflect.deleteProperty(window, 'showDirectoryPicker');
      },
    });
    expect(await button(page, 'Watch a folder').count()).toBe(0);
    await page.getByTitle(/does not let a page read a folder again and again/).waitFor();
  });
});

describe('automatic export', () => {
  it('writes a final series as the ZIP has it, and tells of frames that come later', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await putFrame(page, 2);
    await watchIn(page, SHORTEST_QUIET_SEC);
    await exportAutomatically(page);
    await scanned(page, 2);
    const held = page.getByRole('list', { name: 'Not exported' });
    await held.getByText(/^run: Fill in the \d+ geometry values marked as missing\.$/).waitFor();
    expect((await folderFiles(page)).size).toBe(0);
    await fillGeometry(page, TYPED_GEOMETRY);
    const files = await exported(page, 'run');
    await eventually(() => held.count(), 0);
    const zip = await downloadZip(page);
    expect([...files.keys()].sort()).toEqual([...zip.keys()].sort());
    expectAsInZip(files, zip);
    await putFrame(page, 3);
    await page
      .getByRole('status')
      .getByText('run: 1 frame is newer than the export; export again.')
      .waitFor();
    await eventually(() => seriesStates(page), ['1 frame is newer than the export; export again']);
    await button(page, 'Download ZIP').and(page.locator(':enabled')).waitFor();
    expect(await folderFiles(page)).toEqual(files);
    await downloadZip(page);
    await becomesFinal(page);
  });

  it('writes series that come later with the geometry of the one that was filled in', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await watchIn(page, SHORTEST_QUIET_SEC);
    await exportAutomatically(page);
    await scanned(page, 1);
    const newSeries = page.getByLabel('New series take this geometry');
    await newSeries.click();
    const refusal = page.getByRole('status').getByText('marked as missing. New series can get them then.');
    await refusal.waitFor();
    expect(await newSeries.isChecked()).toBe(false);
    await fillGeometry(page, TYPED_GEOMETRY);
    await newSeries.click();
    await watchBlock(page).getByText('copied from run').waitFor();
    await refusal.waitFor({ state: 'detached' });
    await exported(page, 'run');
    // What is changed afterwards is of this series alone.
    await fillGeometry(page, { 'Detector distance (mm)': '999' });
    await putFile(page, 'in/next_001.bin', frame(4));
    await putFile(page, 'in/other_001.bin', tiaFile(patternFrame(5, 4, -10, 1)));
    const files = await exported(page, 'next');
    const header = files.get('next/smv/next_001.img')?.bytes.subarray(0, 512).toString('latin1') ?? '';
    expect(header).toMatch(/\nDISTANCE=1193\.5;\nWAVELENGTH=/);
    expect(header).toMatch(/\nOSC_RANGE=-0\.5;\n/);
    const held = page.getByRole('list', { name: 'Not exported' });
    await held.getByText(/^other: Fill in the \d+ geometry values marked as missing\.$/).waitFor();
    await newSeries.click();
    await putFile(page, 'in/third_001.bin', frame(5));
    await held.getByText(/^third: Fill in the \d+ geometry values marked as missing\.$/).waitFor();
  });

  it('leaves its folder out of the watch, where that lies in the watched one', async () => {
    const page = await openWatch();
    await page.evaluate(() => {
      window.outputPath = 'in/done';
    });
    await putFrame(page, 1);
    // What an earlier visit wrote there, and what was copied out of it: not frames.
    await watchIn(page, SHORTEST_QUIET_SEC);
    await exportAutomatically(page);
    await scanned(page, 1);
    await fillGeometry(page, TYPED_GEOMETRY);
    await page.getByText('done/run written').waitFor();
    const zip = await downloadZip(page);
    const mrc = zip.get('run/mrc/run_001.mrc');
    if (mrc === undefined) throw new Error('no MRC in the archive');
    await putFile(page, 'in/moved/run_007.mrc', mrc);
    await putFrame(page, 8, 'in/done');
    await twoLooks(page);
    await twoLooks(page);
    expect(await seriesOptions(page).count()).toBe(1);
    expect(await page.getByTestId('scan').getAttribute('data-total')).toBe('1');
    await watchBlock(page).getByText('all files complete').waitFor();
  });

  it('touches no folder of the series that is there already, and tries again when asked', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await putFile(page, 'out/run/mine.txt', Buffer.from('mine'));
    await watchIn(page, SHORTEST_QUIET_SEC);
    await exportAutomatically(page);
    await scanned(page, 1);
    await fillGeometry(page, TYPED_GEOMETRY);
    const held = page.getByRole('list', { name: 'Not exported' });
    await held.getByText(/^run: out\/run holds files already/).waitFor();
    expect([...(await folderFiles(page)).keys()]).toEqual(['run/mine.txt']);
    await removeTop(page, 'out');
    await page.evaluate(() =>
      navigator.storage
        .getDirectory()
        .then((root) => root.getDirectoryHandle('out', { create: true }))
        .then(() => undefined),
    );
    await button(page, 'Try again').click();
    await exported(page, 'run');
    await eventually(() => held.count(), 0);
  });

  it('refuses the watched folder itself', async () => {
    const page = await openWatch();
    await page.evaluate(() => {
      window.outputPath = 'in';
    });
    await watchIn(page, SHORTEST_QUIET_SEC);
    await page.getByLabel('Export final series automatically').click();
    await page.getByText(/in is the watched folder itself/).waitFor();
    expect(await page.getByLabel('Export final series automatically').isChecked()).toBe(false);
  });
});
