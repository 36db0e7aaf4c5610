import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  framesAfterEnd,
  oscillationFromRangeDeg,
  oscillationFromSpeedDeg,
} from '../../src/maths/oscillation';

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

describe('oscillation per frame', () => {
  it('is tilt speed times exposure, with its sign', () => {
    // Python: 0.3 * 2.5; -0.2857 * 3
    expect(oscillationFromSpeedDeg(0.3, 2.5)).toBeCloseTo(0.75, 12);
    expect(oscillationFromSpeedDeg(-0.2857, 3)).toBeCloseTo(-0.8571, 12);
  });

  it('is the range shared by the frames, with its sign', () => {
    // Python: (30 - -30) / 120; (-48.5 - 50) / 197
    expect(oscillationFromRangeDeg(-30, 30, 120)).toBe(0.5);
    expect(oscillationFromRangeDeg(50, -48.5, 197)).toBe(-0.5);
  });

  it('adds up to the range again', () => {
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(angle, angle, fc.integer({ min: 1, max: 5000 }), (start, end, frames) => {
        expect(start + frames * oscillationFromRangeDeg(start, end, frames)).toBeCloseTo(end, 9);
      }),
    );
  });
});

describe('frames after the end angle', () => {
  it('begin at it or after it', () => {
    // Frame n begins at -30 + (n - 1): frame 61 at 30, frame 60 at 29.
    const rotation = { startDeg: -30, perFrameDeg: 1, firstNumber: 1 };
    const numbers = numbersFrom(1, 63);
    expect(framesAfterEnd(rotation, 30, numbers)).toEqual([61, 62, 63]);
    expect(framesAfterEnd(rotation, 30.5, numbers)).toEqual([62, 63]);
    expect(framesAfterEnd(rotation, 29.5, numbers)).toEqual([61, 62, 63]);
    expect(framesAfterEnd(rotation, 33, numbers)).toEqual([]);
  });

  it('follow a falling angle', () => {
    // Frame n begins at 30 - 0.5 * (n - 5): frame 25 at 20.
    const rotation = { startDeg: 30, perFrameDeg: -0.5, firstNumber: 5 };
    expect(framesAfterEnd(rotation, 20, numbersFrom(5, 23))).toEqual([25, 26, 27]);
    expect(framesAfterEnd(rotation, 20.25, numbersFrom(5, 23))).toEqual([25, 26, 27]);
  });

  it('keep their angles across a gap', () => {
    const rotation = { startDeg: 0, perFrameDeg: 1, firstNumber: 10 };
    expect(framesAfterEnd(rotation, 5, [10, 11, 14, 16, 19])).toEqual([16, 19]);
  });

  it('are not moved by the rounding of the step', () => {
    // 0.1 * 3 > 0.3 in binary; a third of a degree is written with 8 digits, too short or too long
    expect(framesAfterEnd({ startDeg: 0, perFrameDeg: 0.1, firstNumber: 0 }, 0.3, [2, 3, 4])).toEqual([3, 4]);
    for (const perFrameDeg of [0.33333333, 0.33333334]) {
      const rotation = { startDeg: -50, perFrameDeg, firstNumber: 1 };
      expect(framesAfterEnd(rotation, 50, numbersFrom(299, 4))).toEqual([301, 302]);
    }
  });

  it('are all where the rotation leads away from the end, and none where nothing turns', () => {
    expect(framesAfterEnd({ startDeg: 0, perFrameDeg: -1, firstNumber: 1 }, 5, [1, 2])).toEqual([1, 2]);
    for (const endDeg of [-5, 0, 5]) {
      expect(framesAfterEnd({ startDeg: 0, perFrameDeg: 0, firstNumber: 1 }, endDeg, [1, 2])).toEqual([]);
    }
  });

  it('are those beyond the number that the step was made for', () => {
    const angle = fc.integer({ min: -180, max: 180 });
    const counts = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(
        angle,
        angle,
        counts,
        fc.integer({ min: 0, max: 999 }),
        (startDeg, endDeg, count, first) => {
          fc.pre(startDeg !== endDeg);
          const perFrameDeg = Number(oscillationFromRangeDeg(startDeg, endDeg, count).toPrecision(8));
          const rotation = { startDeg, perFrameDeg, firstNumber: first };
          const after = framesAfterEnd(rotation, endDeg, numbersFrom(first, count + 2));
          expect(after).toEqual([first + count, first + count + 1]);
        },
      ),
    );
  });
});
