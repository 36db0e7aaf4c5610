import { describe, expect, it } from 'vitest';
import { bareNumber, bytes, count, plural, ranges, value } from '../../src/wording/numbers';

describe('numbers in sentences', () => {
  it.each([
    [0, '0'],
    [8000, '8000'],
    [12345, '12\u202f345'],
    [16777226, '16\u202f777\u202f226'],
  ])('count %d as %s', (number, text) => {
    expect(count(number)).toBe(text);
  });

  it.each([
    [0, '0 frames'],
    [1, '1 frame'],
    [1200, '1200 frames'],
    [10_000, '10\u202f000 frames'],
  ])('%d in the plural: %s', (number, text) => {
    expect(plural(number, 'frame')).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [16_777_226, '16.8 MB'],
    [250_000_000, '250 MB'],
    [5.5e12, '5.50 TB'],
    [5e15, '5000 TB'],
  ])('%d bytes: %s', (number, text) => {
    expect(bytes(number)).toBe(text);
  });

  it.each([
    [999_999, '1.00 MB'],
    [9_999, '10.0 kB'],
    [99_990, '100 kB'],
  ])('%d bytes rounded up: %s', (number, text) => {
    expect(bytes(number)).toBe(text);
  });

  it.each([
    [-145, '\u2212145'],
    [-10_000, '\u221210\u202f000'],
    [65_536.125, '65\u202f536.13'],
    [0.123_456, '0.12'],
    [1e21, '1e+21'],
    [-0, '0'],
    [12.75, '12.75'],
    [1 / 3, '0.33'],
    [-0.001, '0'],
  ])('value %d: %s', (number, text) => {
    expect(value(number)).toBe(text);
  });

  it('ranges', () => {
    expect(
      ranges([
        [3, 3],
        [5, 9],
      ]),
    ).toBe('3, 5\u20139');
  });
});

describe('a bare number', () => {
  it.each([
    [-64, '-64'],
    [1234567, '1234567'],
    [-0, '0'],
    [-0.0001, '0'],
    [1855.126, '1855.13'],
  ])('of %d is %s', (number, text) => {
    expect(bareNumber(number)).toBe(text);
  });
});
