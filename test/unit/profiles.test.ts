import { describe, expect, it } from 'vitest';
import { lineProfile, radialMean } from '../../src/maths/profiles';

/** 4 x 3 pixels, each 1000 * slow + fast. */
const PICTURE = {
  fastSize: 4,
  slowSize: 3,
  pixels: Int32Array.from([0, 1, 2, 3, 1000, 1001, 1002, 1003, 2000, 2001, 2002, 2003]),
};

describe('line profile', () => {
  it('takes the pixels along a row and along a column, the right way round', () => {
    const row = lineProfile(PICTURE, { x: 0.5, y: 1.5 }, { x: 3.5, y: 1.5 });
    expect([...row.counts]).toEqual([1000, 1001, 1002, 1003]);
    expect([...row.distancePx]).toEqual([0, 1, 2, 3]);
    const column = lineProfile(PICTURE, { x: 2.5, y: 2.5 }, { x: 2.5, y: 0.5 });
    expect([...column.counts]).toEqual([2002, 1002, 2]);
  });

  it('leaves out what lies outside the frame and keeps the distance from the start', () => {
    const { counts, distancePx } = lineProfile(PICTURE, { x: -1.5, y: 0.5 }, { x: 1.5, y: 0.5 });
    expect([...counts]).toEqual([0, 1]);
    expect([...distancePx]).toEqual([2, 3]);
  });
});

describe('radial mean', () => {
  it('means over rings of one pixel', () => {
    // Around (2, 1.5): pixel centres at 0.5 (2), 1.118 (4), 1.5 (2) and 1.803 (4) px.
    const { distancePx, counts } = radialMean(PICTURE, { x: 2, y: 1.5 });
    expect([...distancePx]).toEqual([0.5, 1.5]);
    const inner = (1001 + 1002) / 2;
    const outer = (1 + 2 + 2001 + 2002 + 1000 + 1003 + 0 + 3 + 2000 + 2003) / 10;
    expect([...counts]).toEqual([inner, outer]);
  });

  it('stands a centre outside the frame', () => {
    const { distancePx, counts } = radialMean(PICTURE, { x: -10, y: 0.5 });
    expect(distancePx[0]).toBe(10.5);
    // Fast 0 alone is less than 11 px away: 10.5, 10.55 and 10.69 px.
    expect(counts[0]).toBe(1000);
  });
});
