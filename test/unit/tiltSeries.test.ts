import { describe, expect, it } from 'vitest';
import { geometryFromName } from '../../src/domain/nameGeometry';
import { fitTilts } from '../../src/maths/tiltSeries';

const tilts = (...pairs: (readonly [number, number])[]) =>
  pairs.map(([number, tiltDeg]) => ({ number, tiltDeg }));

/** Tilts of frames 1, 2, ... */
const series = (...degrees: readonly number[]) => degrees.map((tiltDeg, at) => ({ number: at + 1, tiltDeg }));

describe('rotation from the tilts of the frames', () => {
  it.each([
    ['with gaps', tilts([3, 30], [4, 29.5], [7, 28]), 3, 30, -0.5],
    ['that begins before the first known tilt', tilts([3, 29], [4, 28.5]), 1, 30, -0.5],
    ['read to hundredths', tilts([1, -30.02], [2, -29.01], [3, -28.02]), 1, -30.01667, 1],
    ['of two frames', series(12, 12.4), 1, 12, 0.4],
  ])('%s has start and step', (_, given, firstNumber, startDeg, stepDeg) => {
    expect(fitTilts(given, firstNumber).line).toMatchObject({ startDeg, stepDeg });
  });

  it('is not disturbed by a tilt that was read wrong', () => {
    const given = series(...Array.from({ length: 40 }, (_, i) => (i === 17 ? 55 : -20 + 0.5 * i)));
    expect(fitTilts(given, 1)).toMatchObject({ line: { startDeg: -20, stepDeg: 0.5 }, uneven: true });
  });

  it('leaves out the frames during which the stage stands still', () => {
    const still = series(10, 10.0004, 10, 10.4, 10.8, 11.2, 11.6, 11.6);
    expect(fitTilts(still, 1)).toMatchObject({
      standing: [1, 2, 3, 7, 8],
      line: { startDeg: 9.2, stepDeg: 0.4 },
      uneven: false,
    });
  });

  it('needs frames that turn', () => {
    expect(fitTilts([], 1)).toEqual({ line: undefined, standing: [], uneven: false, maybeRadians: false });
    expect(fitTilts(series(5), 1).line).toBeUndefined();
    expect(fitTilts(series(5, 5, 5), 1)).toMatchObject({
      line: undefined,
      standing: [1, 2, 3],
      uneven: false,
    });
  });

  it('is not known from tilts without even steps', () => {
    expect(fitTilts(series(0, 5, 2), 1)).toMatchObject({ line: undefined, uneven: true });
    expect(fitTilts(series(0, 3, -3, 6, -6, 9, -9, 12), 1).line).toBeUndefined();
  });

  it.each([
    [0.02, false],
    [0.05, true],
  ])('of steps that alternate by ±%f / 0.5 is uneven: %s', (byDeg, uneven) => {
    const given = series(...Array.from({ length: 41 }, (_, i) => 0.5 * i + (i % 2) * byDeg));
    // each step is 0.5 ± byDeg: a scatter of 4 % and of 10 %
    const fit = fitTilts(given, 1);
    expect(fit.line?.scatter).toBeCloseTo(byDeg / 0.5, 3);
    expect(fit.uneven).toBe(uneven);
  });

  it.each([
    ['up to 0.52 in even steps', series(-0.52, -0.51, -0.5, -0.49), true],
    ['up to 1.7', series(1.4, 1.5, 1.6, 1.7), false],
    ['of two frames', series(0.1, 0.2), false],
    ['in uneven steps', series(0.1, 0.2, 0.5, 0.55, 0.7), false],
  ])('may be in radians with tilts %s: %s', (_, given, maybeRadians) => {
    expect(fitTilts(given, 1).maybeRadians).toBe(maybeRadians);
  });
});

describe('what names carry', () => {
  it.each([
    ['day1/lysozyme_200kV_bin2', { highTensionKv: 200, binning: 2 }],
    ['300 kV/x', { highTensionKv: 300 }],
    ['crystal binning-4x4', { binning: 4 }],
    ['cabin2_5kV', {}],
    ['bin3_bin2x4', {}],
    ['x_1200kVolt', {}],
    ['', {}],
  ])('%s', (name, expected) => {
    expect(geometryFromName(name)).toEqual(expected);
  });
});
