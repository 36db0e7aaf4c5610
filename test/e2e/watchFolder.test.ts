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
import { giveFolders, putFile, setQuiet, watchBlock, watchIn } from '../support/watch';

/**
 * "Watch a folder" in the built program, in real time, with the shortest quiet time where a series is to become final.
 * What else a watch does is shown by `component/watchFolder.test.tsx`.
 */

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

function openWatch(): Promise<Page> {
  return app.open({ initScript: giveFolders });
}

/** Every file below a series in the folder `out`, once the report, which comes last, is there. */
async function exported(page: Page, stem: string): Promise<Map<string, FolderFile>> {
  await eventually(async () => (await folderFiles(page)).has(`${stem}/conversion.json`), true);
  return folderFiles(page);
}

describe('a watched folder', () => {
  it('makes a series final when it has been quiet, and says until then that it is provisional', async () => {
    const page = await openWatch();
    await putFrame(page, 1);
    await putFrame(page, 2);
    await watchIn(page, LONG_QUIET_SEC);
    await scanned(page, 2);
    await fillGeometry(page, TYPED_GEOMETRY);
    expect(await seriesStates(page)).toEqual(['still arriving']);
    await page.getByText('provisional, still arriving').waitFor();
    expect(await blockers(page)).toEqual([expect.stringMatching(/^Still arriving: .* 120 s/)]);
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
      .getByText(/^run: 1 frame is newer than the export/)
      .waitFor();
    await eventually(() => seriesStates(page), [expect.stringMatching(/^1 frame is newer than the export/)]);
    await button(page, 'Download ZIP').and(page.locator(':enabled')).waitFor();
    expect(await folderFiles(page)).toEqual(files);
    await downloadZip(page);
    await becomesFinal(page);
  });
});
