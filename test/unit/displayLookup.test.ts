import { describe, expect, it } from 'vitest';
import {
  buildDivergingLookup,
  buildLookup,
  paintPixels,
  type Rgb,
  scaleLevel,
} from '../../src/maths/displayLookup';

const RAMP: readonly Rgb[] = Array.from({ length: 256 }, (_, i): Rgb => [i, 0, 255 - i]);
const SIGNED: readonly Rgb[] = [
  [0, 0, 255],
  [255, 255, 255],
  [255, 0, 0],
];

function painted(values: readonly number[], low: number, high: number, lookup: Uint32Array): number[][] {
  const target = new Uint32Array(values.length);
  paintPixels(Int32Array.from(values), { low, high }, lookup, target);
  const bytes = new Uint8Array(target.buffer);
  return values.map((_, i) => [...bytes.subarray(4 * i, 4 * i + 4)]);
}

describe('display lookup', () => {
  it('runs from the low to the high limit and holds its ends beyond them', () => {
    const lookup = buildLookup(RAMP, 'linear');
    expect(painted([-5000, 0, 51, 255, 9999], 0, 255, lookup)).toEqual([
      [0, 0, 255, 255],
      [0, 0, 255, 255],
      [51, 0, 204, 255],
      [255, 0, 0, 255],
      [255, 0, 0, 255],
    ]);
  });

  it('lifts low levels on the square-root and log scales', () => {
    expect(scaleLevel(0.25, 'linear')).toBe(0.25);
    expect(scaleLevel(0.25, 'sqrt')).toBe(0.5);
    // log(1 + 1000 * 0.25) / log(1001) = 5.525453 / 6.908755
    expect(scaleLevel(0.25, 'log')).toBeCloseTo(0.79978, 4);
    for (const scale of ['linear', 'sqrt', 'log'] as const) {
      expect([scaleLevel(0, scale), scaleLevel(1, scale)]).toEqual([0, 1]);
    }
    expect(painted([25], 0, 100, buildLookup(RAMP, 'sqrt'))[0]?.[0]).toBeGreaterThanOrEqual(127);
  });

  it('keeps zero white on the diverging map, whatever the limits', () => {
    for (const limits of [
      { low: -50, high: 4000 },
      { low: -4000, high: 50 },
    ]) {
      const lookup = buildDivergingLookup(SIGNED, 'linear', limits);
      expect(painted([0], limits.low, limits.high, lookup)).toEqual([[255, 255, 255, 255]]);
    }
    const lookup = buildDivergingLookup(SIGNED, 'linear', { low: -100, high: 100 });
    expect(painted([-100, 100], -100, 100, lookup)).toEqual([
      [0, 0, 255, 255],
      [255, 0, 0, 255],
    ]);
  });
});
