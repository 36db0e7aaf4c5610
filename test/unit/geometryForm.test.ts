import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../src/conversion/decimal';
import {
  geometryText,
  invalidGeometry,
  parseGeometryField,
  typedGeometry,
} from '../../src/conversion/geometryFields';
import type { FieldFault } from '../../src/domain/fieldFault';
import type { GeometryKey } from '../../src/domain/geometry';

describe('a decimal number', () => {
  it.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['  2 ', 2],
    ['\u22120,5', -0.5],
    ['-0.5', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['2.5E-2', 0.025],
    ['\u22121.5', -1.5],
    ['007', 7],
    // A point is a decimal sign; a comma is one where it cannot stand between thousands.
    ['1.234', 1.234],
    ['0,123', 0.123],
    ['1234,567', 1234.567],
    ['1,2345', 1.2345],
    ['1,234e2', 123.4],
    // Thousands in groups, where nothing else can be meant.
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['-1.234.567', -1_234_567],
    ['1,234,567', 1_234_567],
    ['12\u202f345', 12_345],
    ['1 234,5', 1234.5],
    ["1'234.5", 1234.5],
  ])('%j is %d', (text, value) => {
    expect(parseDecimal(text)).toEqual({ kind: 'ok', value });
  });

  it.each([
    ['1,234', 1.234, 1234],
    ['-12,500', -12.5, -12_500],
    ['100,000', 100, 100_000],
  ])('%j can be two: %d and %d', (text, decimal, thousands) => {
    const fault = { code: 'ambiguousNumber', decimal, thousands };
    expect(parseDecimal(text)).toEqual({ kind: 'invalid', fault });
  });

  it('is the one reading that is within the limits', () => {
    expect(parseDecimal('1,234', { above: 0, most: 10 })).toEqual({ kind: 'ok', value: 1.234 });
    expect(parseDecimal('1,234', { least: 5 })).toEqual({ kind: 'ok', value: 1234 });
    expect(parseDecimal('1,234', { most: 1 })).toEqual({
      kind: 'invalid',
      fault: { code: 'tooLarge', most: 1 },
    });
  });

  it.each([
    '.',
    '-',
    'x',
    '1 mm',
    '1.2.3',
    '1,234.567.8',
    '1.234.5',
    '12,34,567',
    '1 23',
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
    expect(parseDecimal(text)).toEqual({ kind: 'invalid', fault: { code: 'notANumber' } });
  });

  it.each(['', ' '])('is not there in %j', (text) => {
    expect(parseDecimal(text)).toEqual({ kind: 'empty' });
  });
});

describe('a field of the form', () => {
  it.each([undefined, '', '   '])('is empty with %j', (text) => {
    expect(parseGeometryField('detectorDistanceMm', text)).toEqual({ kind: 'empty' });
  });

  it.each<[GeometryKey, string, number | string]>([
    ['detectorDistanceMm', '1234,5', 1234.5],
    ['detectorDistanceMm', '1.234,5', 1234.5],
    ['wavelengthAngstrom', '1,234', 1.234],
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

  it.each<[GeometryKey, string, FieldFault]>([
    ['detectorDistanceMm', '1,234', { code: 'ambiguousNumber', decimal: 1.234, thousands: 1234 }],
    ['detectorDistanceMm', '1234 mm', { code: 'notANumber' }],
    ['detectorDistanceMm', '0', { code: 'notAbove', limit: 0 }],
    ['detectorDistanceMm', '-5', { code: 'notAbove', limit: 0 }],
    ['detectorDistanceMm', '1e6', { code: 'tooLarge', most: 100000 }],
    ['highTensionKv', '200000', { code: 'tooLarge', most: 3000 }],
    ['wavelengthAngstrom', '0', { code: 'notAbove', limit: 0 }],
    ['pixelSizeMm', '28', { code: 'tooLarge', most: 10 }],
    ['gainCountsPerElectron', '0', { code: 'notAbove', limit: 0 }],
    ['exposureSec', '0', { code: 'notAbove', limit: 0 }],
    ['oscillationStartDeg', '361', { code: 'tooLarge', most: 360 }],
    ['oscillationStartDeg', '-361', { code: 'tooSmall', least: -360 }],
    ['oscillationPerFrameDeg', '180,5', { code: 'tooLarge', most: 180 }],
    ['beamCentreFastPx', '1e9', { code: 'tooLarge', most: 100000 }],
    ['binning', '0', { code: 'badBinning' }],
    ['binning', '2.5', { code: 'badBinning' }],
    ['binning', '2x', { code: 'badBinning' }],
    ['binning', '2x4', { code: 'unevenBinning' }],
    ['beamline', 'A;B', { code: 'badHeaderText', longest: 60 }],
    ['beamline', 'A'.repeat(61), { code: 'badHeaderText', longest: 60 }],
    ['date', '2026-11-22 11:15:08', { code: 'badDate' }],
    ['date', 'So Nov 22 11:15:08 2026', { code: 'badDate' }],
  ])('%s refuses %j: %j', (key, text, fault) => {
    expect(parseGeometryField(key, text)).toEqual({ kind: 'invalid', fault });
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
