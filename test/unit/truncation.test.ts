import { describe, expect, it } from 'vitest';
import type { FrameSummary } from '../../src/domain/frame';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { countTruncatedHigh, countTruncatedLow } from '../../src/maths/truncation';
import { pixelsOf, type TiaType } from './fixtures';

const scratch = createStatisticsScratch();

function summaryOf(type: TiaType, values: readonly number[]): FrameSummary {
  const { nonFiniteCount: _, ...statistics } = frameStatistics(pixelsOf(type, values), scratch);
  return {
    ...statistics,
    thumbnail: { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) },
    wrappedCount: 0,
    fingerprint: 0,
  };
}

function exactly(count: number) {
  return { atLeast: count, atMost: count };
}

describe('truncated pixels', () => {
  it('of integers are counted exactly, the edges stay', () => {
    const frame = summaryOf('int32', [-2001, -2000, -1999, 0, 63535, 63536, 2 ** 31 - 1, -(2 ** 31)]);
    expect(countTruncatedLow(frame, 2000)).toEqual(exactly(2));
    expect(countTruncatedHigh(frame, 2000)).toEqual(exactly(2));
  });

  it('of integers are exact for a fractional offset too', () => {
    const frame = summaryOf('int32', [-1, 0, 1, 65534, 65535]);
    expect(countTruncatedLow(frame, 0.5)).toEqual(exactly(1));
    expect(countTruncatedHigh(frame, 0.5)).toEqual(exactly(1));
  });

  it('are none where the whole frame fits', () => {
    const frame = summaryOf('float64', [1.25, 65533.75]);
    expect(countTruncatedLow(frame, 1.25)).toEqual(exactly(0));
    expect(countTruncatedHigh(frame, 1.25)).toEqual(exactly(0));
  });

  it.each([1.1, 1.2, 1.3, 7.7, 100.1, 0.7])(
    'of floats allow for the rounding at the edge of offset -%d',
    (low) => {
      const edge = 65535 + low;
      const values = [low, edge - 2 ** -36, edge, edge + 2 ** -36, edge + 1];
      const truth = values.filter((value) => value - low > 65535).length;
      const { atLeast, atMost } = countTruncatedHigh(summaryOf('float64', values), -low);
      expect(atLeast).toBeLessThanOrEqual(truth);
      expect(atMost).toBeGreaterThanOrEqual(truth);
    },
  );
});
