import { describe, expect, it } from 'vitest';
import { geometryFromName } from '../../src/domain/nameGeometry';
import { rotationFromTilts } from '../../src/maths/tiltSeries';

const tilts = (...pairs: (readonly [number, number])[]) =>
  pairs.map(([number, tiltDeg]) => ({ number, tiltDeg }));

describe('rotation from the tilts of single files', () => {
  it('is signed and knows of gaps', () => {
    expect(rotationFromTilts(tilts([3, 30], [4, 29.5], [7, 28]))).toBe(-0.5);
    expect(rotationFromTilts(tilts([1, -30.02], [2, -29.01], [3, -28.02]))).toBe(1);
  });

  it('is not known from one frame, from frames that stand still, nor from uneven ones', () => {
    expect(rotationFromTilts([])).toBeUndefined();
    expect(rotationFromTilts(tilts([1, 5]))).toBeUndefined();
    expect(rotationFromTilts(tilts([1, 5], [2, 5]))).toBeUndefined();
    expect(rotationFromTilts(tilts([1, 0], [2, 5], [3, 2]))).toBeUndefined();
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
