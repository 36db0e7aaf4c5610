import type { Geometry } from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import { ringRadiusPx } from './calibration';
import { resolutionAngstrom } from './pixelReadout';

/** d-spacings of hexagonal ice down to 1.72 angstrom, as listed by XDS and DIALS. */
export const ICE_SPACINGS_ANGSTROM: readonly number[] = [
  3.897, 3.669, 3.441, 2.671, 2.249, 2.072, 1.948, 1.918, 1.883, 1.721,
];

/** Round d-spacings of the drawn rings, angstrom. */
const ROUND_SPACINGS_ANGSTROM: readonly number[] = [
  50, 30, 20, 15, 10, 7, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3,
];
/** Least distance between rings, as a fraction of the longest radius. */
const LEAST_STEP = 0.13;

type Size = Pick<FrameShape, 'fastSize' | 'slowSize'>;

/** Radius of a ring, px; undefined if the geometry is incomplete or the ring misses the detector. */
export function radiusOfSpacingPx(geometry: Geometry, dAngstrom: number): number | undefined {
  const { wavelengthAngstrom, detectorDistanceMm, pixelSizeMm } = geometry;
  if (wavelengthAngstrom === undefined || detectorDistanceMm === undefined || pixelSizeMm === undefined) {
    return undefined;
  }
  return ringRadiusPx(detectorDistanceMm, dAngstrom, { pixelSizeMm, wavelengthAngstrom });
}

/** Longest distance from the beam centre to a corner, px. */
function longestRadiusPx({ fastSize, slowSize }: Size, fastPx: number, slowPx: number): number {
  return Math.hypot(Math.max(fastPx, fastSize - fastPx), Math.max(slowPx, slowSize - slowPx));
}

/** Round d-spacings with rings spread over the frame, descending. Empty while the geometry is incomplete. */
export function automaticSpacings(geometry: Geometry, size: Size): number[] {
  const { beamCentreFastPx: fast, beamCentreSlowPx: slow } = geometry;
  if (fast === undefined || slow === undefined) return [];
  const longest = longestRadiusPx(size, fast, slow);
  const spacings: number[] = [];
  let last = 0;
  for (const spacing of ROUND_SPACINGS_ANGSTROM) {
    const radius = radiusOfSpacingPx(geometry, spacing);
    if (radius === undefined || radius > longest || radius - last < LEAST_STEP * longest) continue;
    spacings.push(spacing);
    last = radius;
  }
  return spacings;
}

/** Resolution at the frame's limits, angstrom. */
export interface EdgeResolution {
  /** At the nearest edge: complete rings end here. */
  readonly edgeAngstrom: number;
  /** At the farthest corner: nothing is recorded beyond. */
  readonly cornerAngstrom: number;
}

/** Resolution at the nearest edge and the farthest corner; undefined while the geometry is incomplete. */
export function edgeResolution(geometry: Geometry, size: Size): EdgeResolution | undefined {
  const { beamCentreFastPx: fast, beamCentreSlowPx: slow } = geometry;
  if (fast === undefined || slow === undefined) return undefined;
  const nearest = Math.min(fast, size.fastSize - fast, slow, size.slowSize - slow);
  const edgeAngstrom = resolutionAngstrom(geometry, fast + nearest, slow);
  const cornerAngstrom = resolutionAngstrom(geometry, fast + longestRadiusPx(size, fast, slow), slow);
  if (edgeAngstrom === undefined || cornerAngstrom === undefined || nearest <= 0) return undefined;
  return { edgeAngstrom, cornerAngstrom };
}
