import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../src/domain/geometry';
import { resolutionAngstrom } from '../../src/maths/pixelReadout';
import { automaticSpacings, edgeResolution, radiusOfSpacingPx } from '../../src/maths/rings';
import { spotCentroid } from '../../src/maths/spotCentroid';
import { parseSpacings } from '../../src/ui/viewer/spacings';

const GEOMETRY: Geometry = {
  wavelengthAngstrom: 0.02507934,
  detectorDistanceMm: 1200,
  pixelSizeMm: 0.028,
  beamCentreFastPx: 1030,
  beamCentreSlowPx: 1010,
};
const SIZE = { fastSize: 2048, slowSize: 1024 };

describe('rings', () => {
  it('lie where their spacing scatters', () => {
    // python3: 1200 * tan(2 * asin(0.02507934 / (2 * 1.0))) / 0.028
    expect(radiusOfSpacingPx(GEOMETRY, 1)).toBeCloseTo(1075.0824481, 5);
    expect(resolutionAngstrom(GEOMETRY, 1030, 1010 - 1075.0824481)).toBeCloseTo(1, 7);
    expect(radiusOfSpacingPx({ ...GEOMETRY, wavelengthAngstrom: 3 }, 1)).toBeUndefined();
    expect(radiusOfSpacingPx({ wavelengthAngstrom: 0.025 }, 1)).toBeUndefined();
  });

  it('are round and apart when they are chosen automatically', () => {
    const spacings = automaticSpacings(GEOMETRY, SIZE);
    expect(spacings.length).toBeGreaterThanOrEqual(3);
    const radii = spacings.map((spacing) => radiusOfSpacingPx(GEOMETRY, spacing) ?? 0);
    for (const [i, radius] of radii.entries()) expect(radius - (radii[i - 1] ?? 0)).toBeGreaterThan(180);
    // the farthest corner is hypot(1030, 1010) away
    expect(Math.max(...radii)).toBeLessThanOrEqual(1442.6);
    expect(automaticSpacings({ wavelengthAngstrom: 0.025 }, SIZE)).toEqual([]);
  });

  it('end at the nearest edge and the farthest corner', () => {
    // nearest: 1024 - 1010 = 14 px; python3: w / (2 * sin(atan(r * 0.028 / 1200) / 2))
    const { edgeAngstrom, cornerAngstrom } = edgeResolution(GEOMETRY, SIZE) ?? {};
    expect(edgeAngstrom).toBeCloseTo(76.773493, 5);
    expect(cornerAngstrom).toBeCloseTo(0.745397, 5);
    expect(edgeResolution({ ...GEOMETRY, beamCentreSlowPx: 1030 }, SIZE)).toBeUndefined();
  });

  it('are read as typed', () => {
    expect(parseSpacings('3.5, 2 1,5; x -1 0')).toEqual([3.5, 2, 1.5]);
    expect(parseSpacings('')).toEqual([]);
  });
});

describe('a clicked spot', () => {
  const pixels = new Int32Array(40 * 30).map((_, at) => ((at * 37) % 11) - 5);
  const at = (fast: number, slow: number) => slow * 40 + fast;
  pixels[at(20, 10)] = 1000;
  pixels[at(21, 10)] = 1000;
  pixels[at(20, 11)] = 1000;
  pixels[at(21, 11)] = 1000;
  const picture = { pixels, fastSize: 40, slowSize: 30 };

  it('is taken at its centroid, from the outer corner of the first pixel', () => {
    const { x, y } = spotCentroid(picture, { x: 24.2, y: 8.9 });
    expect(x).toBeCloseTo(21, 1);
    expect(y).toBeCloseTo(11, 1);
  });

  it('stays where it was clicked when nothing stands out', () => {
    expect(spotCentroid(picture, { x: 3.25, y: 25.5 })).toEqual({ x: 3.25, y: 25.5 });
    expect(spotCentroid(picture, { x: 0.5, y: 0.5 })).toEqual({ x: 0.5, y: 0.5 });
  });
});
