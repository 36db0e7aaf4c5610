import { describe, expect, it } from 'vitest';
import {
  findPreset,
  type GeometryPreset,
  mergePresets,
  presetNameFault,
  presetsFileText,
  presetValues,
  type ReadPresets,
  readPresets,
} from '../../src/conversion/geometryPresets';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import type { SourcedGeometry } from '../../src/domain/geometry';
import type { PresetFault, PresetFileFault } from '../../src/domain/preset';
import {
  explainImport,
  explainPresetFault,
  explainPresetFile,
  explainRejected,
} from '../../src/wording/presetWords';

const TITAN = {
  name: 'Titan 660',
  values: { highTensionKv: 300, detectorDistanceMm: 1234.5, binning: 2, beamline: 'CETAD_TUI' },
};

function fileOf(presets: unknown, head: object = { format: 'pedestal-presets', version: 1 }): string {
  return JSON.stringify({ ...head, presets });
}

function readGood(text: string): ReadPresets {
  const read = readPresets(text);
  if ('code' in read) throw new Error(read.code);
  return read;
}

/** What is wrong with a lone preset that has this name and these values. */
function faultsOf(values: unknown, name: unknown = 'P'): readonly PresetFault[] | undefined {
  const { presets, rejected } = readGood(fileOf([{ name, values }]));
  expect(presets).toEqual([]);
  expect(rejected).toHaveLength(1);
  return rejected[0]?.faults;
}

describe('values that a preset keeps', () => {
  it('are those that a set-up fixes, of any origin, but no derived wavelength', () => {
    const geometry: SourcedGeometry = {
      highTensionKv: { value: 300, origin: 'file' },
      wavelengthAngstrom: { value: 0.01968749, origin: 'derived' },
      detectorDistanceMm: { value: 1234.5, origin: 'typed' },
      pixelSizeMm: { value: 0.028, origin: 'preset' },
      binning: { value: 2, origin: 'suggested' },
      oscillationStartDeg: { value: -30, origin: 'typed' },
      oscillationPerFrameDeg: { value: 0.5, origin: 'typed' },
      beamCentreFastPx: { value: 1020, origin: 'typed' },
      beamCentreSlowPx: { value: 1030, origin: 'typed' },
      gainCountsPerElectron: { value: 26, origin: 'example' },
      exposureSec: { value: 0.5, origin: 'file' },
      beamline: { value: 'CETAD_TUI', origin: 'default' },
      date: { value: 'Sun Nov 22 11:15:08 2026', origin: 'typed' },
    };
    expect(presetValues(geometry)).toEqual({
      highTensionKv: 300,
      detectorDistanceMm: 1234.5,
      pixelSizeMm: 0.028,
      binning: 2,
      gainCountsPerElectron: 26,
      beamline: 'CETAD_TUI',
    });
  });

  it('are with a typed wavelength, or one of another preset', () => {
    for (const origin of ['typed', 'preset'] as const) {
      expect(presetValues({ wavelengthAngstrom: { value: 0.0251, origin } })).toEqual({
        wavelengthAngstrom: 0.0251,
      });
    }
  });
});

describe('a preset name', () => {
  it.each<[string, PresetFault | undefined]>([
    ['Titan, 660 mm "low" µ', undefined],
    ['x'.repeat(60), undefined],
    ['x'.repeat(61), { code: 'longName', limit: 60 }],
    ['', { code: 'noName' }],
    ['a\tb', { code: 'controlCharacter' }],
    ['Ceta / Ceta-D 2x2, 200 kV', { code: 'builtInName' }],
  ])('%j: %j', (name, fault) => {
    expect(presetNameFault(name)).toEqual(fault);
  });
});

describe('a presets file', () => {
  it('is pretty-printed JSON with format and version', () => {
    const own = [{ id: 'own:A', name: 'A', values: { highTensionKv: 200, binning: 1 } }];
    expect(presetsFileText(own)).toBe(`{
  "format": "pedestal-presets",
  "version": 1,
  "presets": [
    {
      "name": "A",
      "values": {
        "highTensionKv": 200,
        "binning": 1
      }
    }
  ]
}
`);
  });

  it('gives its presets as they are, with the name trimmed', () => {
    const values = {
      highTensionKv: 3000,
      wavelengthAngstrom: 1e-7,
      detectorDistanceMm: 100_000,
      pixelSizeMm: 0.028,
      binning: 99,
      gainCountsPerElectron: 26.5,
      beamline: 'B 12',
    };
    expect(readPresets(fileOf([{ name: ' Lab 1 ', values }]))).toEqual({
      presets: [{ id: 'own:Lab 1', name: 'Lab 1', values }],
      rejected: [],
    });
  });

  it('reads back what was written', () => {
    const { presets } = readGood(fileOf([TITAN, { name: 'B', values: { gainCountsPerElectron: 0.1 } }]));
    expect(presets).toHaveLength(2);
    expect(readPresets(presetsFileText(presets))).toEqual({ presets, rejected: [] });
  });

  it.each<[string, PresetFileFault]>([
    ['[]', { code: 'wrongFormat' }],
    ['null', { code: 'wrongFormat' }],
    ['7', { code: 'wrongFormat' }],
    [fileOf([TITAN], { version: 1 }), { code: 'wrongFormat' }],
    [fileOf([TITAN], { format: 'other', version: 1 }), { code: 'wrongFormat' }],
    [
      fileOf([TITAN], { format: 'pedestal-presets', version: 2 }),
      { code: 'wrongVersion', version: '2', supported: 1 },
    ],
    [
      fileOf([TITAN], { format: 'pedestal-presets', version: '1' }),
      { code: 'wrongVersion', version: '"1"', supported: 1 },
    ],
    [
      fileOf([TITAN], { format: 'pedestal-presets' }),
      { code: 'wrongVersion', version: '(none)', supported: 1 },
    ],
    [fileOf(undefined), { code: 'noList' }],
    [fileOf({ a: TITAN }), { code: 'noList' }],
  ])('%s is refused', (text, fault) => {
    expect(readPresets(text)).toEqual(fault);
  });

  it.each(['', '{', 'a,b\n1,2', '{"format": "pedestal-presets"'])('%j is not JSON', (text) => {
    expect(readPresets(text)).toMatchObject({ code: 'notJson', detail: expect.stringMatching(/./) });
  });
});

describe('a preset in a file', () => {
  it.each([null, 5, 'Titan', [], {}, { name: 'A' }, { values: {} }, { name: 5, values: {} }].map((e) => [e]))(
    '%j is none',
    (entry) => {
      const rejected = [{ position: 1, faults: [{ code: 'notAPreset' }] }];
      expect(readPresets(fileOf([entry]))).toEqual({ presets: [], rejected });
    },
  );

  it.each<[unknown, PresetFault]>([
    [{ highTensionKv: '300' }, { code: 'wrongType', key: 'highTensionKv', wanted: 'number' }],
    [{ detectorDistanceMm: null }, { code: 'wrongType', key: 'detectorDistanceMm', wanted: 'number' }],
    [{ binning: '2x2' }, { code: 'wrongType', key: 'binning', wanted: 'number' }],
    [{ gainCountsPerElectron: [26] }, { code: 'wrongType', key: 'gainCountsPerElectron', wanted: 'number' }],
    [{ beamline: 1 }, { code: 'wrongType', key: 'beamline', wanted: 'text' }],
    [
      { highTensionKv: 200_000 },
      { code: 'badValue', key: 'highTensionKv', value: 200_000, fault: { code: 'tooLarge', most: 3000 } },
    ],
    [
      { wavelengthAngstrom: 11 },
      { code: 'badValue', key: 'wavelengthAngstrom', value: 11, fault: { code: 'tooLarge', most: 10 } },
    ],
    [
      { detectorDistanceMm: -5 },
      { code: 'badValue', key: 'detectorDistanceMm', value: -5, fault: { code: 'notAbove', limit: 0 } },
    ],
    [
      { pixelSizeMm: 28 },
      { code: 'badValue', key: 'pixelSizeMm', value: 28, fault: { code: 'tooLarge', most: 10 } },
    ],
    [
      { gainCountsPerElectron: 0 },
      { code: 'badValue', key: 'gainCountsPerElectron', value: 0, fault: { code: 'notAbove', limit: 0 } },
    ],
    ...[0, 2.5, 100, -2].map((value): [unknown, PresetFault] => [
      { binning: value },
      { code: 'badValue', key: 'binning', value, fault: { code: 'notACount', least: 1, most: 99 } },
    ]),
    [
      { beamline: 'A;B' },
      {
        code: 'badValue',
        key: 'beamline',
        value: 'A;B',
        fault: { code: 'badHeaderText', longest: 60 },
      },
    ],
    [{ beamline: ' ' }, { code: 'badValue', key: 'beamline', value: ' ', fault: { code: 'empty' } }],
    [{ oscillationStartDeg: 1 }, { code: 'unknownValue', key: 'oscillationStartDeg' }],
    [{ exposureSec: 1 }, { code: 'unknownValue', key: 'exposureSec' }],
    [{ beamCentreFastPx: 1 }, { code: 'unknownValue', key: 'beamCentreFastPx' }],
    [{ cameraLength: 660 }, { code: 'unknownValue', key: 'cameraLength' }],
    [{}, { code: 'noValues' }],
  ])('is refused with %j, though the rest is good', (bad, fault) => {
    const lone = Object.keys(bad as object).length === 0;
    expect(faultsOf(lone ? bad : { pixelSizeMm: 0.028, ...(bad as object) })).toEqual([fault]);
  });

  it('is refused with a number too large for a double', () => {
    const text =
      '{"format":"pedestal-presets","version":1,"presets":[{"name":"P","values":{"binning":1e999}}]}';
    expect(readGood(text).rejected[0]?.faults[0]?.code).toBe('badValue');
  });

  it('is refused with a bad name, which does not stand for it then', () => {
    const values = { binning: 2 };
    expect(readGood(fileOf([TITAN, { name: ' ', values }]))).toMatchObject({
      presets: [{ name: 'Titan 660' }],
      rejected: [{ position: 2, faults: [{ code: 'noName' }] }],
    });
    expect(faultsOf(values, 'Ceta / Ceta-D 1x1, 300 kV')).toEqual([{ code: 'builtInName' }]);
    expect(faultsOf(values, 'x'.repeat(61))).toEqual([{ code: 'longName', limit: 60 }]);
  });

  it('says everything that is wrong with it', () => {
    expect(faultsOf({ x: 1, pixelSizeMm: 28, binning: '2' })).toEqual([
      { code: 'unknownValue', key: 'x' },
      { code: 'badValue', key: 'pixelSizeMm', value: 28, fault: { code: 'tooLarge', most: 10 } },
      { code: 'wrongType', key: 'binning', wanted: 'number' },
    ]);
  });

  it('leaves the good ones of the file; of one name the first counts', () => {
    const read = readGood(
      fileOf([
        TITAN,
        { name: 'Bad', values: { binning: 0 } },
        { name: ' Titan 660', values: { binning: 4 } },
        { name: 'C', values: { binning: 1 } },
      ]),
    );
    expect(read.presets).toEqual([
      { id: 'own:Titan 660', ...TITAN },
      { id: 'own:C', name: 'C', values: { binning: 1 } },
    ]);
    expect(read.rejected).toMatchObject([
      { position: 2, name: 'Bad', faults: [{ code: 'badValue' }] },
      { position: 3, name: 'Titan 660', faults: [{ code: 'nameTwice' }] },
    ]);
  });
});

describe('presets put together', () => {
  const preset = (name: string, binning: number): GeometryPreset => ({
    id: `own:${name}`,
    name,
    values: { binning },
  });

  it('replaces an equal name in its place and adds the others at the end', () => {
    expect(
      mergePresets([preset('A', 1), preset('B', 1)], [preset('C', 2), preset('A', 2), preset('a', 4)]),
    ).toEqual({
      presets: [preset('A', 2), preset('B', 1), preset('C', 2), preset('a', 4)],
      added: 2,
      replaced: 1,
    });
  });

  it('finds built-in ones and own ones by id', () => {
    expect(findPreset('own:A', [preset('A', 8)])?.values).toEqual({ binning: 8 });
    expect(findPreset('ceta-1-300', [preset('A', 8)])?.values).toEqual({
      highTensionKv: 300,
      binning: 1,
      pixelSizeMm: 0.014,
    });
    expect(findPreset('own:B', [preset('A', 8)])).toBeUndefined();
    expect(findPreset(undefined, [preset('A', 8)])).toBeUndefined();
  });

  it('gives a series the values of an own preset', () => {
    const series = {
      key: 'k',
      folder: '',
      stem: 'k',
      digits: 1,
      frames: [],
      gaps: [],
      shape: undefined,
      numbering: { by: 'number' as const, options: ['number' as const] },
      copies: [],
    };
    const settings = { ...NEW_SERIES, presetId: 'own:A', typed: { highTensionKv: '80' } };
    const own = [{ id: 'own:A', name: 'A', values: { highTensionKv: 300, gainCountsPerElectron: 27 } }];
    expect(viewSeries(series, new Map(), settings, own).geometry).toMatchObject({
      highTensionKv: { value: 80, origin: 'typed' },
      gainCountsPerElectron: { value: 27, origin: 'preset' },
    });
  });
});

describe('what is said of presets', () => {
  it('names every preset that was not taken and why', () => {
    const rejected = [
      {
        position: 2,
        name: 'Titan',
        faults: [
          { code: 'badValue', key: 'pixelSizeMm', value: 28, fault: { code: 'tooLarge', most: 10 } },
          { code: 'unknownValue', key: 'x' },
        ],
      },
      { position: 4, faults: [{ code: 'noName' }] },
    ] as const;
    const sentence = explainImport(1, 3, rejected);
    for (const fact of [
      '1 preset added, 3 replaced',
      '2 presets not ',
      '\u201cTitan\u201d (Pixel size (mm) 28 must be at most 10; "x" ',
      'preset 4 ',
    ]) {
      expect(sentence).toContain(fact);
    }
    expect(explainImport(2, 0, [])).toBe('2 presets added, 0 replaced.');
    expect(explainRejected([])).toBe('');
  });

  it.each<[PresetFault, string]>([
    [{ code: 'wrongType', key: 'beamline', wanted: 'text' }, 'Beamline must be text'],
    [{ code: 'wrongType', key: 'binning', wanted: 'number' }, 'Binning must be a number'],
    [{ code: 'longName', limit: 60 }, 'at most 60 characters'],
  ])('%j', (fault, text) => {
    expect(explainPresetFault(fault)).toBe(text);
  });

  it.each<[PresetFileFault, RegExp]>([
    [{ code: 'tooLarge', sizeBytes: 2e9, limitBytes: 1e6 }, /2\.00 GB.* 1\.00 MB/],
    [{ code: 'wrongVersion', version: '2', supported: 1 }, /version 2; .* version 1\./],
    [{ code: 'notJson', detail: 'Unexpected end' }, /\(Unexpected end\)/],
    [{ code: 'unreadable', detail: 'gone' }, /\(gone\)/],
  ])('%j has cause and remedy', (fault, cause) => {
    const explained = explainPresetFile(fault);
    expect(explained.cause).toMatch(cause);
    expect(explained.remedy).toMatch(/\.$/);
  });
});
