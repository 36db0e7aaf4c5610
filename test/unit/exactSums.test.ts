import { describe, expect, it } from 'vitest';
import { createExactAccumulator, momentsOf } from '../../src/maths/exactSums';

function bigSums(values: readonly number[]) {
  return values.reduce(
    ({ sum, sumOfSquares }, value) => ({
      sum: sum + BigInt(value),
      sumOfSquares: sumOfSquares + BigInt(value) ** 2n,
    }),
    { sum: 0n, sumOfSquares: 0n },
  );
}

function accumulated(values: readonly number[]) {
  const accumulator = createExactAccumulator();
  for (const value of values) accumulator.add(value);
  return accumulator.total();
}

describe('exact sums', () => {
  it.each([
    ['nothing', []],
    ['one', [1]],
    ['int32 extremes', [-(2 ** 31), 2 ** 31 - 1, -(2 ** 31)]],
    ['uint32 extremes', [2 ** 32 - 1, 2 ** 32 - 1, 0, 65535, 65536, 65537]],
    ['negative, around the 16-bit steps', [-1, -65535, -65536, -65537, -131071]],
  ])('equal those of big integers: %s', (_, values) => {
    expect(accumulated(values)).toEqual(bigSums(values));
  });

  it('equal those of big integers past the partial sums', () => {
    const values = Array.from({ length: 2 ** 19 + 3 }, (_, i) =>
      i % 2 === 0 ? 2 ** 32 - 1 - i : -(2 ** 31) + i,
    );
    expect(accumulated(values)).toEqual(bigSums(values));
  });

  it('can be read more than once', () => {
    const accumulator = createExactAccumulator();
    accumulator.add(3);
    expect(accumulator.total()).toEqual({ sum: 3n, sumOfSquares: 9n });
    accumulator.add(-4);
    expect(accumulator.total()).toEqual({ sum: -1n, sumOfSquares: 25n });
  });
});

describe('moments', () => {
  it.each([
    [[2, 4, 4, 4, 5, 5, 7, 9], 5, 2],
    [[-1, 1], 0, 1],
    [[7], 7, 0],
    [[-3, -3, -3], -3, 0],
  ])('of %j are %d and %d', (values, mean, std) => {
    expect(momentsOf(values.length, bigSums(values))).toEqual({ mean, std });
  });

  it('do not lose a spread of 1 on the largest int32 level', () => {
    const values = [2 ** 31 - 1, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31 - 2];
    expect(momentsOf(4, bigSums(values))).toEqual({ mean: 2 ** 31 - 1.5, std: 0.5 });
  });
});
