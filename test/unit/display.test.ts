import { describe, expect, it } from 'vitest';
import { presetLimits, valueAtFraction } from '../../src/maths/displayLimits';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { makeThumbnail } from '../../src/maths/thumbnail';
import { pixelsOf } from './fixtures';

const scratch = createStatisticsScratch();

describe('value at a fraction', () => {
  const frame = frameStatistics(
    pixelsOf(
      'int32',
      Array.from({ length: 1000 }, (_, i) => i),
    ),
    scratch,
  );

  it.each([
    [0, 0],
    [0.5, 499],
    [0.001, 0],
    [1, 999],
  ])('%d of 0..999 is %d', (fraction, value) => {
    expect(valueAtFraction(frame, fraction)).toBe(value);
  });

  it('spreads what the histogram only counts evenly up to the extremes', () => {
    // 100,000 values above 98304, more than are told apart: 200,000 .. 299,999.
    const bright = frameStatistics(
      pixelsOf(
        'int32',
        Array.from({ length: 100_000 }, (_, i) => 200_000 + i),
      ),
      scratch,
    );
    expect(Math.abs(valueAtFraction(bright, 0.5) - 250_000)).toBeLessThan(2);
    expect(Math.abs(valueAtFraction(bright, 0.99) - 299_000)).toBeLessThan(2);
    const dark = frameStatistics(
      pixelsOf(
        'int32',
        Array.from({ length: 100_000 }, (_, i) => -200_000 - i),
      ),
      scratch,
    );
    expect(Math.abs(valueAtFraction(dark, 0.25) + 275_000)).toBeLessThan(2);
  });

  it('gives limits that are never empty', () => {
    expect(presetLimits(frame, 'percent1', undefined)).toEqual({ low: 9, high: 989 });
    expect(presetLimits(frame, 'percent01', undefined)).toEqual({ low: 0, high: 998 });
    const flat = frameStatistics(pixelsOf('int32', [5, 5, 5]), scratch);
    expect(presetLimits(flat, 'percent01', undefined)).toEqual({ low: 5, high: 6 });
  });

  it('reach from zero to saturation, or to the maximum while saturation is unknown', () => {
    expect(presetLimits(frame, 'saturation', 30000)).toEqual({ low: 0, high: 30000 });
    expect(presetLimits(frame, 'saturation', undefined)).toEqual({ low: 0, high: 999 });
  });
});

describe('thumbnail', () => {
  it('keeps a single spot, at its place', () => {
    const fastSize = 300;
    const slowSize = 200;
    const pixels = new Int32Array(fastSize * slowSize);
    pixels[150 * fastSize + 20] = 5000;
    const frame = frameStatistics(pixels, scratch);
    const thumbnail = makeThumbnail(pixels, fastSize, slowSize, frame);
    expect([thumbnail.fastSize, thumbnail.slowSize]).toEqual([75, 50]);
    const bright = Array.from(thumbnail.grey).flatMap((grey, index) => (grey > 0 ? [index] : []));
    expect(bright).toEqual([37 * 75 + 5]);
  });

  it('has one pixel a pixel for a small frame, of any shape', () => {
    const pixels = pixelsOf('int16', [0, 0, 100, 0, 0, 0]);
    const { grey, ...size } = makeThumbnail(pixels, 1, 6, frameStatistics(pixels, scratch));
    expect(size).toEqual({ fastSize: 1, slowSize: 6 });
    expect(Array.from(grey).indexOf(255)).toBe(2);
  });
});
