import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../src/domain/geometry';
import {
  formatHeaderNumber,
  isHeaderText,
  type SmvHeaderInput,
  smvHeaderText,
  writeSmvHeader,
} from '../../src/outputs/smvHeader';

const GEOMETRY: Geometry = {
  highTensionKv: 200,
  wavelengthAngstrom: 0.02507934,
  detectorDistanceMm: 1234.5,
  pixelSizeMm: 0.028,
  binning: 2,
  oscillationStartDeg: -30,
  oscillationPerFrameDeg: 0.5,
  beamCentreFastPx: 1000,
  beamCentreSlowPx: 500.5,
  gainCountsPerElectron: 26.5,
  exposureSec: 0.75,
  beamline: 'CETAD_TUI',
};

function inputOf(change: Partial<SmvHeaderInput> = {}, geometry: Partial<Geometry> = {}): SmvHeaderInput {
  return {
    fastSize: 2048,
    slowSize: 1024,
    geometry: { ...GEOMETRY, ...geometry },
    framesAfterFirst: 0,
    offset: 2000,
    scale: 1,
    pedestal: 1855,
    date: 'Sun Nov 22 11:15:08 2026',
    placeholders: [],
    ...change,
  };
}

function valueIn(text: string, key: string): string | undefined {
  return new RegExp(`\n${key}=(.*);\n`).exec(text)?.[1];
}

describe('SMV header', () => {
  it('is this text', () => {
    expect(smvHeaderText(inputOf({ framesAfterFirst: 3 }))).toBe(
      [
        '{',
        'HEADER_BYTES=  512;',
        'TYPE=unsigned_short;',
        'BYTE_ORDER=little_endian;',
        'DIM=2;',
        'SIZE1=2048;',
        'SIZE2=1024;',
        'DISTANCE=1234.5;',
        'WAVELENGTH=0.02507934;',
        'PIXEL_SIZE=0.028;',
        'OSC_RANGE=0.5;',
        'OSC_START=-28.5;',
        'BEAM_CENTER_X=14.014;',
        'BEAM_CENTER_Y=28;',
        'PHI=-28.5;',
        'TWOTHETA=0;',
        'TIME=0.75;',
        'ACC_TIME=750;',
        'GAIN=26.5;',
        'BIN=2x2;',
        'ADC=fast;',
        'BIN_TYPE=HW;',
        'CREV=1;',
        'BEAMLINE=CETAD_TUI;',
        'DATE=Sun Nov 22 11:15:08 2026;',
        'IMAGE_PEDESTAL=1855;',
        'LEGINON_OFFSET=2000;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('is padded with spaces to 512 bytes', () => {
    const bytes = writeSmvHeader(inputOf());
    const text = smvHeaderText(inputOf());
    expect(bytes).toHaveLength(512);
    expect(new TextDecoder('ascii').decode(bytes)).toBe(text.padEnd(512, ' '));
  });

  it('puts the slow coordinate of the beam into X and the fast one into Y', () => {
    const text = smvHeaderText(inputOf({}, { beamCentreFastPx: 100, beamCentreSlowPx: 7, pixelSizeMm: 0.5 }));
    expect(valueIn(text, 'BEAM_CENTER_X')).toBe('3.5');
    expect(valueIn(text, 'BEAM_CENTER_Y')).toBe('50');
  });

  it('leaves out the keys that have no value', () => {
    const text = smvHeaderText({ ...inputOf(), geometry: { beamline: 'X' } });
    const keys = [...text.matchAll(/\n([A-Z_0-9]+)=/g)].map(([, key]) => key);
    expect(keys).toEqual([
      'HEADER_BYTES',
      'TYPE',
      'BYTE_ORDER',
      'DIM',
      'SIZE1',
      'SIZE2',
      'TWOTHETA',
      'ADC',
      'BIN_TYPE',
      'CREV',
      'BEAMLINE',
      'DATE',
      'IMAGE_PEDESTAL',
      'LEGINON_OFFSET',
    ]);
  });

  it('names its placeholders', () => {
    const text = smvHeaderText(inputOf({ placeholders: ['DISTANCE', 'TIME'] }));
    expect(valueIn(text, 'PLACEHOLDERS')).toBe('DISTANCE,TIME');
  });

  it('writes 0, never -0', () => {
    const text = smvHeaderText(inputOf({ offset: -0, pedestal: -0 }, { beamCentreFastPx: -0 }));
    expect(valueIn(text, 'LEGINON_OFFSET')).toBe('0');
    expect(valueIn(text, 'IMAGE_PEDESTAL')).toBe('0');
    expect(valueIn(text, 'BEAM_CENTER_Y')).toBe('0');
  });
});

describe('a header longer than 512 bytes', () => {
  const long = inputOf({ date: 'Sun Nov 22 11:15:08 2026', placeholders: ['A'.repeat(200)] });

  it('grows to 1024 bytes and says so', () => {
    const bytes = writeSmvHeader(long);
    expect(bytes).toHaveLength(1024);
    const text = new TextDecoder('ascii').decode(bytes);
    expect(text.startsWith('{\nHEADER_BYTES= 1024;\n')).toBe(true);
    expect(text.trimEnd().endsWith('}')).toBe(true);
  });

  it('grows exactly when the text no longer fits', () => {
    const empty = smvHeaderText(inputOf({ placeholders: [''.padEnd(1, 'A')] })).length - 1;
    for (const [length, bytes] of [
      [511, 512],
      [512, 512],
      [513, 1024],
      [1024, 1024],
      [1025, 1536],
    ] as const) {
      const header = writeSmvHeader(inputOf({ placeholders: ['A'.repeat(length - empty)] }));
      const text = new TextDecoder('ascii').decode(header);
      expect([length, header.length, Number(valueIn(text, 'HEADER_BYTES'))]).toEqual([length, bytes, bytes]);
      expect(text.trimEnd()).toHaveLength(length - 1);
    }
  });
});

describe('rotation', () => {
  it.each([
    ['positive', -30, 0.5, ['-30', '-29.5', '-29', '-28.5'], '0.5'],
    ['negative, negated and rising', 30, -0.5, ['-30', '-29.5', '-29', '-28.5'], '-0.5'],
    ['negative from a negative start', -10, -1, ['10', '11', '12', '13'], '-1'],
    ['none', 12, 0, ['12', '12', '12', '12'], '0'],
    ['without the dust of binary fractions', 0, 0.1, ['0', '0.1', '0.2', '0.3'], '0.1'],
  ])('%s', (_, start, step, angles, range) => {
    const texts = angles.map((__, framesAfterFirst) =>
      smvHeaderText(
        inputOf({ framesAfterFirst }, { oscillationStartDeg: start, oscillationPerFrameDeg: step }),
      ),
    );
    expect(texts.map((text) => valueIn(text, 'OSC_START'))).toEqual(angles);
    expect(texts.map((text) => valueIn(text, 'PHI'))).toEqual(angles);
    expect(texts.map((text) => valueIn(text, 'OSC_RANGE'))).toEqual(angles.map(() => range));
  });
});

describe('header numbers', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [-1.25e-7, '-0.000000125'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.333333333333'],
    [0.02507934, '0.02507934'],
    [4294967295, '4294967295'],
    [-2147483648, '-2147483648'],
    [100, '100'],
    [27.5, '27.5'],
    [1e-30, '0'],
    [1e20, '100000000000000000000'],
  ])('%d is written %s', (value, text) => {
    expect(formatHeaderNumber(value)).toBe(text);
  });

  it('stay plain decimals beyond 1e21', () => {
    expect(formatHeaderNumber(1e21)).toBe('1000000000000000000000');
  });

  it.each([Number.NaN, Infinity, -Infinity])('%d is refused', (value) => {
    expect(() => formatHeaderNumber(value)).toThrow();
  });
});

describe('header text', () => {
  it.each(['CETAD_TUI', 'a b', '!~'])('%s can stand', (text) => {
    expect(isHeaderText(text)).toBe(true);
  });

  it.each(['', 'a;b', 'a=b', 'a\nb', 'a\tb', '\u00e4', 'a{', '}', 'a\u2212b', '\x7f'])(
    '%j cannot',
    (text) => {
      expect(isHeaderText(text)).toBe(false);
    },
  );

  it('that would break the header is refused by key', () => {
    expect(() => smvHeaderText(inputOf({}, { beamline: 'X;GAIN=1' }))).toThrow('BEAMLINE');
    expect(() => smvHeaderText(inputOf({ date: 'a\nb' }))).toThrow('DATE');
  });
});
