import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenBytes, goldenCase, goldenCases } from '../golden/golden';
import { describeWithOracles } from '../support/oracle';
import { readSmvFile } from '../support/outputs';
import {
  at,
  type Choices,
  convertFiles,
  type Exported,
  FULL_GEOMETRY,
  fileOf,
  MRC,
  outputOf,
} from '../unit/fixtures';
import { type DxtbxFacts, factsOf, pixelDigest, type ReadBack, readBack } from './readers';

/** The golden frames, exported and read back by mrcfile, fabio and dxtbx. */

const SERIES = [
  'worked-example',
  'all-positive',
  'float-fraction',
  'unsigned-16',
  'clip-high',
  'even-median',
];
const LONG_BEAMLINE = 'A beamline whose name is as long as the form lets it be: sixty';

/** Raw pixels of a golden TIA file of the series, read by hand. */
function rawPixels(file: string, pixelType: string): number[] {
  const view = new DataView(goldenBytes(file).buffer, 10);
  const read: Record<string, (i: number) => number> = {
    int32: (i) => view.getInt32(4 * i, true),
    uint16: (i) => view.getUint16(2 * i, true),
    float32: (i) => view.getFloat32(4 * i, true),
  };
  const get = read[pixelType];
  if (get === undefined) throw new Error(`no reader for ${pixelType}`);
  return Array.from({ length: 20 }, (_, i) => get(i));
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function convertSeries(name: string, choices: Choices = {}): Promise<Exported> {
  const files = goldenCase('series', name).frames.map(({ file }) => fileOf(goldenBytes(file), nameOf(file)));
  return convertFiles(files, choices);
}

describeWithOracles('golden frames as other programs read them', ['mrcfile', 'fabio', 'dials'], () => {
  let folder = '';
  let found: ReadonlyMap<string, ReadBack> = new Map();
  const exports = new Map<string, Exported>();

  function readingOf(file: string): ReadBack {
    const reading = found.get(file);
    if (reading === undefined)
      throw new Error(`${file} was not read; there are ${[...found.keys()].join(', ')}`);
    return reading;
  }

  function dxtbxOf(file: string): DxtbxFacts {
    const { warnings, ...facts } = factsOf(readingOf(file).dxtbx);
    expect(warnings).toEqual([]);
    return facts;
  }

  async function save(top: string, exported: Exported): Promise<void> {
    exports.set(top, exported);
    for (const [path, bytes] of exported.files) {
      const target = join(folder, top, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pedestal-golden-'));
    for (const name of SERIES) await save('series', await convertSeries(name, { typed: FULL_GEOMETRY }));
    const reversed = { ...FULL_GEOMETRY, oscillationStartDeg: '30', oscillationPerFrameDeg: '-0.5' };
    await save('reversed', await convertSeries('even-median', { typed: reversed }));
    await save('placeholders', await convertSeries('worked-example', { acceptPlaceholders: true }));
    const long = {
      ...FULL_GEOMETRY,
      beamline: LONG_BEAMLINE.slice(0, 60),
      wavelengthAngstrom: '0.0250793405',
      detectorDistanceMm: '1234.56789012',
      pixelSizeMm: '0.0280012345678',
      oscillationStartDeg: '-30.0123456789',
      beamCentreFastPx: '3.25001234567',
      beamCentreSlowPx: '1.50001234567',
      gainCountsPerElectron: '26.5123456789',
    };
    await save('long', await convertSeries('worked-example', { typed: long }));
    for (const { name, tiaFile } of goldenCases('mrcExpected')) {
      const source = fileOf(goldenBytes(tiaFile), `${name}_001.bin`);
      await save('types', await convertFiles([source], { typed: FULL_GEOMETRY }, MRC));
    }
    found = new Map((await readBack(folder)).map((reading) => [reading.file, reading]));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each(SERIES.map((name) => goldenCase('series', name)))('series $name', (golden) => {
    const base = (file: string) => nameOf(file).replace('.bin', '');
    const smv = (file: string) => `series/${golden.name}/smv/${base(file)}.img`;
    const mrc = (file: string) => `series/${golden.name}/mrc/${base(file)}.mrc`;

    it('has the SMV pixels of numpy in fabio and dxtbx', () => {
      for (const { file, smvValues = [] } of golden.frames) {
        const { fabio, dxtbx } = readingOf(smv(file));
        const expected = pixelDigest(smvValues);
        expect([factsOf(fabio).shape, factsOf(fabio).sha1]).toEqual([[4, 5], expected]);
        expect([factsOf(dxtbx).shape, factsOf(dxtbx).sha1]).toEqual([[4, 5], expected]);
      }
    });

    it('has the raw pixels in the MRC files, clean for mrcfile.validate, for every reader', () => {
      for (const { file } of golden.frames) {
        const { mrcfile, fabio, dxtbx } = readingOf(mrc(file));
        // clip-high has an int32 that float32 does not hold: it becomes the nearest one
        const expected = pixelDigest(rawPixels(file, golden.pixelType).map(Math.fround));
        const facts = factsOf(mrcfile);
        expect([facts.valid, facts.findings, facts.warnings]).toEqual([true, [], []]);
        expect([facts.shape, facts.sha1]).toEqual([[4, 5], expected]);
        expect(factsOf(fabio).sha1).toBe(expected);
        expect(factsOf(dxtbx).sha1).toBe(expected);
      }
    });

    it('has its geometry in dxtbx, class FormatSMVADSC', () => {
      const first = golden.frames[0]?.number ?? 0;
      for (const { file, number } of golden.frames) {
        const facts = dxtbxOf(smv(file));
        expect(facts.format).toBe('FormatSMVADSC');
        expect(facts.imageSize).toEqual([5, 4]);
        expect(facts.pixelMm).toEqual([0.028, 0.028]);
        expect(facts.beamCentrePx[0]).toBeCloseTo(3.25, 9);
        expect(facts.beamCentrePx[1]).toBeCloseTo(1.5, 9);
        expect(facts.pedestal).toBe(golden.pedestalRule);
        expect(facts.gain).toBe(26.5);
        expect(facts.distanceMm).toBe(1234.5);
        expect(facts.wavelengthAngstrom).toBeCloseTo(0.025079, 6);
        expect(facts.oscillation?.[0]).toBeCloseTo(-30 + 0.5 * (number - first), 9);
        expect(facts.oscillation?.[1]).toBe(0.5);
        expect(facts.imageRange).toEqual([number, number]);
        expect(facts.rotationAxis).toEqual([1, 0, 0]);
        expect(facts.trustedRange).toEqual([-1 - golden.pedestalRule, 65535 - golden.pedestalRule]);
        expect(facts.epoch).toBe(Date.UTC(2026, 10, 22, 11, 15, 8) / 1000);
      }
    });
  });

  it('a negative rotation rises about the reversed axis, gaps counted', () => {
    const facts = [9, 10, 12, 13].map((number) =>
      dxtbxOf(`reversed/even-median/smv/even-median_${String(number).padStart(3, '0')}.img`),
    );
    for (const [i, start] of [-30, -29.5, -28.5, -28].entries()) {
      const { oscillation } = at(facts, i);
      expect(oscillation?.[0]).toBeCloseTo(start, 9);
      expect(oscillation?.[1]).toBe(0.5);
    }
    for (const { rotationAxis } of facts) expect(rotationAxis).toEqual([-1, 0, 0]);
  });

  it('a header longer than 512 bytes keeps its pixels and its numbers', () => {
    const golden = goldenCase('series', 'worked-example');
    for (const { file, smvValues = [] } of golden.frames) {
      const path = `worked-example/smv/${nameOf(file).replace('.bin', '.img')}`;
      const exported = exports.get('long');
      if (exported === undefined) throw new Error('not exported');
      expect(readSmvFile(outputOf(exported, path)).headerBytes).toBe(1024);
      const { bytes, fabio } = readingOf(`long/${path}`);
      expect(bytes).toBe(1024 + 2 * 20);
      expect(factsOf(fabio).sha1).toBe(pixelDigest(smvValues));
      const facts = dxtbxOf(`long/${path}`);
      expect(facts.sha1).toBe(pixelDigest(smvValues));
      expect([facts.pedestal, facts.gain, facts.distanceMm]).toEqual([1855, 26.5123456789, 1234.56789012]);
      expect(facts.wavelengthAngstrom).toBe(0.0250793405);
      expect(facts.beamCentrePx[0]).toBeCloseTo(3.25001234567, 8);
      expect(facts.beamCentrePx[1]).toBeCloseTo(1.50001234567, 8);
    }
  });

  it('placeholders open in dxtbx, the beam in the middle', () => {
    const golden = goldenCase('series', 'worked-example');
    const { file, smvValues = [] } = at(golden.frames, 0);
    const path = `placeholders/worked-example/smv/${nameOf(file).replace('.bin', '.img')}`;
    const facts = dxtbxOf(path);
    expect(facts.format).toBe('FormatSMVADSC');
    expect(facts.sha1).toBe(pixelDigest(smvValues));
    expect(facts.beamCentrePx.map((value) => Number(value.toFixed(9)))).toEqual([2.5, 2]);
    expect([facts.distanceMm, facts.wavelengthAngstrom, facts.gain]).toEqual([1, 1, 1]);
    expect(facts.oscillation).toEqual([0, 1]);
  });

  describe.each(goldenCases('mrcExpected'))('MRC of $name', (golden) => {
    const path = `types/${golden.name}/mrc/${golden.name}_001.mrc`;

    it('is valid, silent and the same values for mrcfile', () => {
      const { valid, findings, warnings, mode, shape, sha1 } = factsOf(readingOf(path).mrcfile);
      expect([valid, findings, warnings, mode]).toEqual([true, [], [], golden.mode]);
      expect(shape).toEqual([golden.slowSize, golden.fastSize]);
      expect(sha1).toBe(pixelDigest(golden.values));
    });

    it('has its statistics, labels and pixel size in mrcfile', () => {
      const { min, max, mean, rms, labels, voxel } = factsOf(readingOf(path).mrcfile);
      expect([min, max]).toEqual([golden.dmin, golden.dmax]);
      expect([mean, rms]).toEqual([Math.fround(golden.mean), Math.fround(golden.std)]);
      expect(labels.at(-1)?.trimEnd()).toBe(`source: ${golden.name}_001.bin`);
      // 0.028 mm in angstrom
      for (const edge of voxel) expect(edge).toBeCloseTo(280000, 0);
    });

    it('is the same values for fabio and dxtbx', () => {
      const { fabio, dxtbx } = readingOf(path);
      expect(factsOf(fabio).sha1).toBe(pixelDigest(golden.values));
      expect(factsOf(dxtbx).sha1).toBe(pixelDigest(golden.values));
    });
  });
});
