import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, type RawFrame, tempFolders, writeSeries } from '../support/frames';
import { expectedSmv, readSmvFile } from '../support/outputs';
import {
  choice,
  chooseFiles,
  downloadZip,
  entry,
  eventually,
  fillGeometry,
  messageCodes,
  offsetAndPedestal,
  scanned,
  shownNumber,
  TYPED_GEOMETRY,
  tableRows,
  textEntry,
} from '../support/screen';

/** Offset and pedestal on the screen and in the files, by rule and by choice. */

const app = builtApp();
const temp = tempFolders();

/** The worked example of spec section 4, with pixels that its offset cuts and ones that it just does not. */
const WORKED: readonly RawFrame[] = [
  { columns: 3, rows: 2, values: [-10_000, -2001, -2000, -1999, 0, 63_536] },
  { columns: 3, rows: 2, values: [-145, 0, 17, 4000, 63_535, 70_000] },
  { columns: 3, rows: 2, values: [12, -200, 3, 4, 5, 6] },
];

async function openWorked() {
  const paths = await writeSeries(await temp.make(), 'worked', WORKED);
  const page = await app.open();
  await chooseFiles(page, paths);
  await scanned(page, 3);
  return page;
}

describe('offset and pedestal', () => {
  it('turn minima -10000, -145, -200 into 2000 and 1855, from bytes to bytes', async () => {
    const page = await openWorked();
    expect(await offsetAndPedestal(page)).toEqual(['2000', '1855']);
    expect((await tableRows(page)).map((row) => [row[1], row[5], row[6]])).toEqual([
      ['-10000', '2', '1'],
      ['-145', '0', '1'],
      ['-200', '0', '0'],
    ]);
    await fillGeometry(page, TYPED_GEOMETRY);
    const files = await downloadZip(page);
    const pixels = [1, 2, 3].map((n) => {
      const smv = readSmvFile(entry(files, `worked/smv/worked_00${n}.img`));
      expect(smv.header.get('LEGINON_OFFSET')).toBe('2000');
      expect(smv.header.get('IMAGE_PEDESTAL')).toBe('1855');
      return [...smv.pixels];
    });
    expect(pixels).toEqual([
      [0, 0, 0, 1, 2000, 65535],
      [1855, 2000, 2017, 6000, 65535, 65535],
      [2012, 1800, 2003, 2004, 2005, 2006],
    ]);
    const report = JSON.parse(textEntry(files, 'worked/conversion.json'));
    expect(report.truncated).toEqual({ at0: 2, at65535: 2 });
  });

  it('follow the frames that are left when the frame of the minimum is excluded', async () => {
    const page = await openWorked();
    await page.getByRole('checkbox', { name: 'Include frame 1', exact: true }).uncheck();
    await eventually(() => offsetAndPedestal(page), ['200', '55']);
    await fillGeometry(page, TYPED_GEOMETRY);
    const files = await downloadZip(page);
    expect([...files.keys()]).toEqual([
      'worked/smv/worked_002.img',
      'worked/mrc/worked_002.mrc',
      'worked/smv/worked_003.img',
      'worked/mrc/worked_003.mrc',
      'worked/XDS.INP',
      'worked/dials_import.sh',
      'worked/dials_import.bat',
      'worked/dials_images.txt',
      'worked/worked.pts',
      'worked/frames.csv',
      'worked/conversion.json',
    ]);
    const second = readSmvFile(entry(files, 'worked/smv/worked_002.img'));
    expect(second.pixels).toEqual(expectedSmv(WORKED[1]?.values ?? [], 200).pixels);
    // The angle still counts from the series' first frame.
    expect(second.header.get('OSC_START')).toBe('-29.5');
    const report = JSON.parse(textEntry(files, 'worked/conversion.json'));
    expect(report.excluded).toEqual([{ number: 1, source: 'worked_001.bin', reason: expect.any(String) }]);
    expect(report.frames.map(({ number }: { number: number }) => number)).toEqual([2, 3]);
    const rows = textEntry(files, 'worked/frames.csv').split('\n');
    expect(rows.map((row) => row.split(',')[2])).toEqual(['included', 'no', 'yes', 'yes', undefined]);

    await page.getByRole('checkbox', { name: 'Include frame 1', exact: true }).check();
    await eventually(() => offsetAndPedestal(page), ['2000', '1855']);
  });

  it('take the other pedestals by name and record which', async () => {
    const page = await openWorked();
    await fillGeometry(page, TYPED_GEOMETRY);
    const pedestal = choice(page, 'Pedestal');
    for (const [kind, value] of [
      ['median', '1800'],
      ['restoreRawZero', '2000'],
      ['leginon', '1855'],
    ] as const) {
      await pedestal.selectOption(kind);
      await eventually(() => offsetAndPedestal(page), ['2000', value]);
      const files = await downloadZip(page);
      const { header } = readSmvFile(entry(files, 'worked/smv/worked_001.img'));
      expect(header.get('IMAGE_PEDESTAL')).toBe(value);
      const report = JSON.parse(textEntry(files, 'worked/conversion.json'));
      expect(report.pedestal).toMatchObject({ IMAGE_PEDESTAL: Number(value), choice: kind });
    }
  });

  it('can be typed, and the cap too', async () => {
    const page = await openWorked();
    await fillGeometry(page, TYPED_GEOMETRY);
    await page.getByLabel('Cap', { exact: true }).fill('150');
    await eventually(() => offsetAndPedestal(page), ['150', '5']);
    const offset = choice(page, 'Offset');
    await offset.selectOption('typed');
    await page.getByLabel('Typed offset', { exact: true }).fill('-12');
    await eventually(() => shownNumber(page, 'offset'), '-12');
    const pedestal = choice(page, 'Pedestal');
    await pedestal.selectOption('typed');
    await page.getByLabel('Typed pedestal', { exact: true }).fill('7');
    await eventually(() => offsetAndPedestal(page), ['-12', '7']);
    // No number: marked, and nothing changes.
    await page.getByLabel('Typed offset', { exact: true }).fill('-12x');
    expect(await page.getByLabel('Typed offset', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await offsetAndPedestal(page)).toEqual(['-12', '7']);
    // 12 of the 18 pixels lie below 12: that is not written by accident.
    expect(await messageCodes(page, 'Before the export')).toEqual(['mostPixelsLost']);
    await page.getByRole('checkbox', { name: 'Write SMV although most pixels are lost' }).check();
    const files = await downloadZip(page);
    for (const [i, { values }] of WORKED.entries()) {
      const { header, pixels } = readSmvFile(entry(files, `worked/smv/worked_00${i + 1}.img`));
      expect(pixels).toEqual(expectedSmv(values, -12).pixels);
      expect([header.get('LEGINON_OFFSET'), header.get('IMAGE_PEDESTAL')]).toEqual(['-12', '7']);
    }
    const report = JSON.parse(textEntry(files, 'worked/conversion.json'));
    expect([report.offset.choice, report.pedestal.choice]).toEqual(['typed', 'typed']);
    expect(report.warnings.map(({ code }: { code: string }) => code)).toContain('mostPixelsLost');
  });

  it('cuts every frame and says so when all minima lie beyond the cap', async () => {
    const frames = [-3000, -2500].map((minimum, i) => patternFrame(4, 3, minimum, i));
    const page = await app.open();
    await chooseFiles(page, await writeSeries(await temp.make(), 'deep', frames));
    await scanned(page, 2);
    expect(await offsetAndPedestal(page)).toEqual(['2000', '0']);
    expect(await messageCodes(page, 'Warnings')).toContain('everyFrameTruncated');
  });
});
