import { describe, expect, it } from 'vitest';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { pixelsOf, type TiaType } from './fixtures';

const scratch = createStatisticsScratch();

/** Mean and population standard deviation of integers from 64-bit-safe sums. */
function exactMoments(values: readonly number[]): { mean: number; std: number } {
  const n = BigInt(values.length);
  let sum = 0n;
  let squares = 0n;
  for (const value of values) {
    sum += BigInt(value);
    squares += BigInt(value) ** 2n;
  }
  // scaled by 2^64 so that the division loses nothing a double could show
  const scale = 1n << 64n;
  const variance = Number(((n * squares - sum * sum) * scale) / (n * n)) / Number(scale);
  return { mean: Number((sum * scale) / n) / Number(scale), std: Math.sqrt(variance) };
}

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const UINT32_MAX = 2 ** 32 - 1;

describe('statistics of integer pixels', () => {
  it.each<[string, TiaType, readonly number[]]>([
    ['int32 smallest and largest', 'int32', [INT32_MIN, INT32_MAX, INT32_MIN, INT32_MAX, 0, 1, -1]],
    ['int32 smallest only', 'int32', [INT32_MIN, INT32_MIN, INT32_MIN]],
    ['int32 extremes among camera counts', 'int32', [INT32_MIN, ...Array(500).fill(-144), 3, INT32_MAX]],
    ['uint32 largest', 'uint32', [UINT32_MAX, UINT32_MAX, 0, 1]],
    ['uint32 near its largest', 'uint32', [UINT32_MAX, UINT32_MAX - 1, UINT32_MAX - 2]],
    ['int16', 'int16', [-32768, 32767, 5, -7, 100]],
    ['uint8', 'uint8', [0, 255, 3, 3, 17]],
    ['at the resolved edges', 'int32', [-32769, -32768, 98303, 98304]],
  ])('agree with exact sums: %s', (_, type, values) => {
    const found = frameStatistics(pixelsOf(type, values), scratch);
    const { mean, std } = exactMoments(values);
    expect(found.min).toBe(Math.min(...values));
    expect(found.minPlace).toBe(values.indexOf(found.min));
    expect(found.max).toBe(Math.max(...values));
    expect(found.mean).toBe(mean);
    expect(Math.abs(found.std - std)).toBeLessThanOrEqual(4e-16 * std);
    expect(found).toMatchObject({ pixelCount: values.length, fractionalCount: 0, nonFiniteCount: 0 });
  });

  it('stay exact over more pixels than one partial sum takes', () => {
    const n = 600_000;
    const values = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? UINT32_MAX : UINT32_MAX - 7));
    const found = frameStatistics(pixelsOf('uint32', values), scratch);
    // one third of the pixels is 7 higher than the rest: mean and deviation by hand
    expect(found.mean).toBe(UINT32_MAX - 7 + 7 / 3);
    expect(Math.abs(found.std - 7 * Math.sqrt(2 / 9))).toBeLessThan(1e-15);
  });

  it('have a deviation of exactly 0 where all pixels are equal', () => {
    const found = frameStatistics(pixelsOf('int32', Array(1000).fill(-123456789)), scratch);
    expect(found).toMatchObject({ min: -123456789, max: -123456789, mean: -123456789, std: 0 });
  });

  it('count the values that float32 changes', () => {
    const values = [2 ** 24, 2 ** 24 + 1, 2 ** 24 + 2, -(2 ** 24), -(2 ** 24) - 1, INT32_MAX, INT32_MIN];
    expect(frameStatistics(pixelsOf('int32', values), scratch).float32InexactCount).toBe(3);
  });
});

describe('statistics of float pixels', () => {
  it('do not lose small values beside large ones', () => {
    const values = [1e16, 1, 1, 1, 1, -1e16, 2];
    expect(frameStatistics(pixelsOf('float64', values), scratch).mean).toBe(6 / 7);
  });

  it('have the deviation of a small spread on a large level', () => {
    const found = frameStatistics(pixelsOf('float64', [1e9 + 0.5, 1e9 + 1.5]), scratch);
    expect(found).toMatchObject({ mean: 1e9 + 1, std: 0.5, fractionalCount: 2 });
  });

  it('count fractions and values that float32 changes', () => {
    const found = frameStatistics(pixelsOf('float64', [0.5, 0.1, -3, 2 ** 24 + 1, 1e300]), scratch);
    expect(found.minPlace).toBe(2);
    expect(found).toMatchObject({ fractionalCount: 2, float32InexactCount: 3 });
  });

  it('count NaN and both infinities', () => {
    const values = [1, Number.NaN, Infinity, -Infinity, 2];
    expect(frameStatistics(pixelsOf('float32', values), scratch).nonFiniteCount).toBe(3);
  });
});

it('one frame leaves no trace in the next', () => {
  const first = pixelsOf('int32', [1, 2, 3, -40000, 999999]);
  const bad = pixelsOf('float32', [Number.NaN, 5, 1e9]);
  const before = frameStatistics(first, scratch);
  frameStatistics(bad, scratch);
  expect(frameStatistics(first, scratch)).toEqual(before);
  expect(Array.from(before.histogram.values)).toEqual([-40000, 1, 2, 3, 999999]);
});
