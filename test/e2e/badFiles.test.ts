import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, tiaFile, writeInput, writeSeries } from '../support/frames';
import { readSmvFile } from '../support/outputs';
import {
  blockers,
  button,
  chooseFiles,
  downloadZip,
  dropPaths,
  entry,
  eventually,
  fillGeometry,
  holdFrames,
  letFramesGo,
  offsetAndPedestal,
  scanned,
  scanState,
  seriesOptions,
  TYPED_GEOMETRY,
  tableRows,
  textEntry,
} from '../support/screen';

/** Bad files beside sound ones, files that come twice, and files that come late. */

const app = builtApp();
const temp = tempFolders();

const WHOLE = tiaFile(patternFrame(6, 5, -20, 3));

/** Five sound frames (1, 2, 4, 5, 8), and beside them one of each kind of bad file. */
async function writeBadSeries(): Promise<string> {
  const folder = join(await temp.make(), 'bad');
  for (const n of [1, 2, 4, 5, 8]) {
    await writeInput(join(folder, `x_${n}.bin`), tiaFile(patternFrame(6, 5, -20 - n, n)));
  }
  const complex = Buffer.from(WHOLE);
  complex.writeInt16LE(9, 0);
  const files: Record<string, Buffer> = {
    'x_3.bin': WHOLE.subarray(0, WHOLE.length - 33),
    'x_10.bin': complex,
    'x_6.bin': Buffer.from('this is no frame at all, only a name like one'),
    'x_08.bin': WHOLE,
    'x_7.bin': tiaFile(patternFrame(5, 6, -20, 7)),
    'x_9.bin': Buffer.alloc(0),
  };
  for (const [name, bytes] of Object.entries(files)) await writeInput(join(folder, name), bytes);
  return folder;
}

const PROBLEM = '[role="gridcell"] [data-code]';

/** Cause and remedy of every bad frame in the table, by file name. */
async function problems(page: Page): Promise<Map<string, string>> {
  const cells = await page
    .locator(PROBLEM)
    .evaluateAll((nodes) => nodes.map((n) => [n.textContent ?? '', n.getAttribute('title') ?? '']));
  return new Map(cells.map(([cause = '', remedy]) => [cause.split(':')[0] ?? '', `${cause} | ${remedy}`]));
}

describe('bad files', () => {
  it('are listed with cause and remedy, stop the export until excluded, and stop nothing else', async () => {
    const page = await app.open();
    await dropPaths(page, [await writeBadSeries()]);
    await scanned(page, 11);
    // The table may come after the end of so short a scan.
    await page.locator(PROBLEM).first().waitFor();
    const said = await problems(page);
    expect([...said.keys()].sort()).toEqual([
      'x_08.bin',
      'x_10.bin',
      'x_3.bin',
      'x_6.bin',
      'x_7.bin',
      'x_8.bin',
      'x_9.bin',
    ]);
    expect(said.get('x_3.bin')).toMatch(/truncated.*130.*97.*\|.*still being copied/i);
    expect(said.get('x_10.bin')).toMatch(/type 9 \(complex64\).*\| \S/i);
    expect(said.get('x_6.bin')).toMatch(/\| \S/);
    expect(said.get('x_7.bin')).toMatch(/5 × 6.*6 × 5.*\| \S/);
    expect(said.get('x_8.bin')).toMatch(/number 8.*bad\/x_08\.bin.*\| \S/i);
    expect(said.get('x_08.bin')).toMatch(/number 8.*bad\/x_8\.bin.*\| \S/i);
    expect(said.get('x_9.bin')).toMatch(/0 bytes.*\| \S/i);

    await fillGeometry(page, TYPED_GEOMETRY);
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    expect(await blockers(page)).toEqual([expect.stringMatching(/7 frames.*exclude or remove/i)]);
    await button(page, 'Exclude 7 bad frames').click();
    await eventually(() => button(page, 'Download ZIP').isEnabled(), true);
    expect(await blockers(page)).toEqual([]);
    expect(await offsetAndPedestal(page)).toEqual(['25', '4']);

    const files = await downloadZip(page);
    expect([...files.keys()].filter((path) => path.endsWith('.img'))).toEqual(
      ['001', '002', '004', '005'].map((n) => `x/smv/x_${n}.img`),
    );
    const report = JSON.parse(textEntry(files, 'x/conversion.json'));
    expect(report.excluded).toHaveLength(7);
    expect(report.excluded.find(({ number }: { number: number }) => number === 3).reason).toMatch(
      /truncated/i,
    );
  });

  it('announce 17 gigabytes in one kilobyte, or have pixels that are no numbers, and are told so', async () => {
    const folder = await temp.make();
    const giant = Buffer.alloc(1024);
    giant.writeInt16LE(6, 0);
    giant.writeInt32LE(65_535, 2);
    giant.writeInt32LE(65_535, 6);
    const float = (values: readonly number[]) => tiaFile({ columns: 3, rows: 2, values, type: 'float32' });
    const page = await app.open();
    await chooseFiles(page, [
      await writeInput(join(folder, 'giant_1.bin'), giant),
      await writeInput(join(folder, 'f_1.bin'), float([1, 2, 3, 4, 5, 6])),
      await writeInput(join(folder, 'f_2.bin'), float([1, Number.NaN, 3, -Infinity, Infinity, 6])),
      await writeInput(join(folder, 'f_3.bin'), float([1, 2, 3, 4, 5, Number.NaN])),
    ]);
    await scanned(page, 4);
    await seriesOptions(page).filter({ hasText: 'f' }).first().click();
    await eventually(async () => (await problems(page)).size, 2);
    const said = await problems(page);
    expect(said.get('f_2.bin')).toMatch(/3 pixels are not a number or infinite\. \| .*exclude it/i);
    expect(said.get('f_3.bin')).toMatch(/1 pixel is not a number or infinite\. \| .*exclude it/i);
    await seriesOptions(page).filter({ hasText: 'giant' }).click();
    await eventually(async () => (await problems(page)).size, 1);
    expect((await problems(page)).get('giant_1.bin')).toMatch(/expected 17.179.344.910 bytes, found 1024\./);
  });

  it('can be removed altogether', async () => {
    const page = await app.open();
    await dropPaths(page, [await writeBadSeries()]);
    await scanned(page, 11);
    await button(page, 'Remove 7 bad files').click();
    await eventually(async () => (await tableRows(page)).map((row) => row[0]), ['1', '2', '4', '5']);
    expect(await seriesOptions(page).innerText()).toMatch(/missing: 3(?!,)/);
  });

  it('that share a number are sound again when one of the two is excluded, as the remedy says', async () => {
    const folder = await temp.make();
    const paths = await Promise.all(
      ['d_1.bin', 'd_2.bin', 'd_02.bin'].map((name, i) =>
        writeInput(join(folder, name), tiaFile(patternFrame(4, 3, -10 * (i + 1), i))),
      ),
    );
    const page = await app.open();
    await chooseFiles(page, paths);
    await scanned(page, 3);
    // d_02.bin stands before d_2.bin.
    await page.getByRole('checkbox', { name: 'Include frame 2', exact: true }).first().uncheck();
    await scanned(page, 2);
    expect(await offsetAndPedestal(page)).toEqual(['20', '10']);
  });

  it('alone do not leave the scan looking unfinished', async () => {
    const page = await app.open();
    const path = join(await temp.make(), 'only_1.bin');
    await chooseFiles(page, [await writeInput(path, WHOLE.subarray(0, 50))]);
    await eventually(async () => (await problems(page)).size, 1);
    await eventually(() => page.getByTestId('scan').getAttribute('data-state'), 'failed');
  });
});

describe('files that come later', () => {
  it('add to what is there, and the same files again add nothing', async () => {
    const folder = join(await temp.make(), 'late');
    const frames = [1, 2, 3, 4].map((n) => patternFrame(6, 5, -10 * n, n));
    const paths = await writeSeries(folder, 'run', frames);
    const page = await app.open();
    await dropPaths(page, [folder]);
    await scanned(page, 4);
    await dropPaths(page, [folder]);
    await page.getByRole('status').getByText('4 files already here').waitFor();
    await scanned(page, 4);
    expect(await seriesOptions(page).count()).toBe(1);

    await writeInput(join(folder, 'run_006.bin'), tiaFile(patternFrame(6, 5, -77, 6)));
    await dropPaths(page, [folder]);
    await scanned(page, 5);
    await eventually(async () => (await tableRows(page)).map((row) => row[0]), ['1', '2', '3', '4', '6']);
    expect(await offsetAndPedestal(page)).toEqual(['77', '67']);
    expect(await seriesOptions(page).innerText()).toMatch(/missing: 5/);

    const other = await temp.make();
    await writeSeries(other, 'second', frames.slice(0, 2));
    await dropPaths(page, [other, paths[0] as string]);
    // The single file comes without its folder, so it is a series of its own.
    await scanned(page, 8);
    expect(await seriesOptions(page).count()).toBe(3);
  });

  it('during a scan never make it look finished before they are scanned too', async () => {
    const first = Array.from({ length: 20 }, (_, i) => patternFrame(6, 5, -10, i));
    const second = Array.from({ length: 40 }, (_, i) => patternFrame(6, 5, -20, i));
    const page = await app.open();
    await holdFrames(page);
    await page.getByTestId('scan').evaluate((scan) => {
      const log: string[] = [];
      Object.assign(window, { scanLog: log });
      new MutationObserver(() => log.push(`${scan.dataset.state} ${scan.dataset.total}`)).observe(scan, {
        attributes: true,
      });
    });
    await chooseFiles(page, await writeSeries(await temp.make(), 'one', first));
    await eventually(() => seriesOptions(page).count(), 1);
    await chooseFiles(page, await writeSeries(await temp.make(), 'two', second));
    await eventually(async () => (await scanState(page)).total, 60);
    await letFramesGo(page);
    await scanned(page, 60);
    const log = await page.evaluate(() => (window as unknown as { scanLog: string[] }).scanLog);
    const afterArrival = log.slice(log.indexOf('running 60'));
    expect([...new Set(afterArrival)]).toEqual(['running 60', 'done 60']);
  });

  it('are welcome on the page from the moment the drag enters it', async () => {
    const page = await app.open();
    const refused = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.bin'));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      // A drag is refused where neither event is cancelled.
      return ['dragenter', 'dragover'].filter((type) =>
        document.body.dispatchEvent(new DragEvent(type, init)),
      );
    });
    expect(refused).toEqual([]);
  });

  it('replace a truncated state of themselves', async () => {
    const folder = join(await temp.make(), 'copying');
    const frames = [1, 2].map((n) => patternFrame(6, 5, -10 * n, n));
    await writeSeries(folder, 'run', frames);
    const third = join(folder, 'run_003.bin');
    await writeInput(third, WHOLE.subarray(0, 77), new Date(2026, 1, 1));
    const page = await app.open();
    await dropPaths(page, [folder]);
    await scanned(page, 3);
    await eventually(async () => [...(await problems(page)).keys()], ['run_003.bin']);
    await fillGeometry(page, TYPED_GEOMETRY);
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);

    await writeInput(third, WHOLE, new Date(2026, 1, 2));
    await dropPaths(page, [folder]);
    await scanned(page, 3);
    await eventually(async () => (await tableRows(page)).map((row) => row[1]), ['-10', '-20', '-20']);
    expect((await problems(page)).size).toBe(0);
    const files = await downloadZip(page);
    expect(readSmvFile(entry(files, 'run/smv/run_003.img')).pixels).toHaveLength(30);
  });

  it('may be other than frames: they are named and in no one’s way', async () => {
    const folder = await temp.make();
    const page = await app.open();
    await chooseFiles(page, [await writeInput(join(folder, 'readme.txt'), 'hello')]);
    await page.getByRole('status').getByText('TIA raw').waitFor();
    expect(await seriesOptions(page).count()).toBe(0);
    await chooseFiles(page, await writeSeries(folder, 'run', [patternFrame(6, 5, -10, 1)]));
    await scanned(page, 1);
  });
});
