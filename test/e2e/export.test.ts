import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import {
  mrcStackFile,
  patternFrame,
  patternValues,
  tempFolders,
  writeInput,
  writeSeries,
} from '../support/frames';
import { expectedSmv, readMrcFile, readSmvFile } from '../support/outputs';
import {
  blockers,
  button,
  choice,
  chooseFiles,
  downloadedBytes,
  downloadOf,
  downloadZip,
  entry,
  eventually,
  field,
  fillGeometry,
  scanned,
  stagedFiles,
  TYPED_GEOMETRY,
  textEntry,
} from '../support/screen';
import { unzip } from '../support/zip';

/** Ways out of the program beside the main one. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = [1, 2, 3].map((n) => patternFrame(7, 4, -10 * n, n));

async function writeRun(): Promise<string[]> {
  return writeSeries(await temp.make(), 'run', FRAMES);
}

/** @param given the series' files; without them it gets new ones, with other modified times */
async function openRun(initScript?: () => void, given?: readonly string[]): Promise<Page> {
  const paths = given ?? (await writeRun());
  const page = await app.open(initScript === undefined ? {} : { initScript });
  await chooseFiles(page, paths);
  await scanned(page, FRAMES.length);
  return page;
}

/** A save dialog that always gives a file of the private file system. */
function saveIntoPrivateFile(): void {
  window.showSaveFilePicker = async (options) => {
    const root = await navigator.storage.getDirectory();
    return root.getFileHandle(`picked-${options?.suggestedName}`, { create: true });
  };
}

async function privateFile(page: Page, name: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (wanted) => {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getFileHandle(wanted)).getFile();
    return [...new Uint8Array(await file.arrayBuffer())];
  }, name);
  return Buffer.from(bytes);
}

/** The report without the time at which it was written. */
function timeless(report: string): string {
  return report.replace(/"finishedAt": "[^"]*"/, '');
}

describe('the archive', () => {
  it('is the same when it streams into the file of a save dialog', async () => {
    const paths = await writeRun();
    const page = await openRun(undefined, paths);
    await fillGeometry(page, TYPED_GEOMETRY);
    const staged = await downloadZip(page);

    const streaming = await openRun(saveIntoPrivateFile, paths);
    let downloads = 0;
    streaming.on('download', () => downloads++);
    await fillGeometry(streaming, TYPED_GEOMETRY);
    await button(streaming, 'Download ZIP').click();
    await eventually(() => streaming.getByTestId('export').getAttribute('data-state'), 'done');
    const streamed = await unzip(await privateFile(streaming, 'picked-run.zip'));
    expect(downloads).toBe(0);
    expect(await stagedFiles(streaming)).toEqual([]);

    expect([...streamed.keys()]).toEqual([...staged.keys()]);
    for (const path of [...staged.keys()].filter((name) => name !== 'run/conversion.json')) {
      expect(Buffer.compare(entry(streamed, path), entry(staged, path)), path).toBe(0);
    }
    expect(timeless(textEntry(streamed, 'run/conversion.json'))).toBe(
      timeless(textEntry(staged, 'run/conversion.json')),
    );
  });

  it('holds the same bytes as single frames do', async () => {
    const page = await openRun();
    await fillGeometry(page, TYPED_GEOMETRY);
    const files = await downloadZip(page);
    await page.getByRole('grid', { name: 'Frames' }).press('ArrowDown');
    for (const [format, path] of [
      ['smv', 'run/smv/run_002.img'],
      ['mrc', 'run/mrc/run_002.mrc'],
    ] as const) {
      await choice(page, 'Format of the single frame').selectOption(format);
      const download = await downloadOf(page, () => button(page, 'Download frame').click());
      expect(download.suggestedFilename()).toBe(path.split('/').at(-1));
      expect(Buffer.compare(await downloadedBytes(download), entry(files, path)), path).toBe(0);
    }
  });

  it('has the predicted size within a few per cent for frames of a camera', async () => {
    const frames = [1, 2].map((n) => patternFrame(256, 200, -10 * n, n));
    const page = await app.open();
    await chooseFiles(page, await writeSeries(await temp.make(), 'size', frames));
    await scanned(page, 2);
    await fillGeometry(page, TYPED_GEOMETRY);
    const predicted = /about ([\d.]+) kB/.exec(await page.getByTestId('export').innerText())?.[1];
    const download = await downloadOf(page, () => button(page, 'Download ZIP').click());
    const { length } = await downloadedBytes(download);
    expect(Math.abs(Number(predicted) * 1000 - length) / length).toBeLessThan(0.03);
  });
});

describe('geometry', () => {
  it('that is missing stops SMV, but not MRC alone', async () => {
    const page = await openRun();
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    expect(await blockers(page)).toEqual([expect.stringMatching(/^Fill in .*10/)]);
    const { 'Gain (counts/e⁻)': _, ...rest } = TYPED_GEOMETRY;
    await fillGeometry(page, rest);
    await eventually(() => blockers(page), ['Fill in Gain (counts/e⁻).']);
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);

    await page.getByRole('checkbox', { name: 'SMV', exact: true }).uncheck();
    await eventually(() => button(page, 'Download ZIP').isEnabled(), true);
    const files = await downloadZip(page);
    expect([...files.keys()]).toEqual([
      'run/mrc/run_001.mrc',
      'run/mrc/run_002.mrc',
      'run/mrc/run_003.mrc',
      'run/frames.csv',
      'run/conversion.json',
    ]);
    expect(readMrcFile(entry(files, 'run/mrc/run_003.mrc')).pixels).toEqual(FRAMES[2]?.values);

    await page.getByRole('checkbox', { name: 'MRC', exact: true }).uncheck();
    await eventually(() => button(page, 'Download ZIP').isDisabled(), true);
    expect((await blockers(page)).join()).toMatch(/SMV, MRC or both/);
  });

  it('that is missing is written as placeholders only when the user says so, and is reported', async () => {
    const page = await openRun();
    await fillGeometry(page, { 'High tension (kV)': '300', 'Pixel size (mm)': '0.014', Binning: '1x1' });
    const accept = page.getByRole('checkbox', { name: /placeholders/ });
    expect(await accept.isChecked()).toBe(false);
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    await accept.check();
    await eventually(() => button(page, 'Download ZIP').isEnabled(), true);
    const files = await downloadZip(page);
    const { header } = readSmvFile(entry(files, 'run/smv/run_001.img'));
    expect(header.get('PIXEL_SIZE')).toBe('0.014');
    expect(Number(header.get('WAVELENGTH'))).toBeCloseTo(0.0196875, 6);
    const placeholders = ['DISTANCE', 'OSC_START', 'OSC_RANGE', 'BEAM_CENTER_Y', 'BEAM_CENTER_X', 'TIME'];
    expect(header.get('PLACEHOLDERS')?.split(',').sort()).toEqual(placeholders.sort());
    for (const key of placeholders) expect(header.has(key), key).toBe(true);
    // Readers have a value of their own for a gain that is not there; a made-up one would mislead them.
    expect(header.has('GAIN')).toBe(false);
    const report = JSON.parse(textEntry(files, 'run/conversion.json'));
    expect(report.placeholders.sort()).toEqual(placeholders.sort());
    expect(report.geometry.detectorDistanceMm.origin).toBe('placeholder');
    expect(report.geometry.gainCountsPerElectron).toEqual({ value: null, origin: 'missing' });
    expect(report.warnings.map(({ code }: { code: string }) => code)).toContain('placeholders');
    // No angle is known, so the table has none.
    const rows = textEntry(files, 'run/frames.csv').trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.split(',')[3])).toEqual(['', '', '']);
  });

  it('that cannot be read is marked and stops the export', async () => {
    const page = await openRun();
    await fillGeometry(page, { ...TYPED_GEOMETRY, 'Exposure (s)': 'half' });
    expect(await field(page, 'Exposure (s)').getAttribute('aria-invalid')).toBe('true');
    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    expect((await blockers(page)).join()).toContain('Exposure (s)');
    await field(page, 'Exposure (s)').fill('0,5');
    await eventually(() => button(page, 'Download ZIP').isEnabled(), true);
    const files = await downloadZip(page);
    const { header } = readSmvFile(entry(files, 'run/smv/run_001.img'));
    expect([header.get('TIME'), header.get('ACC_TIME')]).toEqual(['0.5', '500']);
  });
});

describe('an MRC stack', () => {
  it('becomes an SMV series', async () => {
    const sections = [1, 2, 3, 4].map((n) => patternValues(9 * 5, -30 - n, n));
    const folder = await temp.make();
    const path = await writeInput(`${folder}/tilt.mrcs`, mrcStackFile(9, 5, sections));
    const page = await app.open();
    await chooseFiles(page, [path]);
    await scanned(page, 4);
    await page.getByRole('option', { name: 'tilt' }).getByText('4 frames, 9 × 5 int16').waitFor();
    await fillGeometry(page, TYPED_GEOMETRY);
    await page.getByRole('checkbox', { name: 'MRC', exact: true }).uncheck();
    const files = await downloadZip(page);
    for (const [i, values] of sections.entries()) {
      const { header, pixels } = readSmvFile(entry(files, `tilt/smv/tilt_00${i + 1}.img`));
      expect(pixels).toEqual(expectedSmv(values, 34).pixels);
      expect(header.get('OSC_START')).toBe(String(-30 + 0.5 * i));
      expect(header.get('IMAGE_PEDESTAL')).toBe('3');
    }
    const report = JSON.parse(textEntry(files, 'tilt/conversion.json'));
    expect(report.frames.map(({ section }: { section: number }) => section)).toEqual([1, 2, 3, 4]);
  });
});
