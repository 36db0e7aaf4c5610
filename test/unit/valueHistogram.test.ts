import { describe, expect, it } from 'vitest';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { countAbove, countBelow, RESOLVED_HIGH, RESOLVED_LOW } from '../../src/maths/valueHistogram';
import { pixelsOf, type TiaType } from './fixtures';

const scratch = createStatisticsScratch();

/** Each value, its neighbours, and halves between them. */
function thresholdsAround(values: Iterable<number>): number[] {
  const all = new Set<number>();
  for (const value of values) for (const step of [-1, -0.5, 0, 0.25, 1]) all.add(value + step);
  return [...all];
}

function below(values: readonly number[], threshold: number): number {
  return values.filter((value) => value < threshold).length;
}

function above(values: readonly number[], threshold: number): number {
  return values.filter((value) => value > threshold).length;
}

function scan(type: TiaType, values: readonly number[]) {
  return frameStatistics(pixelsOf(type, values), scratch);
}

const EDGES = [
  RESOLVED_LOW - 1,
  RESOLVED_LOW,
  RESOLVED_LOW + 1,
  -2000,
  0,
  65535,
  RESOLVED_HIGH - 1,
  RESOLVED_HIGH,
  RESOLVED_HIGH + 1,
];

describe('counts of integer pixels', () => {
  it.each<[string, TiaType, readonly number[]]>([
    ['one value', 'int32', [7, 7, 7]],
    ['int8', 'int8', [-128, 127, 0, 0, -1, 1, 5, 5, 5]],
    ['uint16', 'uint16', [0, 65535, 65534, 1, 1, 40000]],
    ['at the edges of the resolved range', 'int32', EDGES],
    ['int32 extremes', 'int32', [-(2 ** 31), 2 ** 31 - 1, -(2 ** 31), 0, 100000, 100000, -40000, 5]],
    ['uint32 extremes', 'uint32', [2 ** 32 - 1, 2 ** 31, 0, 98304, 98303]],
    ['all above the resolved range', 'int32', [200000, 300000, 200000]],
    ['all below the resolved range', 'int32', [-200000, -300000, -200000]],
    ['whole numbers stored as floats', 'float32', [-2000, 16777216, 3, 3, 0, -40000]],
  ])('are exact for every threshold: %s', (_, type, values) => {
    const frame = scan(type, values);
    for (const threshold of thresholdsAround([...values, ...EDGES])) {
      const low = below(values, threshold);
      const high = above(values, threshold);
      expect([threshold, countBelow(frame, threshold)]).toEqual([threshold, { atLeast: low, atMost: low }]);
      expect([threshold, countAbove(frame, threshold)]).toEqual([threshold, { atLeast: high, atMost: high }]);
    }
  });
});

describe('counts of fractional pixels', () => {
  const values = [
    -2000.5,
    -2000,
    -1999.75,
    0.25,
    0.75,
    0.999,
    1,
    65535,
    65535.5,
    -32768.5,
    98304.25,
    1e9 + 0.5,
  ];

  it('contain the truth at every threshold', () => {
    const frame = scan('float64', values);
    for (const threshold of thresholdsAround([...values, ...EDGES])) {
      const low = countBelow(frame, threshold);
      const high = countAbove(frame, threshold);
      expect(low.atLeast).toBeLessThanOrEqual(below(values, threshold));
      expect(low.atMost).toBeGreaterThanOrEqual(below(values, threshold));
      expect(high.atLeast).toBeLessThanOrEqual(above(values, threshold));
      expect(high.atMost).toBeGreaterThanOrEqual(above(values, threshold));
    }
  });

  it('are exact below integer thresholds', () => {
    const frame = scan('float64', values);
    for (const threshold of [-32768, -2000, -1999, 0, 1, 2, 65535, 65536, 98304, 98305]) {
      const expected = below(values, threshold);
      expect(countBelow(frame, threshold)).toEqual({ atLeast: expected, atMost: expected });
    }
  });

  it('are exact at the ends', () => {
    const frame = scan('float64', values);
    expect(countBelow(frame, -32768.5)).toEqual({ atLeast: 0, atMost: 0 });
    expect(countAbove(frame, 1e9 + 0.5)).toEqual({ atLeast: 0, atMost: 0 });
    expect(countBelow(frame, 2e9)).toEqual({ atLeast: values.length, atMost: values.length });
  });
});

describe('counts of a frame with more outliers than are told apart', () => {
  const outliers = Array.from({ length: 65537 }, (_, i) =>
    i % 3 === 0 ? -40000 - ((i * 7919) % 1_000_003) : 100000 + ((i * 7919) % 1_000_003),
  );
  const values = [...outliers, -5, 0, 0, 7, 65535, -32768, 98303];
  const frame = scan('int32', values);
  const sorted = Float64Array.from(values).sort();

  it('are exact for thresholds inside the resolved range', () => {
    for (const threshold of [-32768, -32767, -2000, -5, 0, 7, 8, 65535, 98303, 98304]) {
      const expected = below(values, threshold);
      const { atLeast, atMost } = countBelow(frame, threshold);
      expect(atMost).toBe(expected);
      if (threshold > RESOLVED_LOW) expect(atLeast).toBe(expected);
    }
  });

  it('contain the truth everywhere', () => {
    const far = Array.from({ length: 9 }, (_, i) => sorted[i * 8000] as number);
    for (const threshold of thresholdsAround([...far, ...EDGES])) {
      const low = countBelow(frame, threshold);
      const high = countAbove(frame, threshold);
      expect(low.atLeast).toBeLessThanOrEqual(below(values, threshold));
      expect(low.atMost).toBeGreaterThanOrEqual(below(values, threshold));
      expect(high.atLeast).toBeLessThanOrEqual(above(values, threshold));
      expect(high.atMost).toBeGreaterThanOrEqual(above(values, threshold));
    }
  });

  it('begin with one outlier more than 65536', () => {
    const most = scan('int32', outliers.slice(0, 65536));
    expect([most.histogram.unresolvedBelow, most.histogram.unresolvedAbove]).toEqual([0, 0]);
    const { histogram } = frame;
    const belowRange = outliers.filter((value) => value < 0).length;
    expect([histogram.unresolvedBelow, histogram.unresolvedAbove]).toEqual([belowRange, 65537 - belowRange]);
  });
});

describe('a histogram', () => {
  it('rises strictly and ends with the number of pixels', () => {
    const values = [5, -40000, 5, 100000, 99999999, -40000, 0, -(2 ** 31), 98303, -32768];
    const { histogram } = scan('int32', values);
    const distinct = [...new Set(values)].sort((a, b) => a - b);
    expect(Array.from(histogram.values)).toEqual(distinct);
    expect(Array.from(histogram.cumulative)).toEqual(
      distinct.map((limit) => values.filter((value) => value <= limit).length),
    );
  });

  it('holds fractional values by their floor', () => {
    const { histogram } = scan('float32', [-0.5, 0.5, 0.25, -1, 1]);
    expect(Array.from(histogram.values)).toEqual([-1, 0, 1]);
    expect(Array.from(histogram.cumulative)).toEqual([2, 4, 5]);
  });
});
