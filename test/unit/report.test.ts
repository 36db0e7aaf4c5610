import { describe, expect, it } from 'vitest';
import { LEGINON_CHOICE, PLAIN_STORING } from '../../src/domain/conversion';
import { framePlace } from '../../src/domain/frame';
import { AS_FOUND } from '../../src/domain/readingChoice';
import type { ExportRecipe, RecipeFrame } from '../../src/domain/recipe';
import { conversionJson, framesCsv } from '../../src/pipeline/report';
import { layoutOf } from './fixtures';

function frame(number: number, change: Partial<RecipeFrame> = {}): RecipeFrame {
  return {
    number,
    source: `run/x_00${number}.bin`,
    sourceBytes: 70,
    lastModifiedMs: 0,
    place: framePlace(layoutOf(), 0),
    statistics: { min: -10, max: 20, mean: 1.5, std: 2.25 },
    fingerprint: 7,
    expectedLow: [0, 0],
    expectedHigh: [0, 0],
    ...change,
  };
}

const RECIPE: ExportRecipe = {
  program: 'Pedestal',
  version: '9.8.7',
  outputFolder: 'x',
  stem: 'x',
  digits: 3,
  shape: { fastSize: 5, slowSize: 3, pixelType: 'int32' },
  outputs: ['smv', 'mrc'],
  leginonHeaders: false,
  choice: LEGINON_CHOICE,
  reading: AS_FOUND,
  numbering: { by: 'number', chosenByUser: false, copiesSkipped: [] },
  offset: 2000,
  pedestal: 1855,
  ...PLAIN_STORING,
  geometry: {
    oscillationStartDeg: { value: -30, origin: 'typed' },
    oscillationPerFrameDeg: { value: 0.1, origin: 'file' },
    binning: { value: 2, origin: 'suggested' },
  },
  headerGeometry: { oscillationStartDeg: -30, oscillationPerFrameDeg: 0.1, binning: 2, exposureSec: 1 },
  placeholders: ['exposureSec'],
  axisRows: undefined,
  beamStop: undefined,
  firstNumber: 1,
  frames: [frame(2), frame(4)],
  excluded: [{ number: 3, source: 'run/x_003.bin', reason: 'excluded by the user' }],
  gaps: [[5, 6]],
  warnings: [{ code: 'gaps', message: 'Frame numbers 5-6 are missing.' }],
};
const WRITTEN = [
  { number: 2, truncatedLow: 7, truncatedHigh: 0 },
  { number: 4, truncatedLow: 1, truncatedHigh: 2 },
];
const HEAD =
  'number,source,included,oscillation_start_deg,minimum,maximum,mean,standard_deviation,truncated_at_0,truncated_at_65535';

function linesOf(recipe: ExportRecipe, written = WRITTEN): string[] {
  return framesCsv(recipe, written).split('\n');
}

describe('frame table', () => {
  it('has a line a frame in the order of the numbers, excluded ones too; angles follow the numbers', () => {
    expect(linesOf(RECIPE)).toEqual([
      HEAD,
      '2,run/x_002.bin,yes,-29.9,-10,20,1.5,2.25,7,0',
      '3,run/x_003.bin,no,-29.8,,,,,,',
      '4,run/x_004.bin,yes,-29.7,-10,20,1.5,2.25,1,2',
      '',
    ]);
  });

  it.each([
    ['a,b.bin', '"a,b.bin"'],
    ['a"b.bin', '"a""b.bin"'],
    ['a\nb.bin', '"a\nb.bin"'],
    ['a\rb.bin', '"a\rb.bin"'],
    ['plain name.bin', 'plain name.bin'],
    // What a spreadsheet would run.
    ['=cmd|calc!A1_1.bin', "'=cmd|calc!A1_1.bin"],
    ['+x_1.bin', "'+x_1.bin"],
    ['-5_1.bin', "'-5_1.bin"],
    ['@SUM(A1)_1.bin', "'@SUM(A1)_1.bin"],
    ['\t=1_1.bin', "'\t=1_1.bin"],
    ['="a",1.bin', `"'=""a"",1.bin"`],
    ['a=b.bin', 'a=b.bin'],
  ])('writes %j so that it is one text', (source, cell) => {
    const text = framesCsv({ ...RECIPE, frames: [frame(2, { source })], excluded: [] }, WRITTEN);
    expect(text).toBe(`${HEAD}\n2,${cell},yes,-29.9,-10,20,1.5,2.25,7,0\n`);
  });

  it('has no counts where no SMV was written', () => {
    expect(linesOf(RECIPE, [])[1]).toBe('2,run/x_002.bin,yes,-29.9,-10,20,1.5,2.25,,');
  });

  it('has no angles where they are placeholders or unknown', () => {
    const placeholder = linesOf({ ...RECIPE, placeholders: ['oscillationStartDeg'] })[1];
    const unknown = linesOf({ ...RECIPE, headerGeometry: {} })[1];
    expect(placeholder).toBe('2,run/x_002.bin,yes,,-10,20,1.5,2.25,7,0');
    expect(unknown).toBe(placeholder);
  });

  it('keeps every digit of the statistics', () => {
    const statistics = { min: -12.75, max: 70000.5, mean: 0.1, std: 1 / 3 };
    const line = linesOf({ ...RECIPE, frames: [frame(2, { statistics })] })[1];
    expect(line).toBe('2,run/x_002.bin,yes,-29.9,-12.75,70000.5,0.1,0.3333333333333333,7,0');
  });
});

describe('report', () => {
  const finishedAt = new Date(Date.UTC(2026, 10, 22, 11, 15, 8));

  it('says why there are no digests, where there are none', () => {
    const reportWith = (sha256: string | null) => {
      const digests = { sources: new Map([[2, sha256]]), outputs: [{ path: 'a', bytes: 1, sha256 }] };
      return JSON.parse(conversionJson(RECIPE, WRITTEN, finishedAt, digests));
    };
    const without = reportWith(null);
    expect(without.files).toEqual([{ path: 'a', bytes: 1, sha256: null }]);
    expect(without.frames[0].sourceData.sha256).toBeNull();
    expect(without.sha256Missing).toMatch(/\S/);
    expect(reportWith('ab')).not.toHaveProperty('sha256Missing');
  });

  function reportOf(change: Partial<ExportRecipe> = {}, written = WRITTEN) {
    return JSON.parse(conversionJson({ ...RECIPE, ...change }, written, finishedAt));
  }

  it('says what was done, with which values, and what it cost', () => {
    expect(reportOf()).toMatchObject({
      program: { name: 'Pedestal', version: '9.8.7' },
      finishedAt: '2026-11-22T11:15:08.000Z',
      series: {
        stem: 'x',
        frames: 2,
        fastSize: 5,
        slowSize: 3,
        pixelType: 'int32',
        missingNumbers: [[5, 6]],
      },
      formats: { smv: true, mrc: true },
      offset: { LEGINON_OFFSET: 2000, choice: 'leginon', cap: 2000 },
      pedestal: { IMAGE_PEDESTAL: 1855, choice: 'leginon' },
      smvPixel: 'min(max(trunc(raw + offset), 0), 65535)',
      truncated: { at0: 8, at65535: 2 },
      warnings: [{ code: 'gaps', message: 'Frame numbers 5-6 are missing.' }],
      excluded: [{ number: 3, source: 'run/x_003.bin', reason: 'excluded by the user' }],
      frames: [
        { number: 2, source: 'run/x_002.bin', sourceBytes: 70, truncatedAt0: 7, truncatedAt65535: 0 },
        { number: 4, source: 'run/x_004.bin', sourceBytes: 70, truncatedAt0: 1, truncatedAt65535: 2 },
      ],
    });
  });

  it('says where each value comes from, and which are placeholders or missing', () => {
    const { geometry, placeholders } = reportOf();
    expect(geometry.oscillationStartDeg).toEqual({ value: -30, origin: 'typed' });
    expect(geometry.oscillationPerFrameDeg).toEqual({ value: 0.1, origin: 'file' });
    expect(geometry.binning).toEqual({ value: 2, origin: 'suggested' });
    expect(geometry.exposureSec).toEqual({ value: 1, origin: 'placeholder' });
    expect(geometry.gainCountsPerElectron).toEqual({ value: null, origin: 'missing' });
    expect(geometry.date).toEqual({ value: 'modified time of each source file', origin: 'file' });
    expect(placeholders).toEqual(['TIME']);
  });

  it.each(['leginon', 'median', 'restoreRawZero'] as const)('names the pedestal %s', (kind) => {
    const { pedestal } = reportOf({ choice: { ...LEGINON_CHOICE, pedestal: { kind } } });
    expect(pedestal.choice).toBe(kind);
    expect(pedestal.rule).not.toBe('');
  });

  it('says how float pixels were stored, and nothing where that is as Leginon does it', () => {
    const plain = reportOf();
    expect(plain.smvPixel).toBe('min(max(trunc(raw + offset), 0), 65535)');
    expect(plain).not.toHaveProperty('fractions');
    const scaled = reportOf({
      rounding: 'nearest',
      scale: 8,
      headerGeometry: { ...RECIPE.headerGeometry, gainCountsPerElectron: 4 },
    });
    expect(scaled.smvPixel).toBe('min(max(rint(raw * scale + offset), 0), 65535)');
    expect(scaled.fractions).toEqual({ choice: 'nearest', scale: 8, GAIN: 4 });
  });

  it('names typed values as typed', () => {
    const report = reportOf({
      choice: {
        ...LEGINON_CHOICE,
        cap: 500,
        offset: { kind: 'typed', offset: 7 },
        pedestal: { kind: 'typed', pedestal: 3 },
      },
      offset: 7,
      pedestal: 3,
    });
    expect(report.offset).toMatchObject({ LEGINON_OFFSET: 7, choice: 'typed', cap: 500 });
    expect(report.pedestal).toEqual({ IMAGE_PEDESTAL: 3, choice: 'typed', rule: 'typed by the user' });
  });

  it('counts nothing where no SMV was written', () => {
    const report = reportOf({ outputs: ['mrc'] }, []);
    expect(report.truncated).toBeNull();
    expect(report.frames[0]).toMatchObject({ truncatedAt0: null, truncatedAt65535: null });
  });

  it('names the section of a stack, counted from 1', () => {
    expect(reportOf({ frames: [frame(2, { section: 2 })] }).frames[0].section).toBe(2);
    expect(reportOf().frames[0].section).toBeUndefined();
  });
});
