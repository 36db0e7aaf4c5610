import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../src/domain/geometry';
import type { SmvHeaderInput } from '../../src/outputs/smvHeader';
import { leginonHeaderText } from '../../src/outputs/smvLeginonHeader';
import { processingOf } from './fixtures';

function inputOf(change: Partial<SmvHeaderInput> = {}, geometry: Partial<Geometry> = {}): SmvHeaderInput {
  return {
    fastSize: 2048,
    slowSize: 2048,
    geometry: { ...processingOf().geometry, ...geometry },
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

describe('SMV header as Leginon writes it', () => {
  it('is this text', () => {
    const rows = [
      '{',
      'HEADER_BYTES=  512;',
      'TYPE=unsigned_short;',
      'BYTE_ORDER=little_endian;',
      'DIM=2;',
      'SIZE1= 2048;',
      'SIZE2= 2048;',
      'DISTANCE= 1234.5;',
      'WAVELENGTH=  0.02501404;',
      'PIXEL_SIZE=   0.028;',
      'OSC_RANGE=   0.500;',
      'OSC_START= -28.500;',
      'BEAM_CENTER_X=  14.014;',
      'BEAM_CENTER_Y=  28.000;',
      'PHI= -28.500;',
      'TWOTHETA=   0.000;',
      'TIME=0.75;',
      'ACC_TIME=750;',
      'GAIN=   26.50;',
      'BIN=2x2;',
      'ADC=fast;',
      'BIN_TYPE=HW;',
      'CREV=  1;',
      'BEAMLINE=CETAD_TUI;',
      'DATE=Sun Nov 22 11:15:08 2026;',
      'IMAGE_PEDESTAL= 1855.0;',
      'LEGINON_OFFSET= 2000.0;',
      '}',
      '',
    ].join('\n');
    expect(leginonHeaderText(inputOf({ framesAfterFirst: 3 }))).toBe(`${rows.padEnd(511)}\n`);
  });

  it('lets the start angle fall with a negative rotation', () => {
    const falling = { oscillationStartDeg: 30, oscillationPerFrameDeg: -0.5 };
    const text = leginonHeaderText(inputOf({ framesAfterFirst: 1 }, falling));
    expect(valueIn(text, 'OSC_START')).toBe('  29.500');
    expect(valueIn(text, 'OSC_RANGE')).toBe('  -0.500');
  });

  // Python: '{:7.1f}'.format(...)
  it.each([
    [0.25, '    0.2'],
    [0.75, '    0.8'],
    [0.15, '    0.1'],
    [0.35, '    0.3'],
    [1234.55, ' 1234.5'],
    [999.96, ' 1000.0'],
    [1234567.89, '1234567.9'],
  ])('rounds %d as Python does', (detectorDistanceMm, text) => {
    expect(valueIn(leginonHeaderText(inputOf({}, { detectorDistanceMm })), 'DISTANCE')).toBe(text);
  });

  it('writes a whole number of seconds with a decimal point', () => {
    const text = leginonHeaderText(inputOf({}, { exposureSec: 1 }));
    expect([valueIn(text, 'TIME'), valueIn(text, 'ACC_TIME')]).toEqual(['1.0', '1000']);
  });

  it('grows before it would overrun', () => {
    const length = leginonHeaderText(inputOf({}, { beamline: 'A' })).trimEnd().length;
    // the text ends with a newline, and one more ends the padding
    const fits = 512 - 2 - length;
    for (const [more, bytes] of [
      [fits, 512],
      [fits + 1, 1024],
    ] as const) {
      const text = leginonHeaderText(inputOf({}, { beamline: 'A'.repeat(1 + more) }));
      expect([text.length, Number(valueIn(text, 'HEADER_BYTES'))]).toEqual([bytes, bytes]);
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});
