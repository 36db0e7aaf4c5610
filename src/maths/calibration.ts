import { medianOf } from './median';
import type { Profile } from './profiles';

/**
 * The detector distance from rings of a powder standard or from the calibrated pixel
 * size in reciprocal space. The detector is flat and perpendicular to the beam.
 */

/** One ring of a powder. */
export interface PowderRing {
  /** Indices without separators, such as `111`. */
  readonly hkl: string;
  readonly dAngstrom: number;
}

/** A powder of known cell. */
export interface PowderStandard {
  readonly id: string;
  readonly name: string;
  /** From the innermost ring outwards, by falling d. */
  readonly rings: readonly PowderRing[];
}

/** What converts an angle to pixels, besides the distance. */
export interface RingScale {
  readonly pixelSizeMm: number;
  readonly wavelengthAngstrom: number;
}

/** Highest index tried; beyond it every ring of the standards lies below their smallest d. */
const LARGEST_INDEX = 8;

/** The rings down to the smallest d, counting exchanged h and k once. */
function ringsOf(
  isAllowed: (h: number, k: number, l: number) => boolean,
  dAngstrom: (h: number, k: number, l: number) => number,
  smallestDAngstrom: number,
): PowderRing[] {
  const rings: PowderRing[] = [];
  for (let h = 0; h <= LARGEST_INDEX; h++) {
    for (let k = 0; k <= h; k++) {
      for (let l = 0; l <= LARGEST_INDEX; l++) {
        if (h + k + l === 0 || !isAllowed(h, k, l)) continue;
        const d = dAngstrom(h, k, l);
        if (d >= smallestDAngstrom) rings.push({ hkl: `${h}${k}${l}`, dAngstrom: d });
      }
    }
  }
  return rings.sort((one, other) => other.dAngstrom - one.dAngstrom);
}

/** Face-centred cubic: the indices are all even or all odd; 1/d^2 = (h^2 + k^2 + l^2) / a^2. */
function faceCentredCubic(aAngstrom: number, smallestDAngstrom: number): PowderRing[] {
  return ringsOf(
    // Permutations of the three indices count once.
    (h, k, l) => k >= l && h % 2 === k % 2 && k % 2 === l % 2,
    (h, k, l) => aAngstrom / Math.sqrt(h * h + k * k + l * l),
    smallestDAngstrom,
  );
}

/**
 * Graphite 2H (P6_3/mmc): its two layers cancel where h - k is a multiple of 3 and l is odd;
 * 1/d^2 = 4/3 (h^2 + hk + k^2) / a^2 + l^2 / c^2.
 */
function graphite(aAngstrom: number, cAngstrom: number, smallestDAngstrom: number): PowderRing[] {
  return ringsOf(
    (h, k, l) => (h - k) % 3 !== 0 || l % 2 === 0,
    (h, k, l) => 1 / Math.sqrt((4 / 3) * ((h * h + h * k + k * k) / aAngstrom ** 2) + (l / cAngstrom) ** 2),
    smallestDAngstrom,
  );
}

/**
 * Standards sold on TEM grids; cells at room temperature, angstrom. Aluminium and gold as in
 * the powder diffraction files 4-787 and 4-784, to 1e-4. Graphite to 4e-4 of J. Y. Howe et al., Powder
 * Diffraction 18 (2003) 150: its cell depends on its order. Further out, graphite's rings lie too
 * close to be distinguished.
 */
export const POWDER_STANDARDS: readonly PowderStandard[] = [
  { id: 'aluminium', name: 'Aluminium', rings: faceCentredCubic(4.0495, 0.8) },
  { id: 'gold', name: 'Gold', rings: faceCentredCubic(4.0786, 0.8) },
  { id: 'graphite', name: 'Graphite', rings: graphite(2.461, 6.708, 1.1) },
];

/**
 * Tangent of the full diffraction angle, 2 theta = 2 asin(wavelength / (2 d)).
 * @returns undefined from 90 degrees on: such a ray misses the detector
 */
function tanTwoTheta(wavelengthAngstrom: number, dAngstrom: number): number | undefined {
  const twoThetaRad = 2 * Math.asin(wavelengthAngstrom / (2 * dAngstrom));
  return twoThetaRad < Math.PI / 2 ? Math.tan(twoThetaRad) : undefined;
}

/**
 * Detector distance from the radius of a ring of known d: radius * pixel / tan(2 theta), by Bragg's law and
 * without the small-angle approximation.
 * @param radiusPx > 0
 * @returns mm; undefined if no ring of this d can reach the detector
 */
export function ringDistanceMm(
  radiusPx: number,
  dAngstrom: number,
  { pixelSizeMm, wavelengthAngstrom }: RingScale,
): number | undefined {
  const tangent = tanTwoTheta(wavelengthAngstrom, dAngstrom);
  return tangent === undefined ? undefined : (radiusPx * pixelSizeMm) / tangent;
}

/**
 * Radius of the ring of a given d, the inverse of `ringDistanceMm`.
 * @returns px; undefined if no ring of this d can reach the detector
 */
export function ringRadiusPx(
  detectorDistanceMm: number,
  dAngstrom: number,
  { pixelSizeMm, wavelengthAngstrom }: RingScale,
): number | undefined {
  const tangent = tanTwoTheta(wavelengthAngstrom, dAngstrom);
  return tangent === undefined ? undefined : (detectorDistanceMm * tangent) / pixelSizeMm;
}

/**
 * Detector distance from the reciprocal pixel size: pixel / (spacing * wavelength), as in dxtbx
 * `FormatMRC`. Small angles only: the spacing is taken as constant over the frame.
 * @param reciprocalPixelPerAngstrom 1/angstrom per px, > 0
 */
export function reciprocalPixelDistanceMm(
  reciprocalPixelPerAngstrom: number,
  { pixelSizeMm, wavelengthAngstrom }: RingScale,
): number {
  return pixelSizeMm / (reciprocalPixelPerAngstrom * wavelengthAngstrom);
}

/** Reciprocal pixel size, 1/angstrom per px: the inverse of `reciprocalPixelDistanceMm`. */
export function reciprocalPixelPerAngstrom(
  detectorDistanceMm: number,
  { pixelSizeMm, wavelengthAngstrom }: RingScale,
): number {
  return pixelSizeMm / (detectorDistanceMm * wavelengthAngstrom);
}

/** A ring that a radius may belong to. */
export interface RingSuggestion {
  readonly ring: PowderRing;
  /** Measured over expected radius, minus 1: the relative error of the rough distance if this is the ring. */
  readonly misfit: number;
}

/**
 * The ring of a standard whose radius at a rough camera length is nearest to a measured one.
 * @param roughDistanceMm correct to half the ring spacing, a few percent
 */
export function suggestRing(
  { rings }: PowderStandard,
  radiusPx: number,
  roughDistanceMm: number,
  scale: RingScale,
): RingSuggestion | undefined {
  let best: RingSuggestion | undefined;
  for (const ring of rings) {
    const expectedPx = ringRadiusPx(roughDistanceMm, ring.dAngstrom, scale);
    if (expectedPx === undefined) continue;
    const misfit = radiusPx / expectedPx - 1;
    if (best === undefined || Math.abs(misfit) < Math.abs(best.misfit)) best = { ring, misfit };
  }
  return best;
}

/** With fewer samples there is no background beside a peak. */
const FEWEST_SAMPLES = 5;
/** A peak stands out by this many standard deviations of the noise; chance alone makes 3, seldom 5. */
const LEAST_PROMINENCE_SIGMA = 7;
/** Noise is measured over this many times the reach, of which a ring is a small part. */
const NOISE_REACH = 3;

/** The part of a profile around a radius. */
function within({ distancePx, counts }: Profile, nearPx: number, reachPx: number): Profile {
  const first = distancePx.findIndex((radius) => radius >= nearPx - reachPx);
  const start = first < 0 ? distancePx.length : first;
  const end = distancePx.findLastIndex((radius) => radius <= nearPx + reachPx) + 1;
  return { distancePx: distancePx.subarray(start, end), counts: counts.subarray(start, end) };
}

/** Counts over the straight line from the first to the last sample. */
function aboveChord(x: Float64Array, counts: Float64Array): Float64Array {
  const last = x.length - 1;
  const [x0, y0] = [x[0] as number, counts[0] as number];
  const slope = ((counts[last] as number) - y0) / ((x[last] as number) - x0);
  return counts.map((y, i) => y - y0 - slope * ((x[i] as number) - x0));
}

/** Noise of a smooth curve, from its second differences, whose variance is six times that of a sample. */
function noiseSigma(counts: Float64Array): number {
  const differences = Array.from({ length: counts.length - 2 }, (_, i) =>
    Math.abs((counts[i] as number) - 2 * (counts[i + 1] as number) + (counts[i + 2] as number)),
  );
  // 1.4826: from a median of absolute values to a standard deviation
  return (1.4826 * medianOf(differences)) / Math.sqrt(6);
}

/** Height of a peak over the higher of the two minima beside it. */
function prominence(heights: Float64Array, at: number): number {
  const left = heights.subarray(0, at).reduce((a, b) => Math.min(a, b));
  const right = heights.subarray(at + 1).reduce((a, b) => Math.min(a, b));
  return (heights[at] as number) - Math.max(left, right);
}

/** Vertex of the parabola through a sample and its two neighbours. */
function parabolaTop(x: Float64Array, heights: Float64Array, at: number): number {
  const [x0, y0] = [x[at] as number, heights[at] as number];
  const [a, b] = [(x[at - 1] as number) - x0, (x[at + 1] as number) - x0];
  const [left, right] = [(heights[at - 1] as number) - y0, (heights[at + 1] as number) - y0];
  return x0 + (left * b * b - right * a * a) / (2 * (left * b - right * a));
}

/**
 * The strongest ring near a radius: the highest local maximum over a linear background
 * between the ends of the search, interpolated by a parabola.
 * @param profile mean counts over rings around the beam centre
 * @param reachPx how far from `nearPx` to look on either side; several widths of a ring
 * @returns radius in px; undefined if nothing exceeds the noise
 */
export function findRingRadiusPx(profile: Profile, nearPx: number, reachPx: number): number | undefined {
  const { distancePx: x, counts } = within(profile, nearPx, reachPx);
  if (x.length < FEWEST_SAMPLES) return undefined;
  const heights = aboveChord(x, counts);
  let best: { readonly at: number; readonly prominence: number } | undefined;
  for (let at = 1; at < heights.length - 1; at++) {
    const height = heights[at] as number;
    if (height <= (heights[at - 1] as number) || height < (heights[at + 1] as number)) continue;
    const standing = prominence(heights, at);
    if (best === undefined || standing > best.prominence) best = { at, prominence: standing };
  }
  const noise = noiseSigma(within(profile, nearPx, NOISE_REACH * reachPx).counts);
  if (best === undefined || best.prominence <= LEAST_PROMINENCE_SIGMA * noise) return undefined;
  return parabolaTop(x, heights, best.at);
}
