import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleView, type ViewSamples } from '../../src/maths/sampleView';

/** 4 x 3 pixels; the count tells fast and slow: 10 * slow + fast. */
const FRAME = {
  fastSize: 4,
  slowSize: 3,
  pixels: Int32Array.from([0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23]),
};

function rows({ width, counts }: ViewSamples): number[][] {
  return Array.from({ length: counts.length / width }, (_, y) => [
    ...counts.subarray(y * width, (y + 1) * width),
  ]);
}

const sample = (scale: number, x: number, y: number, width: number, height: number, flipped = false) =>
  sampleView(FRAME, { scale, offsetX: x, offsetY: y }, { width, height }, flipped);

describe('sampleView', () => {
  it('gives every frame pixel once at one to one, at its place', () => {
    const seen = sample(1, 5, 2, 20, 20);
    expect([seen.left, seen.top]).toEqual([5, 2]);
    expect(rows(seen)).toEqual([
      [0, 1, 2, 3],
      [10, 11, 12, 13],
      [20, 21, 22, 23],
    ]);
  });

  it('repeats pixels when they are larger than those of the screen', () => {
    expect(rows(sample(2, 0, 0, 20, 20))).toEqual([
      [0, 0, 1, 1, 2, 2, 3, 3],
      [0, 0, 1, 1, 2, 2, 3, 3],
      [10, 10, 11, 11, 12, 12, 13, 13],
      [10, 10, 11, 11, 12, 12, 13, 13],
      [20, 20, 21, 21, 22, 22, 23, 23],
      [20, 20, 21, 21, 22, 22, 23, 23],
    ]);
  });

  it('leaves out what is beyond the edges of the screen', () => {
    const seen = sample(2, -3, -2, 4, 3);
    expect([seen.left, seen.top]).toEqual([0, 0]);
    expect(rows(seen)).toEqual([
      [11, 12, 12, 13],
      [11, 12, 12, 13],
      [21, 22, 22, 23],
    ]);
    expect(sample(1, 30, 0, 20, 20).counts).toHaveLength(0);
    expect(sample(1, 0, -9, 20, 20).counts).toHaveLength(0);
  });

  it('shows the slow axis upwards when flipped', () => {
    expect(rows(sample(1, 0, 0, 9, 9, true))).toEqual([
      [20, 21, 22, 23],
      [10, 11, 12, 13],
      [0, 1, 2, 3],
    ]);
    // Two rows a screen pixel: the lone third row is the frame's first.
    expect(rows(sample(0.5, 0, 0, 9, 9, true))).toEqual([
      [15.5, 17.5],
      [0.5, 2.5],
    ]);
  });

  it('means the pixels that one of the screen stands for', () => {
    // (0 + 1 + 10 + 11) / 4 and so on; the last row has one row of pixels left.
    expect(rows(sample(0.5, 0, 0, 9, 9))).toEqual([
      [5.5, 7.5],
      [20.5, 22.5],
    ]);
  });

  it('counts every pixel of a reduced frame exactly once, at any scale and place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 8, max: 60 }),
        fc.double({ min: 0.13, max: 0.999, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.boolean(),
        (fastSize, slowSize, scale, offsetX, offsetY, flipped) => {
          // One pixel is lit, and only one sample may see it: with 1 / (pixels of its block).
          const pixels = new Int32Array(fastSize * slowSize);
          const frame = { fastSize, slowSize, pixels };
          // A sample at an edge of the frame stands for up to half a screen pixel more there.
          const least = 1 / Math.ceil(2 / scale + 1) ** 2;
          for (const lit of [0, fastSize - 1, pixels.length >> 1, pixels.length - 1]) {
            pixels.fill(0);
            pixels[lit] = 1;
            const view = { scale, offsetX, offsetY };
            const { counts } = sampleView(frame, view, { width: 100, height: 100 }, flipped);
            const shown = counts.filter((count) => count !== 0);
            expect(shown).toHaveLength(1);
            expect(shown[0]).toBeGreaterThan(least - 1e-6);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
