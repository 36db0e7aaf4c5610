import { describe, expect, it } from 'vitest';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { framePlace } from '../../src/domain/frame';
import type { PixelArray } from '../../src/domain/pixelType';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { countWrapped } from '../../src/maths/wrappedCounts';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { fileOf, layoutOf, pixelsOf, tiaBytes, viewFiles } from './fixtures';

const [FAST, SLOW] = [20, 15];

/** A frame of 7 with some pixels of another value, by fast and slow. */
function frameWith(...odd: readonly (readonly [fast: number, slow: number, value: number])[]): number[] {
  const values = new Array<number>(FAST * SLOW).fill(7);
  for (const [fast, slow, value] of odd) values[slow * FAST + fast] = value;
  return values;
}

const square = (from: number, to: number, value: number) =>
  Array.from({ length: (to - from) ** 2 }, (_, i) => {
    const edge = to - from;
    return [from + (i % edge), from + Math.floor(i / edge), value] as const;
  });

const CASES: readonly (readonly [string, readonly number[], number])[] = [
  ['nothing', frameWith(), 0],
  ['one pixel in a bright ring', frameWith(...square(5, 8, 20_000), [6, 6, -30_000]), 1],
  // 5 x 5 bright, the inner 3 x 3 wrapped: its middle has no bright neighbour
  ['a plateau', frameWith(...square(5, 10, 30_000), ...square(6, 9, -31_000)), 9],
  ['a pixel beside a bright one across a corner', frameWith([3, 3, -2001], [4, 4, 16_001]), 1],
  ['a pixel at the cap', frameWith([3, 3, -2000], [4, 4, 16_001]), 0],
  ['a neighbour of 16000', frameWith([3, 3, -2001], [4, 4, 16_000]), 0],
  [
    'a dead pixel in a beam that 16 bits do not hold',
    frameWith([3, 3, -9000], [4, 4, 30_000], [9, 9, 32_768]),
    0,
  ],
  ['a dead pixel alone', frameWith([3, 3, -30_000], [6, 6, 30_000]), 0],
  ['a value that 16 bits do not hold', frameWith([3, 3, -32_769], [4, 4, 30_000]), 0],
  ['the last column and the first of the next row', frameWith([FAST - 1, 3, -9000], [0, 4, 30_000]), 0],
  [
    'wrapped pixels joined over the end of a row',
    frameWith([FAST - 1, 3, -9000], [0, 4, -9000], [1, 4, 30_000]),
    1,
  ],
  [
    'the corners',
    frameWith([0, 0, -9000], [1, 0, 17_000], [FAST - 1, SLOW - 1, -9000], [FAST - 2, SLOW - 2, 17_000]),
    2,
  ],
  // 36 of 300 pixels are at most an eighth, 49 are not
  ['6 x 6 low pixels', frameWith(...square(4, 10, -9000), [3, 3, 17_000]), 36],
  ['more low pixels than wrap around', frameWith(...square(4, 11, -9000), [3, 3, 17_000]), 0],
];

describe('pixels that wrapped around', () => {
  it.each(CASES)('%s', async (_, values, expected) => {
    expect(countWrapped(Int32Array.from(values), FAST)).toBe(expected);
    // through the kernels
    const layout = layoutOf({
      fastSize: FAST,
      slowSize: SLOW,
      offsets: { kind: 'stride', firstBytes: 10, strideBytes: 0 },
    });
    const file = fileOf(tiaBytes('int32', FAST, SLOW, values), 'x_1.bin');
    const outcome = await scanFrame(file, framePlace(layout, 0), createStatisticsScratch());
    expect(outcome).toMatchObject({ kind: 'scanned', summary: { wrappedCount: expected } });
  });

  it.each(['float32', 'int16', 'float64'] as const)('of %s', (type) => {
    const pixels: PixelArray = pixelsOf(type, CASES[2]?.[1] ?? []);
    expect(countWrapped(pixels, FAST)).toBe(9);
  });

  it('are added up over the frames and said', async () => {
    const values = [CASES[1]?.[1] ?? [], CASES[2]?.[1] ?? [], CASES[0]?.[1] ?? []];
    const files = values.map((pixels, i) => fileOf(tiaBytes('int16', FAST, SLOW, pixels), `x_${i + 1}.bin`));
    const warningOf = async (cap: number) => {
      const view = await viewFiles(files, {
        choice: { ...LEGINON_CHOICE, cap },
      });
      return view.warnings.find(({ code }) => code === 'wrappedCounts');
    };
    expect(await warningOf(2000)).toEqual({
      code: 'wrappedCounts',
      below: -2000,
      beside: 16_000,
      becomeZero: true,
      pixels: 10,
      frames: 2,
      exact: true,
    });
    expect(await warningOf(40_000)).toMatchObject({ becomeZero: false });
  });
});
