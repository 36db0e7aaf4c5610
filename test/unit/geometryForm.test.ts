import { describe, expect, it } from 'vitest';
import type { GeometryKey } from '../../src/domain/geometry';
import {
  geometryText,
  invalidGeometry,
  parseDecimal,
  parseGeometryField,
  typedGeometry,
} from '../../src/state/geometryForm';

describe('a decimal number', () => {
  it.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['  2 ', 2],
    ['\u22120,5', -0.5],
    ['-0.5', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['2.5E-2', 0.025],
    ['\u22121.5', -1.5],
    ['007', 7],
  ])('%j is %d', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'x',
    '1 mm',
    '1.2.3',
    '1,234.5',
    '1,2,3',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '--1',
    '1e',
    '1_000',
    '5-',
  ])('%j is none', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});

describe('a field of the form', () => {
  it.each([undefined, '', '   '])('is empty with %j', (text) => {
    expect(parseGeometryField('detectorDistanceMm', text)).toEqual({ kind: 'empty' });
  });

  it.each<[GeometryKey, string, number | string]>([
    ['detectorDistanceMm', '1234,5', 1234.5],
    ['oscillationStartDeg', '\u221230', -30],
    ['oscillationPerFrameDeg', '-0,5', -0.5],
    ['oscillationPerFrameDeg', '0', 0],
    ['beamCentreFastPx', '-12.5', -12.5],
    ['beamCentreSlowPx', '0', 0],
    ['highTensionKv', '300', 300],
    ['gainCountsPerElectron', '26.5', 26.5],
    ['binning', '2x2', 2],
    ['binning', '2 \u00d7 2', 2],
    ['binning', ' 4 ', 4],
    ['binning', '1X1', 1],
    ['beamline', ' CETAD_TUI ', 'CETAD_TUI'],
    ['date', 'Sun Nov 22 11:15:08 2026', 'Sun Nov 22 11:15:08 2026'],
    ['date', ' Sun Nov  1 11:15:08 2026', 'Sun Nov  1 11:15:08 2026'],
  ])('%s takes %j for %j', (key, text, value) => {
    expect(parseGeometryField(key, text)).toEqual({ kind: 'ok', value });
  });

  it.each<[GeometryKey, string, string]>([
    ['detectorDistanceMm', '1234 mm', 'not a number'],
    ['detectorDistanceMm', '0', 'must be above 0'],
    ['detectorDistanceMm', '-5', 'must be above 0'],
    ['detectorDistanceMm', '1e6', 'must be at most 100000'],
    ['highTensionKv', '200000', 'must be at most 3000'],
    ['wavelengthAngstrom', '0', 'must be above 0'],
    ['pixelSizeMm', '28', 'must be at most 10'],
    ['gainCountsPerElectron', '0', 'must be above 0'],
    ['exposureSec', '0', 'must be above 0'],
    ['oscillationStartDeg', '361', 'must be at most 360'],
    ['oscillationStartDeg', '-361', 'must be at least -360'],
    ['oscillationPerFrameDeg', '180,5', 'must be at most 180'],
    ['beamCentreFastPx', '1e9', 'must be at most 100000'],
    ['binning', '0', 'write it like 2x2'],
    ['binning', '2.5', 'write it like 2x2'],
    ['binning', '2x', 'write it like 2x2'],
    ['binning', '2x4', 'must be the same in both directions'],
    ['beamline', 'A;B', 'plain ASCII without ; = { }, at most 60 characters'],
    ['beamline', 'A'.repeat(61), 'plain ASCII without ; = { }, at most 60 characters'],
    ['date', '2026-11-22 11:15:08', "write it like 'Sun Nov 22 11:15:08 2026'"],
    ['date', 'So Nov 22 11:15:08 2026', "write it like 'Sun Nov 22 11:15:08 2026'"],
  ])('%s refuses %j: %s', (key, text, reason) => {
    expect(parseGeometryField(key, text)).toEqual({ kind: 'invalid', reason });
  });

  it.each([
    'Sun Nov 39 11:15:08 2026',
    'Sun Nov 22 25:15:08 2026',
    'Sun Nov 22 11:61:08 2026',
    'Mon Feb 30 11:15:08 2026',
  ])('refuses a date that does not exist: %s', (text) => {
    expect(parseGeometryField('date', text).kind).toBe('invalid');
  });
});

describe('the form', () => {
  const typed = {
    detectorDistanceMm: '1234,5',
    gainCountsPerElectron: 'x',
    binning: '',
    beamCentreFastPx: '0',
  };

  it('gives its valid values only', () => {
    expect(typedGeometry(typed)).toEqual({ detectorDistanceMm: 1234.5, beamCentreFastPx: 0 });
  });

  it('names its invalid fields; an empty one is none', () => {
    expect(invalidGeometry(typed)).toEqual(['gainCountsPerElectron']);
    expect(invalidGeometry({})).toEqual([]);
  });

  it.each<[GeometryKey, number | string, string]>([
    ['binning', 2, '2x2'],
    ['pixelSizeMm', 0.028, '0.028'],
    ['beamline', 'CETAD_TUI', 'CETAD_TUI'],
  ])('shows %s %j as %s, which it reads back', (key, value, text) => {
    expect(geometryText(key, value)).toBe(text);
    expect(parseGeometryField(key, text)).toEqual({ kind: 'ok', value });
  });
});
