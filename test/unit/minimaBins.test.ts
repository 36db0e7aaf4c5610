import { describe, expect, it } from 'vitest';
import { minimaHistogram } from '../../src/maths/minimaBins';

function membersOf(minima: readonly number[], cap = 2000): number[] {
  return minimaHistogram(minima, cap)
    .flatMap(({ members }) => members)
    .sort((a, b) => a - b);
}

describe('histogram of minima', () => {
  it('has no bins for no minima', () => {
    expect(minimaHistogram([], 2000)).toEqual([]);
  });

  it('has bins of one count for a narrow series, empty ones included', () => {
    expect(minimaHistogram([-3, -1, -3, 0], 2000)).toEqual([
      { from: -3, to: -2, members: [0, 2], overflow: false },
      { from: -2, to: -1, members: [], overflow: false },
      { from: -1, to: 0, members: [1], overflow: false },
      { from: 0, to: 1, members: [3], overflow: false },
    ]);
  });

  it('gathers what lies below the cap in one bin at the left', () => {
    const [first, ...rest] = minimaHistogram([-10000, -145, -200, -2001, -2000], 2000);
    expect(first).toMatchObject({ members: [0, 3], overflow: true });
    expect(first?.to).toBeLessThan(rest[0]?.from ?? -Infinity);
    expect(rest.every(({ overflow }) => !overflow)).toBe(true);
    expect(rest[0]?.members).toEqual([4]);
  });

  it.each([
    [[-7]],
    [[0, 1999]],
    [[-2000, 70000]],
    [[-10000, -145, -200]],
    [[-12.75, -3.5, 0.25]],
    [[0, 0, 0, 0]],
    [[-2500, -3000, -2147483648]],
    [[5, 4294967295]],
  ])('keeps each of %j once, in at most 42 bins', (minima) => {
    expect(membersOf(minima)).toEqual(minima.map((_, index) => index));
    expect(minimaHistogram(minima, 2000).length).toBeLessThanOrEqual(42);
  });

  it('ends for equal minima of 2^53 and more, where adding one count changes nothing', () => {
    expect(membersOf([2 ** 53, 2 ** 53])).toEqual([0, 1]);
  });

  it('keeps a minimum that lies a hair below the edge of the last bin', () => {
    // 3000 counts in bins of 100: 1000 - 1.1e-13 + 2000 rounds up to 3000, past the last bin
    const minima = [-2000, 1000 - 2 ** -43];
    expect(membersOf(minima)).toEqual([0, 1]);
  });
});
