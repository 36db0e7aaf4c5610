import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WINDOW_PIXELS } from '../../src/kernels/machine';
import * as kernels from '../../src/kernels/pixelKernels';
import { toSmvPixels } from '../../src/maths/convertPixels';
import { extremes } from '../../src/maths/extremes';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { makeThumbnail } from '../../src/maths/thumbnail';
import { pixelsOf, TIA_TYPES, type TiaType } from '../unit/fixtures';
import { pixelOf } from './arbitraries';

/** The kernels against the functions of `maths`: the same to the last bit. */

const scratch = createStatisticsScratch();

/** Around the vectors' width, the window, and two windows. */
const lengths = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 70 }) },
  fc.integer({ min: WINDOW_PIXELS - 9, max: WINDOW_PIXELS + 9 }),
  fc.integer({ min: 2 * WINDOW_PIXELS - 9, max: 2 * WINDOW_PIXELS + 9 }),
);

/** Values of a type, those at the ends of the resolved range among them. */
function resolvedEdgeOr(type: TiaType): fc.Arbitrary<number> {
  const edges = [-32769, -32768, 98303, 98304, 0].filter((value) => pixelsOf(type, [value])[0] === value);
  return fc.oneof({ weight: 4, arbitrary: pixelOf(type) }, fc.constantFrom(...edges));
}

/** Every type, those with kernels more often. */
const types = fc.constantFrom(...TIA_TYPES, 'int32', 'int32', 'int32', 'int16', 'uint16' as const);

/** Frames of any length: few values, put together again and again; or only one. */
const frame = fc
  .record({ type: types, length: lengths, step: fc.integer({ min: 1, max: 1000 }) })
  .chain(({ type, length, step }) =>
    fc.array(resolvedEdgeOr(type), { minLength: 1, maxLength: 40 }).map((values) => {
      const tiled = Array.from({ length }, (_, i) => values[(i * step) % values.length] ?? 0);
      return { type, pixels: pixelsOf(type, tiled) };
    }),
  );

/** Any offset: also ones that cut everything, fractions, and ones too large for a kernel. */
const anyOffset = fc.oneof(
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.constantFrom(-0, 2 ** 30, -(2 ** 30), 2 ** 30 + 1, 2 ** 32, -(2 ** 33), 12.75, -0.5, 0.1),
);

/** Frames with an offset that takes one of their pixels to the edge of uint16, or with any. */
const frameWithOffset = frame.chain(({ type, pixels }) => {
  const edge = fc
    .record({ at: fc.nat(), end: fc.constantFrom(0, 65535), beside: fc.integer({ min: -1, max: 1 }) })
    .map(({ at, end, beside }) => end - (pixels[at % pixels.length] as number) + beside);
  return fc.oneof(anyOffset, edge).map((offset) => ({ type, pixels, offset }));
});

it('there are kernels here', () => {
  expect(kernels.hasKernels()).toBe(true);
});

describe('kernels and TypeScript agree', () => {
  it('on statistics and histogram', () => {
    fc.assert(
      fc.property(frame, ({ pixels }) => {
        const expected = frameStatistics(pixels, scratch);
        expect(kernels.frameStatistics(pixels, scratch)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  it('on SMV pixels and how many are cut', () => {
    fc.assert(
      fc.property(frameWithOffset, ({ pixels, offset }) => {
        const expected = toSmvPixels(pixels, offset, new Uint16Array(pixels.length));
        const target = new Uint16Array(pixels.length).fill(4242);
        const found = kernels.toSmvPixels(pixels, offset, target);
        expect(found.pixels).toBe(target);
        expect(target.findIndex((pixel, i) => pixel !== expected.pixels[i])).toBe(-1);
        expect([found.truncatedLow, found.truncatedHigh]).toEqual([
          expected.truncatedLow,
          expected.truncatedHigh,
        ]);
      }),
      { numRuns: 250 },
    );
  });

  it('on the extremes', () => {
    fc.assert(
      fc.property(frame, ({ pixels }) => {
        expect(kernels.extremes(pixels)).toEqual(extremes(pixels));
      }),
      { numRuns: 250 },
    );
  });

  it('on thumbnails of any shape', () => {
    const sides = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 })) },
      fc.tuple(fc.integer({ min: WINDOW_PIXELS - 1, max: WINDOW_PIXELS + 1 }), fc.constantFrom(1, 2)),
    );
    const shapes = fc.record({
      sides,
      type: types,
      turned: fc.boolean(),
      seed: fc.integer({ min: -100_003, max: 100_003 }),
    });
    fc.assert(
      fc.property(shapes, ({ sides: [a, b], type, turned, seed }) => {
        const [fastSize, slowSize] = turned ? [b, a] : [a, b];
        const values = Array.from({ length: a * b }, (_, i) => (seed * (i + 1)) % 100_003);
        const pixels = pixelsOf(type, values);
        const statistics = frameStatistics(pixels, scratch);
        expect(kernels.makeThumbnail(pixels, fastSize, slowSize, statistics)).toEqual(
          makeThumbnail(pixels, fastSize, slowSize, statistics),
        );
      }),
      { numRuns: 100 },
    );
  });
});
