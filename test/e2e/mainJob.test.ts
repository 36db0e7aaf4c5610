import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import {
  patternFrame,
  patternValues,
  type RawFrame,
  tempFolders,
  tiaFile,
  writeInput,
} from '../support/frames';
import { expectedSmv, readMrcFile, readSmvFile } from '../support/outputs';
import {
  button,
  downloadZip,
  dropPaths,
  entry,
  eventually,
  field,
  fillGeometry,
  messageCodes,
  offsetAndPedestal,
  scanned,
  scrollTableUp,
  seriesOptions,
  TYPED_GEOMETRY,
  tableRows,
  textEntry,
} from '../support/screen';

/** The main job from a dropped folder to every byte of the archive. */

const app = builtApp();
const temp = tempFolders();

const COLUMNS = 24;
const ROWS = 16;
const MISSING = 60;
const NUMBERS = Array.from({ length: 121 }, (_, i) => i + 1).filter((n) => n !== MISSING);
const SPIKE_FRAME = 57;
const BRIGHT_FRAME = 3;
const MODIFIED = new Date(2026, 10, 2, 9, 5, 7);
const MODIFIED_TEXT = 'Mon Nov 02 09:05:07 2026';

/** Pixels of one frame of the large series. */
function gridValues(n: number): number[] {
  const values = patternValues(COLUMNS * ROWS, -30 - 3 * (n % 17), n);
  if (n === SPIKE_FRAME) values.splice(100, 4, -5000, -2001, -2000, -1999);
  if (n === BRIGHT_FRAME) values.splice(200, 3, 70_000, 63_535, 63_536);
  return values;
}

/** Digest of a frame's pixels as they lie in its file. */
function sha256Of(values: readonly number[]): string {
  return createHash('sha256')
    .update(Buffer.from(Int32Array.from(values).buffer))
    .digest('hex');
}

const GRID = new Map(NUMBERS.map((n) => [n, gridValues(n)]));
const PLATE: readonly RawFrame[] = [200, 150, 175].map((minimum, i) => ({
  ...patternFrame(10, 7, minimum, i),
  type: 'uint16' as const,
}));

/** Offset and pedestal by plain loops over the minima (spec section 4). */
function ruleOf(frames: readonly (readonly number[])[]) {
  const minima = frames.map((values) => Math.min(...values));
  const offset = -Math.max(Math.min(...minima), -2000);
  let pedestal = 0;
  for (const minimum of minima) pedestal = Math.max(pedestal, minimum + offset);
  return { offset, pedestal };
}

function statisticsOf(values: readonly number[]) {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return {
    min: Math.min(...values),
    max: Math.max(...values),
    mean,
    std: Math.sqrt(squares / values.length),
  };
}

function three(n: number): string {
  return String(n).padStart(3, '0');
}

const RULE = ruleOf([...GRID.values()]);
const LOST = [...GRID.values()].map((values) => expectedSmv(values, RULE.offset));
const LOST_LOW = LOST.reduce((sum, { low }) => sum + low, 0);
const LOST_HIGH = LOST.reduce((sum, { high }) => sum + high, 0);

async function writeSession(): Promise<string> {
  const folder = join(await temp.make(), 'session');
  for (const [n, values] of GRID) {
    const bytes = tiaFile({ columns: COLUMNS, rows: ROWS, values });
    await writeInput(join(folder, `grid1_${three(n)}.bin`), bytes, MODIFIED);
  }
  for (const [i, frame] of PLATE.entries()) {
    await writeInput(join(folder, 'second', `plate_${i + 1}.bin`), tiaFile(frame), MODIFIED);
  }
  const lone = { ...patternFrame(5, 3, -4, 1), type: 'int16' as const };
  await writeInput(join(folder, 'third', 'deep', 'overview.bin'), tiaFile(lone), MODIFIED);
  await writeInput(join(folder, 'notes.txt'), 'crystal 1: good\n');
  return folder;
}

type OffsetFacts = Readonly<Record<string, string | undefined>>;

/** What the panel says of the offset, as facts. */
function offsetReason(page: Page): Promise<OffsetFacts> {
  return page.getByTestId('offset-reason').evaluate((node) => ({ ...node.dataset }));
}

describe('a dropped folder of 121 frames, two sub-folders and a note', () => {
  let files: Map<string, Uint8Array<ArrayBuffer>>;
  let plate: Map<string, Uint8Array<ArrayBuffer>>;
  let screen: {
    options: string[];
    ignored: string;
    result: readonly [string, string];
    reason: OffsetFacts;
    firstRow: string[] | undefined;
    spikeRow: string[] | undefined;
    warnings: (string | null)[];
    missing: string[];
    wavelength: string;
    header: string;
    plateResult: readonly [string, string];
    plateReason: OffsetFacts;
  };
  let foreign: string[];

  // One pass through the program; the tests below look at what it showed and wrote.
  beforeAll(async () => {
    const folder = await writeSession();
    const page = await app.open();
    await dropPaths(page, [folder]);
    await scanned(page, NUMBERS.length + PLATE.length + 1);

    const options = await seriesOptions(page).evaluateAll((nodes) =>
      nodes.map((n) => (n as HTMLElement).innerText),
    );
    const ignored = await page.getByText('ignored').innerText();
    const result = await offsetAndPedestal(page);
    const reason = await offsetReason(page);
    const warnings = await messageCodes(page, 'Warnings');
    const firstRow = (await tableRows(page))[0];
    await button(page, /^Min/).click();
    await scrollTableUp(page);
    await eventually(async () => (await tableRows(page))[0]?.[0], String(SPIKE_FRAME));
    const spikeRow = (await tableRows(page))[0];
    const missing = await page.locator('[data-key]', { hasText: 'missing' }).locator('label').allInnerTexts();

    expect(await button(page, 'Download ZIP').isDisabled()).toBe(true);
    await fillGeometry(page, TYPED_GEOMETRY);
    const wavelength = await field(page, 'Wavelength (Å)').inputValue();
    await page.getByText('SMV header of frame 1').click();
    const header = await page.getByTestId('header-preview').innerText();
    files = await downloadZip(page);

    await button(page, 'Use for all series').click();
    await page.getByRole('option', { name: 'plate' }).click();
    await eventually(() => offsetReason(page).then(({ minimum }) => minimum), '150');
    const plateResult = await offsetAndPedestal(page);
    const plateReason = await offsetReason(page);
    // Its frames have another size: they have no beam centre yet.
    await fillGeometry(page, { 'Beam centre fast (px)': '5', 'Beam centre slow (px)': '3.5' });
    plate = await downloadZip(page);

    foreign = app.requests().filter((url) => !url.startsWith(app.url) && !/^(blob:|data:)/.test(url));
    screen = {
      options,
      ignored,
      result,
      reason,
      firstRow,
      spikeRow,
      warnings,
      missing,
      wavelength,
      header,
      plateResult,
      plateReason,
    };
  });

  it('lists the three series with frames, size and gap, and the note as ignored', () => {
    expect(screen.options).toEqual([
      'grid1\nsession\n120 frames, 24 × 16 int32\nmissing: 60\n186 kB\n10 missing',
      'plate\nsession/second\n3 frames, 10 × 7 uint16\n450 B\n10 missing',
      'overview\nsession/third/deep\n1 frame, 5 × 3 int16\n40 B\n10 missing',
    ]);
    expect(screen.ignored).toContain('1 other file');
  });

  it('shows offset, pedestal and the reason', () => {
    expect(RULE).toEqual({ offset: 2000, pedestal: 1970 });
    expect(screen.result).toEqual(['2000', '1970']);
    expect(screen.reason).toMatchObject({
      code: 'beyondCap',
      minimum: '-5000',
      minimumFrame: '57',
      cap: '2000',
      offset: '2000',
      pixels: '2',
      frames: '1',
    });
    expect(screen.warnings).toEqual(['gaps', 'truncatedAt65535']);
  });

  it('shows the statistics of single frames in the table', () => {
    for (const [row, n] of [
      [screen.firstRow, 1],
      [screen.spikeRow, SPIKE_FRAME],
    ] as const) {
      const values = GRID.get(n) as number[];
      const { min, max, mean, std } = statisticsOf(values);
      const { low, high } = expectedSmv(values, RULE.offset);
      const two = (x: number) => String(Number(x.toFixed(2)));
      expect(row).toEqual([n, min, max, two(mean), two(std), low, high].map(String));
    }
  });

  it('names what is missing before the geometry is filled in', () => {
    expect(screen.missing).toEqual([
      'Wavelength (Å)',
      'Detector distance (mm)',
      'Pixel size (mm)',
      'Binning',
      'Oscillation start (°)',
      'Oscillation per frame (°)',
      'Beam centre fast (px)',
      'Beam centre slow (px)',
      'Gain (counts/e⁻)',
      'Exposure (s)',
    ]);
    expect(Number(screen.wavelength)).toBeCloseTo(0.0250793, 6);
  });

  it('writes one file a frame and format, under their numbers, the input files and the two reports', () => {
    const expected = [
      ...NUMBERS.flatMap((n) => [`grid1/smv/grid1_${three(n)}.img`, `grid1/mrc/grid1_${three(n)}.mrc`]),
      'grid1/frames.csv',
      'grid1/conversion.json',
      'grid1/XDS.INP',
      'grid1/dials_import.sh',
      'grid1/dials_import.bat',
      'grid1/dials_images.txt',
      'grid1/grid1.pts',
    ];
    expect([...files.keys()].sort()).toEqual(expected.sort());
  });

  it('writes every SMV pixel as raw + offset within 0..65535', () => {
    for (const [n, values] of GRID) {
      const { pixels } = readSmvFile(entry(files, `grid1/smv/grid1_${three(n)}.img`));
      expect(pixels, `frame ${n}`).toEqual(expectedSmv(values, RULE.offset).pixels);
    }
  });

  it('writes every SMV header after what was typed, angles after the numbers', () => {
    for (const n of NUMBERS) {
      const { header } = readSmvFile(entry(files, `grid1/smv/grid1_${three(n)}.img`));
      const { WAVELENGTH, ...rest } = Object.fromEntries(header);
      // Falling rotation is written as rising about the reversed axis.
      const angle = String(-30 + 0.5 * (n - 1));
      expect(Number(WAVELENGTH)).toBeCloseTo(0.0250793, 6);
      expect(rest, `frame ${n}`).toEqual({
        TYPE: 'unsigned_short',
        BYTE_ORDER: 'little_endian',
        DIM: '2',
        SIZE1: '24',
        SIZE2: '16',
        DISTANCE: '1193.5',
        PIXEL_SIZE: '0.028',
        OSC_RANGE: '-0.5',
        OSC_START: angle,
        PHI: angle,
        BEAM_CENTER_X: '0.238',
        BEAM_CENTER_Y: '0.315',
        TWOTHETA: '0',
        TIME: '0.8',
        ACC_TIME: '800',
        GAIN: '26.5',
        BIN: '2x2',
        ADC: 'fast',
        BIN_TYPE: 'HW',
        CREV: '1',
        BEAMLINE: 'CETAD_TUI',
        DATE: MODIFIED_TEXT,
        IMAGE_PEDESTAL: '1970',
        LEGINON_OFFSET: '2000',
        HEADER_BYTES: rest.HEADER_BYTES,
      });
    }
  });

  it('writes the header that the preview showed', () => {
    const bytes = entry(files, 'grid1/smv/grid1_001.img');
    const written = Buffer.from(bytes).toString('latin1', 0, readSmvFile(bytes).headerBytes);
    expect(written.trimEnd()).toBe(screen.header.trimEnd());
  });

  it('writes every MRC pixel unshifted, in mode 2, with a header of its own frame', () => {
    for (const [n, values] of GRID) {
      const mrc = readMrcFile(entry(files, `grid1/mrc/grid1_${three(n)}.mrc`));
      const { min, max, mean, std } = statisticsOf(values);
      expect(mrc.pixels, `frame ${n}`).toEqual(values);
      expect(mrc).toMatchObject({
        nx: COLUMNS,
        ny: ROWS,
        nz: 1,
        mode: 2,
        stamp: [0x44, 0x44, 0, 0],
        map: 'MAP ',
        nversion: 20141,
        ispg: 0,
        nsymbt: 0,
        dmin: min,
        dmax: max,
        dmean: Math.fround(mean),
      });
      expect(mrc.rms).toBeCloseTo(std, 3);
      expect(mrc.cell).toEqual([24 * 280_000, 16 * 280_000, 280_000, 90, 90, 90].map(Math.fround));
      expect(mrc.labels).toEqual([
        expect.stringMatching(/^Pedestal \d+\.\d+\.\d+: raw values, unshifted$/),
        `source: grid1_${three(n)}.bin`,
      ]);
    }
  });

  it('writes the table as frames.csv', () => {
    const [head, ...lines] = textEntry(files, 'grid1/frames.csv').trimEnd().split('\n');
    expect(head).toBe(
      'number,source,included,oscillation_start_deg,minimum,maximum,mean,standard_deviation,truncated_at_0,truncated_at_65535',
    );
    expect(lines).toHaveLength(NUMBERS.length);
    for (const [i, line] of lines.entries()) {
      const n = NUMBERS[i] as number;
      const values = GRID.get(n) as number[];
      const { min, max, mean, std } = statisticsOf(values);
      const { low, high } = expectedSmv(values, RULE.offset);
      const cells = line.split(',');
      expect(cells.slice(0, 3)).toEqual([String(n), `session/grid1_${three(n)}.bin`, 'yes']);
      const numbers = cells.slice(3).map(Number);
      expect(numbers.slice(0, 3)).toEqual([30 - 0.5 * (n - 1), min, max]);
      expect(numbers[3]).toBeCloseTo(mean, 9);
      expect(numbers[4]).toBeCloseTo(std, 9);
      expect(numbers.slice(5)).toEqual([low, high]);
    }
  });

  it('writes what was done, with origins and losses, as conversion.json', () => {
    const report = JSON.parse(textEntry(files, 'grid1/conversion.json'));
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(report).toMatchObject({
      program: { name: 'Pedestal', version },
      series: {
        stem: 'grid1',
        frames: 120,
        fastSize: COLUMNS,
        slowSize: ROWS,
        pixelType: 'int32',
        firstNumber: 1,
        missingNumbers: [[60, 60]],
      },
      formats: { smv: true, mrc: true },
      offset: { LEGINON_OFFSET: 2000, choice: 'leginon', cap: 2000 },
      pedestal: { IMAGE_PEDESTAL: 1970, choice: 'leginon' },
      geometry: {
        highTensionKv: { value: 200, origin: 'typed' },
        wavelengthAngstrom: { origin: 'derived' },
        detectorDistanceMm: { value: 1193.5, origin: 'typed' },
        pixelSizeMm: { value: 0.028, origin: 'typed' },
        binning: { value: 2, origin: 'typed' },
        oscillationStartDeg: { value: 30, origin: 'typed' },
        oscillationPerFrameDeg: { value: -0.5, origin: 'typed' },
        beamCentreFastPx: { value: 11.25, origin: 'typed' },
        beamCentreSlowPx: { value: 8.5, origin: 'typed' },
        gainCountsPerElectron: { value: 26.5, origin: 'typed' },
        exposureSec: { value: 0.8, origin: 'typed' },
        beamline: { value: 'CETAD_TUI', origin: 'default' },
      },
      placeholders: [],
      truncated: { at0: LOST_LOW, at65535: LOST_HIGH },
      excluded: [],
    });
    expect([LOST_LOW, LOST_HIGH]).toEqual([2, 2]);
    expect(report.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'gaps',
      'truncatedAt0',
      'truncatedAt65535',
      // the frames are tiny
      'resolutionImplausible',
    ]);
    expect(Date.now() - Date.parse(report.finishedAt)).toBeLessThan(600_000);
    expect(report.frames).toEqual(
      NUMBERS.map((n) => {
        const { low, high } = expectedSmv(GRID.get(n) as number[], RULE.offset);
        return {
          number: n,
          source: `session/grid1_${three(n)}.bin`,
          sourceBytes: 10 + 4 * COLUMNS * ROWS,
          sourceData: { offset: 10, bytes: 4 * COLUMNS * ROWS, sha256: sha256Of(GRID.get(n) as number[]) },
          truncatedAt0: low,
          truncatedAt65535: high,
        };
      }),
    );
  });

  it('states the SHA-256 of every file but its own', () => {
    const report = JSON.parse(textEntry(files, 'grid1/conversion.json'));
    const stated = report.files.map(({ path, sha256 }: { path: string; sha256: string }) => [path, sha256]);
    const found = [...files]
      .filter(([path]) => path !== 'grid1/conversion.json')
      .map(([path, bytes]) => [
        path.slice('grid1/'.length),
        createHash('sha256').update(bytes).digest('hex'),
      ]);
    expect(stated.sort()).toEqual(found.sort());
  });

  it('writes the series of the sub-folder with an offset below 0 and says so', () => {
    const { offset, pedestal } = ruleOf(PLATE.map(({ values }) => values));
    expect([offset, pedestal]).toEqual([-150, 50]);
    expect(screen.plateResult).toEqual(['-150', '50']);
    expect(screen.plateReason).toMatchObject({ code: 'negativeOffset', offset: '-150' });
    expect([...plate.keys()].filter((path) => path.endsWith('.img'))).toEqual(
      [1, 2, 3].map((n) => `plate/smv/plate_${three(n)}.img`),
    );
    for (const [i, { values }] of PLATE.entries()) {
      const smv = readSmvFile(entry(plate, `plate/smv/plate_${three(i + 1)}.img`));
      expect(smv.pixels).toEqual(expectedSmv(values, offset).pixels);
      expect(smv.header.get('SIZE1')).toBe('10');
      expect(smv.header.get('DISTANCE')).toBe('1193.5');
      expect(smv.header.get('LEGINON_OFFSET')).toBe('-150');
      const mrc = readMrcFile(entry(plate, `plate/mrc/plate_${three(i + 1)}.mrc`));
      expect([mrc.mode, mrc.nx, mrc.ny]).toEqual([6, 10, 7]);
      expect(mrc.pixels).toEqual(values);
    }
  });

  it('asked for nothing but its own files', () => {
    expect(foreign).toEqual([]);
  });
});
