import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import {
  EXAMPLE,
  type ExampleOptions,
  frameFileName,
  prepareSimulation,
  simulateFrame,
} from '../../src/example/simulateSeries';
import { feiStack } from '../support/feiStack';
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
  SMV,
  sourcesOf,
  tiaBytes,
  viewFiles,
} from '../unit/fixtures';
import { type DialsResult, readResult, resultScript } from './dials';
import { expectOrientation } from './orientation';
import { FACTS_SCRIPT, type SweepFacts, sweepFacts } from './processingFacts';
import { everythingIn, verdictOn, verdictsOn } from './verdicts';

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
const STOP = { fastFromPx: 5, fastToPx: 9, slowFromPx: 2, slowToPx: 6 };

/** A series that is exported with its processing files, and imported by the script among them. */
interface Exported {
  readonly numbers: readonly number[];
  readonly choices: Choices;
  /** Default `small`. */
  readonly stem?: string;
  /** What the folder was exported with before. */
  readonly before?: Choices;
}

const ODD_NAMES = ["it's 50% [x] $y; a=b", "it's 50% [x] $y; (a) {b}&c", 'my crystal'];
const AXIS = { rotationAxisDeg: '30' };
const STALE: Exported = {
  numbers: [1, 2, 3, 4, 5, 6, 7],
  choices: { typed: GEOMETRY, excluded: [1, 5, 7] },
  before: { typed: GEOMETRY, choice: { ...LEGINON_CHOICE, offset: { kind: 'typed', offset: 50 } } },
};
const SERIES: Readonly<Record<string, Exported>> = {
  'a whole series': { numbers: [3, 4, 5, 6, 7], choices: { typed: GEOMETRY, excluded: [3] } },
  'images of an earlier export': STALE,
  'a falling rotation': { numbers: [1, 2, 3], choices: { typed: FALLING } },
  'an axis, rising': { numbers: [1, 2, 3], choices: { typed: { ...GEOMETRY, ...AXIS } } },
  'an axis, falling': { numbers: [1, 2, 3], choices: { typed: { ...FALLING, ...AXIS } } },
  'a gap, rising': { numbers: [2, 3, 4, 6, 7, 8], choices: { typed: GEOMETRY, excluded: [6] } },
  'a gap, falling': { numbers: [2, 3, 4, 6, 7, 8], choices: { typed: FALLING, excluded: [6] } },
  'a beam stop': {
    numbers: [1, 2, 3],
    choices: { typed: GEOMETRY, beamStop: { form: 'rectangle', ...STOP } },
  },
  ...Object.fromEntries(
    ODD_NAMES.map((stem) => [stem, { numbers: [1, 2, 3], choices: { typed: GEOMETRY }, stem }]),
  ),
};
/** The beam stop as `UNTRUSTED_RECTANGLE`. */
const UNTRUSTED = [STOP.fastFromPx, STOP.slowFromPx, STOP.fastToPx, STOP.slowToPx];

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
    const recipe = recipeOf(view, SMV);
    const exported = await exportFiles(recipe, sourcesOf(view, files));
    const top = into ?? join(await temp.make(), "a user's 50% folder");
    for (const [path, bytes] of exported.files) {
      await mkdir(dirname(join(top, path)), { recursive: true });
      await writeFile(join(top, path), bytes);
    }
    const folder = join(top, recipe.stem);
    return { folder, xds: await readFile(join(folder, 'XDS.INP'), 'utf8') };
  }

  /** Exports a series, where it was exported before over that. */
  async function writtenOver({ numbers, choices, stem = 'small', before }: Exported) {
    const files = numbers.map((number) => smallFrame(stem, number));
    const first = before && (await written(files, before));
    return written(files, choices, first && dirname(first.folder));
  }

  /** What was written of each series, and what its script and dxtbx made of it. */
  const imported = new Map<string, { folder: string; xds: string; sweeps: readonly SweepFacts[] }>();

  beforeAll(async () => {
    const all: { name: string; folder: string; xds: string }[] = [];
    for (const [name, series] of Object.entries(SERIES)) all.push({ name, ...(await writtenOver(series)) });
    const subjects = await Promise.all(all.map(({ folder }) => everythingIn(folder)));
    const question = ['dials_import.sh', String(UNTRUSTED), await readFile(FACTS_SCRIPT, 'utf8')];
    const verdicts = await verdictsOn(subjects, question, async (unknown) => {
      for (const { folder } of unknown) await runScript(folder, []);
      return sweepFacts(unknown.map(({ folder }) => ({ folder, untrusted: UNTRUSTED })));
    });
    for (const [i, { name, folder, xds }] of all.entries()) {
      imported.set(name, { folder, xds, sweeps: at(verdicts, i) });
    }
  });

  function importOf(name: string) {
    const found = imported.get(name);
    if (found === undefined) throw new Error(`${name} was not imported`);
    return found;
  }

  it('a whole series is one sweep, its first frame excluded', () => {
    const { xds, sweeps } = importOf('a whole series');
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

  it('images of an earlier export in the folder are not read as those of this one', () => {
    // The frames hold -3 to 5: offset 3, pedestal 0 instead of 50 and 47.
    const { sweeps } = importOf('images of an earlier export');
    expect(sweeps.map(({ imageRange }) => imageRange)).toEqual([
      [2, 4],
      [6, 6],
    ]);
    expect(sweeps.map(({ pedestal }) => pedestal)).toEqual([0, 0]);
    expect(at(sweeps, 0).oscillation[0]).toBeCloseTo(-29.5, 9);
    expect(at(sweeps, 1).oscillation[0]).toBeCloseTo(-27.5, 9);
  });

  it('images of an earlier export stop the script where it cannot tell them apart', async () => {
    const { folder } = await writtenOver({ ...STALE, stem: 'a=b' });
    await expect(runScript(folder, [])).rejects.toThrow('exactly the 4 images of this export');
  });

  it('a falling rotation is one sweep about the reversed axis', () => {
    const { xds, sweeps } = importOf('a falling rotation');
    const sweep = only(sweeps);
    expect(sweep.imageRange).toEqual([1, 3]);
    expect(sweep.oscillation[0]).toBeCloseTo(-30, 9);
    expect(sweep.oscillation[1]).toBeCloseTo(0.5, 9);
    expect(sweep.axis).toEqual([-1, 0, 0]);
    expectSameXds(xds, sweep.xdsInp);
  });

  it.each([
    ['rising', 1],
    ['falling', -1],
  ] as const)('an axis at 30 degrees, %s, is the same for DIALS and XDS', (way, sign) => {
    const { xds, sweeps } = importOf(`an axis, ${way}`);
    const sweep = only(sweeps);
    expect(sweep.axis[0]).toBeCloseTo(sign * 0.8660254, 5);
    expect(sweep.axis[1]).toBeCloseTo(sign * 0.5, 5);
    expect(sweep.oscillation[0]).toBeCloseTo(-30, 9);
    expectSameXds(xds, sweep.xdsInp);
  });

  it.each([
    ['rising', 1],
    ['falling', -1],
  ] as const)('a gap makes a sweep of each run, %s, angles following the numbers', (way, sign) => {
    const { xds, sweeps } = importOf(`a gap, ${way}`);
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

  it.each([0, -83.9])(
    'the axis of FEI2 records, tilted by %f degrees, reaches DIALS',
    async (tiltAxisDeg) => {
      const frames = [12, 12.4, 12.8].map((tilt, i) => {
        const bytes = feiStack({ tilts: [tilt], tiltAxisDeg, statedStepDeg: 0.4, edge: 16 });
        return fileOf(bytes, `fei_${i + 1}.mrc`);
      });
      const { rotationAxisDeg: _, oscillationStartDeg, oscillationPerFrameDeg, ...typed } = GEOMETRY;
      const { folder } = await written(frames, { typed });
      const mrcFolder = await temp.make();
      for (const file of frames) await writeFile(join(mrcFolder, file.name), await file.bytes());
      const subject = await everythingIn(folder);
      const [ours, theirs] = await verdictOn(
        subject,
        ['FEI2', await readFile(FACTS_SCRIPT, 'utf8')],
        async () => {
          await runScript(folder, []);
          await runDials(
            'dials.import',
            frames.map(({ name }) => name),
            mrcFolder,
          );
          return sweepFacts([folder, mrcFolder].map((one) => ({ folder: one, untrusted: null })));
        },
      );
      const [sweep, mrcSweep] = [only(ours ?? []), only(theirs ?? [])];
      expect(sweep.oscillation[0]).toBeCloseTo(12, 6);
      expect(sweep.oscillation[1]).toBeCloseTo(0.4, 6);
      // dxtbx FormatMRC: (0, -1, 0) about the beam by the angle. 3.12 computes that and keeps (0, -1, 0).
      const angle = (tiltAxisDeg * Math.PI) / 180;
      const turned = [Math.sin(angle), -Math.cos(angle), 0];
      for (const [i, component] of sweep.axis.entries()) expect(component).toBeCloseTo(at(turned, i), 4);
      if (tiltAxisDeg === 0) expect(sweep.axis).toEqual(mrcSweep.axis);
    },
  );

  it('a beam stop is masked in DIALS, and in XDS.INP as dxtbx writes it', () => {
    const { xds, sweeps } = importOf('a beam stop');
    const { maskedBox, xdsInpUntrusted } = only(sweeps);
    expect(maskedBox).toEqual([5, 8, 2, 5]);
    const key = 'UNTRUSTED_RECTANGLE';
    expect(numbersOf(xds, key)).toEqual(numbersOf(xdsInpUntrusted ?? '', key));
  });

  it.each(ODD_NAMES)('names like "%s" import, with links for XDS', async (stem) => {
    const { folder, xds, sweeps } = importOf(stem);
    expect(only(sweeps).imageRange).toEqual([1, 3]);
    const commands = /^! +(mkdir -p xds_frames.*)\n! +(ln .*)$/m.exec(xds);
    await writeFile(join(folder, 'links.sh'), `${commands?.[1]}\n${commands?.[2]}\n`);
    await runDials('sh', ['links.sh'], folder);
    const template = /NAME_TEMPLATE_OF_DATA_FRAMES= (\S+) SMV/.exec(xds)?.[1] ?? '';
    for (const number of ['001', '002', '003']) await access(join(folder, template.replace('???', number)));
  });

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
    const question = ['dials_import.sh index', await resultScript()];
    const result: DialsResult = await verdictOn(await everythingIn(folder), question, async () => {
      await runScript(folder, ['index']);
      return readResult(folder);
    });
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
