import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import {
  EXAMPLE,
  type ExampleOptions,
  frameFileName,
  prepareSimulation,
  simulateFrame,
} from '../../src/example/simulateSeries';
import { tempFolders } from '../support/frames';
import { describeWithOracles, runDials } from '../support/oracle';
import {
  at,
  type Choices,
  exportFiles,
  FULL_GEOMETRY,
  fileOf,
  only,
  recipeOf,
  sourcesOf,
  tiaBytes,
  viewFiles,
} from '../unit/fixtures';
import { readResult } from './dials';
import { expectOrientation } from './orientation';
import { type SweepFacts, sweepFacts } from './processingFacts';

/** The written `dials_import.sh` run by a shell on exported frames, and `XDS.INP` against dxtbx's own. */

const GEOMETRY = {
  ...FULL_GEOMETRY,
  detectorDistanceMm: '1234.567',
  beamCentreFastPx: '12.27',
  beamCentreSlowPx: '4.48',
};
const FALLING = { ...GEOMETRY, oscillationStartDeg: '30', oscillationPerFrameDeg: '-0.5' };
const COLUMNS = 20;
const ROWS = 14;

function smallFrame(stem: string, number: number): File {
  const values = Array.from({ length: COLUMNS * ROWS }, (_, i) => ((i * 7 + number) % 9) - 3);
  const bytes = tiaBytes('int32', COLUMNS, ROWS, values);
  return fileOf(bytes, `${stem}_${String(number).padStart(3, '0')}.bin`);
}

function numbersOf(text: string, key: string): number[] {
  const value = new RegExp(`(?:^|\\s)${key}= *([-\\d. ]+)`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`no ${key} in\n${text}`);
  return value.trim().split(/ +/).map(Number);
}

/** Digits after the point with which dxtbx writes each keyword. */
const DXTBX_DIGITS = {
  'DIRECTION_OF_DETECTOR_X-AXIS': 5,
  'DIRECTION_OF_DETECTOR_Y-AXIS': 5,
  NX: 0,
  NY: 0,
  QX: 4,
  QY: 4,
  DETECTOR_DISTANCE: 6,
  ORGX: 2,
  ORGY: 2,
  ROTATION_AXIS: 5,
  STARTING_ANGLE: 3,
  OSCILLATION_RANGE: 3,
  'X-RAY_WAVELENGTH': 5,
};

/** Equal as far as dxtbx prints it. */
function expectSameXds(ours: string, theirs: string): void {
  for (const [key, places] of Object.entries(DXTBX_DIGITS)) {
    const [mine, other] = [numbersOf(ours, key), numbersOf(theirs, key)];
    expect(mine.length, key).toBe(other.length);
    const half = 0.5 * 10 ** -places + 1e-9;
    for (const [i, value] of mine.entries()) expect(Math.abs(value - at(other, i)), key).toBeLessThan(half);
  }
}

describeWithOracles('files for processing programs', ['dials'], () => {
  const temp = tempFolders();

  /** From another folder, as a user may. */
  function runScript(folder: string, args: readonly string[]): Promise<string> {
    return runDials('sh', [join(folder, 'dials_import.sh'), ...args], '/');
  }

  /**
   * Exports a series with its processing files into a folder whose path has a space, or over what is in `top`;
   * returns the series' folder.
   */
  async function written(files: readonly File[], choices: Choices, into?: string) {
    const view = await viewFiles(files, choices);
    const recipe = recipeOf(view, { smv: true, mrc: false });
    const exported = await exportFiles(recipe, sourcesOf(view, files));
    const top = into ?? join(await temp.make(), "a user's 50% folder");
    for (const [path, bytes] of exported.files) {
      await mkdir(dirname(join(top, path)), { recursive: true });
      await writeFile(join(top, path), bytes);
    }
    const folder = join(top, recipe.stem);
    return { folder, xds: await readFile(join(folder, 'XDS.INP'), 'utf8') };
  }

  async function imported(
    numbers: readonly number[],
    choices: Choices,
    stem = 'small',
  ): Promise<{ folder: string; xds: string; sweeps: readonly SweepFacts[] }> {
    const files = numbers.map((number) => smallFrame(stem, number));
    const { folder, xds } = await written(files, choices);
    await runScript(folder, []);
    return { folder, xds, sweeps: await sweepFacts(folder) };
  }

  it('a whole series is one sweep, its first frame excluded', async () => {
    const { xds, sweeps } = await imported([3, 4, 5, 6, 7], { typed: GEOMETRY, excluded: [3] });
    const sweep = only(sweeps);
    expect(sweep.imageRange).toEqual([4, 7]);
    expect(sweep.oscillation[0]).toBeCloseTo(-29.5, 9);
    expect(sweep.oscillation[1]).toBeCloseTo(0.5, 9);
    expect(sweep.axis).toEqual([1, 0, 0]);
    expect(sweep.beamCentrePx[0]).toBeCloseTo(12.27, 6);
    expect(sweep.beamCentrePx[1]).toBeCloseTo(4.48, 6);
    expect(sweep.distanceMm).toBeCloseTo(1234.567, 6);
    // the frames hold -3 to 5: offset 3, pedestal 0
    expect(sweep.pedestal).toBe(0);
    expectSameXds(xds, sweep.xdsInp);
    expect(numbersOf(xds, 'DATA_RANGE')).toEqual(numbersOf(sweep.xdsInp, 'DATA_RANGE'));
  });

  it.each(['small', 'a=b'])(
    'images of an earlier export in the folder of %s are not read as those of this one',
    async (stem) => {
      const numbers = [1, 2, 3, 4, 5, 6, 7];
      const files = numbers.map((number) => smallFrame(stem, number));
      const choice = { ...LEGINON_CHOICE, offset: { kind: 'typed', offset: 50 } } as const;
      const { folder } = await written(files, { typed: GEOMETRY, choice });
      // The frames hold -3 to 5: offset 3, pedestal 0 instead of 50 and 47.
      await written(files, { typed: GEOMETRY, excluded: [1, 5, 7] }, dirname(folder));
      if (stem === 'a=b') {
        await expect(runScript(folder, [])).rejects.toThrow('exactly the 4 images of this export');
        return;
      }
      await runScript(folder, []);
      const sweeps = await sweepFacts(folder);
      expect(sweeps.map(({ imageRange }) => imageRange)).toEqual([
        [2, 4],
        [6, 6],
      ]);
      expect(sweeps.map(({ pedestal }) => pedestal)).toEqual([0, 0]);
      expect(at(sweeps, 0).oscillation[0]).toBeCloseTo(-29.5, 9);
      expect(at(sweeps, 1).oscillation[0]).toBeCloseTo(-27.5, 9);
    },
  );

  it('a falling rotation is one sweep about the reversed axis', async () => {
    const { xds, sweeps } = await imported([1, 2, 3], { typed: FALLING });
    const sweep = only(sweeps);
    expect(sweep.imageRange).toEqual([1, 3]);
    expect(sweep.oscillation[0]).toBeCloseTo(-30, 9);
    expect(sweep.oscillation[1]).toBeCloseTo(0.5, 9);
    expect(sweep.axis).toEqual([-1, 0, 0]);
    expectSameXds(xds, sweep.xdsInp);
  });

  it.each([
    ['rising', GEOMETRY, 1],
    ['falling', FALLING, -1],
  ] as const)('an axis at 30 degrees, %s, is the same for DIALS and XDS', async (_, typed, sign) => {
    const { xds, sweeps } = await imported([1, 2, 3], { typed: { ...typed, rotationAxisDeg: '30' } });
    const sweep = only(sweeps);
    expect(sweep.axis[0]).toBeCloseTo(sign * 0.8660254, 5);
    expect(sweep.axis[1]).toBeCloseTo(sign * 0.5, 5);
    expect(sweep.oscillation[0]).toBeCloseTo(-30, 9);
    expectSameXds(xds, sweep.xdsInp);
  });

  it.each([
    ['rising', GEOMETRY, 1],
    ['falling', FALLING, -1],
  ] as const)('a gap makes a sweep of each run, %s, angles following the numbers', async (_, typed, sign) => {
    const { xds, sweeps } = await imported([2, 3, 4, 6, 7, 8], { typed, excluded: [6] });
    expect(sweeps.map(({ imageRange }) => imageRange)).toEqual([
      [2, 4],
      [7, 8],
    ]);
    expect(at(sweeps, 0).oscillation[0]).toBeCloseTo(-30, 9);
    expect(at(sweeps, 1).oscillation[0]).toBeCloseTo(-27.5, 9);
    for (const { axis } of sweeps) expect(axis).toEqual([sign, 0, 0]);
    expectSameXds(xds, at(sweeps, 0).xdsInp);
    expect(numbersOf(xds, 'EXCLUDE_DATA_RANGE')).toEqual([5, 6]);
  });

  it('a beam stop is masked in DIALS, and in XDS.INP as dxtbx writes it', async () => {
    const edges = { fastFromPx: 5, fastToPx: 9, slowFromPx: 2, slowToPx: 6 };
    const beamStop = { form: 'rectangle' as const, ...edges };
    const { folder, xds, sweeps } = await imported([1, 2, 3], { typed: GEOMETRY, beamStop });
    expect(only(sweeps).maskedBox).toEqual([5, 8, 2, 5]);
    const { xdsInp } = only(await sweepFacts(folder, [5, 2, 9, 6]));
    expect(numbersOf(xds, 'UNTRUSTED_RECTANGLE')).toEqual(numbersOf(xdsInp, 'UNTRUSTED_RECTANGLE'));
  });

  it.each(["it's 50% [x] $y; a=b", "it's 50% [x] $y; (a) {b}&c", 'my crystal'])(
    'names like "%s" import, with links for XDS',
    async (stem) => {
      const { folder, xds, sweeps } = await imported([1, 2, 3], { typed: GEOMETRY }, stem);
      expect(only(sweeps).imageRange).toEqual([1, 3]);
      const commands = /^! +(mkdir -p xds_frames.*)\n! +(ln .*)$/m.exec(xds);
      await writeFile(join(folder, 'links.sh'), `${commands?.[1]}\n${commands?.[2]}\n`);
      await runDials('sh', ['links.sh'], folder);
      const template = /NAME_TEMPLATE_OF_DATA_FRAMES= (\S+) SMV/.exec(xds)?.[1] ?? '';
      for (const number of ['001', '002', '003']) await access(join(folder, template.replace('???', number)));
    },
  );

  it('a falling series with a gap indexes as one crystal with the right cell, orientation and hand', async () => {
    const falling: ExampleOptions = {
      ...EXAMPLE,
      geometry: { ...EXAMPLE.geometry, oscillationStartDeg: 20, oscillationPerFrameDeg: -1 },
    };
    const simulation = prepareSimulation(falling);
    const { fastSize, slowSize, frameCount, geometry } = falling;
    const files: File[] = [];
    for (let i = 0; i < frameCount; i++) {
      if (i >= 17 && i <= 19) continue;
      const bytes = tiaBytes('int32', fastSize, slowSize, [...simulateFrame(simulation, i)]);
      files.push(fileOf(bytes, frameFileName(falling, i)));
    }
    const typed = Object.fromEntries(Object.entries(geometry).map(([key, value]) => [key, String(value)]));
    const { folder } = await written(files, { typed: { ...typed, binning: '2x2' } });
    await runScript(folder, ['index']);
    const result = await readResult(folder);
    const { sweeps, images, lattices, cell, indexed, spots } = result;
    expect([sweeps, images, lattices]).toEqual([2, [17, 20], 1]);
    const lengths = (cell ?? []).slice(0, 3).sort((a, b) => a - b);
    for (const [i, wanted] of [5.25, 10.35, 21.04].entries()) {
      expect(Math.abs(at(lengths, i) / wanted - 1), `${lengths}`).toBeLessThan(0.01);
    }
    expect(indexed / spots).toBeGreaterThan(0.9);
    expectOrientation(result, simulation);
  });
});
