import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startFrameScan } from '../../src/kernels/frameScan';
import { WINDOW_PIXELS } from '../../src/kernels/machine';
import * as kernels from '../../src/kernels/pixelKernels';
import { toSmvPixels } from '../../src/maths/convertPixels';
import { fingerprint } from '../../src/maths/fingerprint';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { makeThumbnail } from '../../src/maths/thumbnail';
import { countWrapped } from '../../src/maths/wrappedCounts';
import { layoutOf, pixelsOf, TIA_TYPES, type TiaType } from '../unit/fixtures';
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

  it('on the fingerprint of bytes', () => {
    const contents = fc.oneof(
      { weight: 5, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
      fc
        .record({ length: fc.integer({ min: 0, max: 9 * WINDOW_PIXELS }), factor: fc.nat() })
        .map(({ length, factor }) => Uint8Array.from({ length }, (_, at) => (at * factor) >>> 3)),
    );
    fc.assert(
      fc.property(contents, (bytes) => {
        const { buffer } = Uint8Array.from(bytes);
        expect(kernels.fingerprint(buffer)).toBe(fingerprint(buffer));
      }),
      { numRuns: 250 },
    );
  });

  it('on the scan of frames of any shape, whose bytes come in pieces that end anywhere', () => {
    const sides = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })) },
      { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 60 })) },
      fc.tuple(fc.integer({ min: WINDOW_PIXELS - 1, max: WINDOW_PIXELS }), fc.integer({ min: 1, max: 3 })),
    );
    const frames = fc.constantFrom('int32' as const, 'int16' as const, 'uint16' as const).chain((type) =>
      fc.record({
        type: fc.constant(type),
        sides,
        turned: fc.boolean(),
        values: fc.array(resolvedEdgeOr(type), { minLength: 1, maxLength: 40 }),
        step: fc.integer({ min: 1, max: 1000 }),
        pieces: fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 5 }),
        whole: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(frames, ({ type, sides: [a, b], turned, values, step, pieces, whole }) => {
        const [fastSize, slowSize] = turned ? [Math.min(b, WINDOW_PIXELS), a] : [a, b];
        const tiled = Array.from(
          { length: fastSize * slowSize },
          (_, i) => values[(i * step) % values.length] ?? 0,
        );
        const pixels = pixelsOf(type, tiled);
        const bytes = new Uint8Array(pixels.buffer as ArrayBuffer);
        const scan = startFrameScan(layoutOf({ pixelType: type, fastSize, slowSize, littleEndian: true }));
        if (scan === undefined) throw new Error('no kernels for this frame');
        for (let from = 0, n = 0; from < bytes.length; n++) {
          const end = from + (pieces[n % pieces.length] as number);
          scan.take(bytes.slice(from, end));
          from = end;
          if (whole && n === 1) break;
        }
        if (whole) scan.takeWhole(pixels.slice().buffer as ArrayBuffer);
        const { nonFiniteCount: _, ...statistics } = frameStatistics(pixels, scratch);
        expect(scan.finish()).toEqual({
          ...statistics,
          thumbnail: makeThumbnail(pixels, fastSize, slowSize, statistics),
          wrappedCount: countWrapped(pixels, fastSize),
          fingerprint: fingerprint(bytes.buffer),
        });
      }),
      { numRuns: 250 },
    );
  });

  it('on pixels that wrapped around, at the edges of rows and windows too', () => {
    const [fastSize, slowSize] = [1000, 140];
    const rows = fc.constantFrom(0, 1, 63, 64, 65, 66, 129, 130, 131, 138, 139);
    const columns = fc.constantFrom(0, 1, 2, 500, 998, 999);
    const values = fc.constantFrom(-2001, -2000, -9000, -32_768, 16_001, 16_000);
    const spots = fc.array(fc.tuple(rows, columns, values), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(fc.constantFrom('int32' as const, 'int16' as const), spots, (type, found) => {
        const pixels = pixelsOf(type, new Array<number>(fastSize * slowSize).fill(3));
        for (const [row, column, value] of found) pixels[row * fastSize + column] = value;
        const scan = startFrameScan(layoutOf({ pixelType: type, fastSize, slowSize, littleEndian: true }));
        scan?.takeWhole(pixels.slice().buffer as ArrayBuffer);
        expect(scan?.finish().wrappedCount).toBe(countWrapped(pixels, fastSize));
      }),
      { numRuns: 60 },
    );
  });
});
