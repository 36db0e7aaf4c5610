import type { BeamCentreResult, BeamPlace } from '../domain/beamSearch';
import { type BackgroundMap, mapBackground, smoothBackground, standOut } from './beamCentre/backgroundMap';
import { findCentralBeam } from './beamCentre/centralBeam';
import { boxMean } from './beamCentre/filters';
import { meetPairs, type PairCentre, voteForMidpoint } from './beamCentre/friedelPairs';
import { countPairs, highestPeak, mapInversion, SEARCHED_FRACTION } from './beamCentre/inversionMap';
import {
  type BeamPicture,
  blockFor,
  medianOverPictures,
  type ReducedPicture,
  reducePicture,
} from './beamCentre/reducedPicture';
import { comparePlaceWithRing, type HaloCentre, refineHalo } from './beamCentre/sectors';
import { findSpots, type Spot } from './beamCentre/spots';

export type { BeamPicture } from './beamCentre/reducedPicture';

/** A position with the standard deviation of one coordinate. */
interface Estimate extends BeamPlace {
  readonly sigmaPx: number;
}

/** The middle of the halo. */
interface Halo extends Estimate {
  /** Correlation with itself rotated, -1..1. */
  readonly correlation: number;
  readonly atBound: boolean;
}

/** Blocks along the longer edge of the working picture. */
const WORKING_EDGE = 300;
/** Shortest usable edge. */
const LEAST_EDGE_PX = 64;
/** Estimates further apart than this contradict each other. */
const TOLERANCE_PX = 3;
/** Correlation of a halo with itself rotated that noise does not reach. */
const LEAST_CORRELATION = 0.3;
/** A halo that correlates this well needs no smoothing. */
const GOOD_CORRELATION = 0.9;
/** A halo that correlates less gives no centre by itself. */
const SURE_CORRELATION = 0.8;
/** A halo centre less certain than this is not used. */
const WORST_SIGMA_PX = 0.9;
/** Without a halo, the second best position may have at most this fraction of the best one's pairs. */
const MOST_RIVAL_SHARE = 0.4;
/** Working pixels around the beam that must be symmetric about it. */
const BEAM_SURROUNDINGS = 40;
/** Search radius for the direct beam around a position, working pixels. */
const BEAM_REACH = 4;

/** The reduced pictures that the methods use. */
interface Workspace {
  readonly pictures: readonly BeamPicture[];
  readonly reduced: readonly ReducedPicture[];
  readonly median: ReducedPicture;
  readonly background: BackgroundMap;
  readonly blockPx: number;
}

/**
 * Finds where the direct beam hits the detector, from one or more frames of a series in raw counts.
 * A visible beam gives its own centre if its surroundings are symmetric about it. Behind a beam
 * stop, the centre is where the halo is symmetric under rotation by 180 degrees; Friedel pairs refine it, or
 * give it alone without a halo. It may lie up to a fifth of an edge from the frame's middle.
 * @param pictures frames of one size; about five, spread over the series, are enough
 */
export function findBeamCentre(pictures: readonly BeamPicture[]): BeamCentreResult {
  const [first] = pictures;
  if (first === undefined || !pictures.every((picture) => fits(picture, first))) {
    return { kind: 'unsure', reason: 'badPictures', guess: undefined };
  }
  const work = prepare(pictures, blockFor(first, WORKING_EDGE));
  const halo = findHalo(work);
  const beam = findBeamWithSurroundings(work, halo);
  if (beam !== undefined) return judgeBeam(beam, halo);
  if (halo === undefined) return judgePairs(work);
  if (halo.atBound) return { kind: 'unsure', reason: 'atBound', guess: placeOf(halo) };
  if (halo.sigmaPx > WORST_SIGMA_PX || halo.correlation < SURE_CORRELATION) {
    return { kind: 'unsure', reason: 'weak', guess: placeOf(halo) };
  }
  return judgeHalo(work, halo);
}

function fits({ pixels, fastSize, slowSize }: BeamPicture, first: BeamPicture): boolean {
  return (
    fastSize === first.fastSize &&
    slowSize === first.slowSize &&
    Math.min(fastSize, slowSize) >= LEAST_EDGE_PX &&
    pixels.length === fastSize * slowSize
  );
}

function prepare(pictures: readonly BeamPicture[], blockPx: number): Workspace {
  const reduced = pictures.map((picture) => reducePicture(picture, blockPx));
  const median = medianOverPictures(reduced);
  return { pictures, reduced, median, background: mapBackground(median), blockPx };
}

function placeOf({ fastPx, slowPx }: BeamPlace): BeamPlace {
  return { fastPx, slowPx };
}

/** Smoothing radii for a noisy halo, working pixels, and its refinement steps. */
const SMOOTHINGS = [
  { radius: 0, step: 1 },
  { radius: 2, step: 3 },
  { radius: 4, step: 5 },
] as const;

/** Sectors of a smoothed picture share noise, so their scatter is too small by about this factor. */
const SMOOTHED_SIGMA = 1.5;

/** The centre of symmetry of the halo, smoothed no more than its noise requires. */
function findHalo({ background, blockPx }: Workspace): Halo | undefined {
  const pairCounts = countPairs(background);
  let best: Halo | undefined;
  for (const { radius, step } of SMOOTHINGS) {
    const smooth = radius === 0 ? background : smoothBackground(background, radius);
    const { sumX, sumY, atBound } = highestPeak(mapInversion(smooth, pairCounts));
    const refined = refineHalo(smooth, sumX, sumY, { step });
    const estimate = estimateOf(refined, blockPx);
    if (refined === undefined || estimate === undefined || isDarkInside(smooth, refined)) continue;
    const ownPx = (radius === 0 ? 1 : SMOOTHED_SIGMA) * estimate.sigmaPx;
    const changePx = best === undefined ? 0 : distancePx(best, estimate) / 2;
    const sigmaPx = Math.hypot(ownPx, changePx, disagreementOfParts(smooth, refined, step) * blockPx);
    best = { ...estimate, sigmaPx, correlation: refined.correlation, atBound };
    if (refined.correlation >= GOOD_CORRELATION) break;
  }
  return best;
}

/** Radius between inner and outer part of a halo, working pixels. */
const INNER_RADIUS = 50;

/** True for a bowl: a halo is brightest in its middle. */
function isDarkInside(background: BackgroundMap, centre: HaloCentre): boolean {
  const { inside, ring } = comparePlaceWithRing(background, centre, INNER_RADIUS);
  return inside <= ring;
}

/**
 * Distance between the centres of a halo's inner and outer part beyond their uncertainties, working
 * pixels; infinite without a symmetric inner part. A slope or dome of the detector moves the outer part first.
 */
function disagreementOfParts(background: BackgroundMap, whole: HaloCentre, step: number): number {
  const [sumX, sumY] = [Math.round(2 * (whole.x - 0.5)), Math.round(2 * (whole.y - 0.5))];
  const inner = refineHalo(background, sumX, sumY, { reach: INNER_RADIUS, step });
  const outer = refineHalo(background, sumX, sumY, { core: INNER_RADIUS, step });
  if (inner === undefined || inner.correlation < LEAST_CORRELATION) return Infinity;
  const hasOuter = outer !== undefined && outer.correlation >= LEAST_CORRELATION;
  const rest = hasOuter ? outer : whole;
  const excess = Math.hypot(inner.x - rest.x, inner.y - rest.y) - Math.hypot(inner.sigma, rest.sigma);
  return Math.max(0, excess) / (hasOuter ? 2 : 1);
}

/** A halo's centre in frame pixels, if it is symmetric enough to count. */
function estimateOf(halo: HaloCentre | undefined, blockPx: number): Estimate | undefined {
  if (halo === undefined || halo.correlation < LEAST_CORRELATION) return undefined;
  return { fastPx: halo.x * blockPx, slowPx: halo.y * blockPx, sigmaPx: halo.sigma * blockPx };
}

function distancePx(a: BeamPlace, b: BeamPlace): number {
  return Math.hypot(a.fastPx - b.fastPx, a.slowPx - b.slowPx);
}

/** The brightest position in the median picture, frame pixels. */
function brightestPlace({ median, blockPx }: Workspace): BeamPlace {
  const smooth = boxMean(median.values, median, 1);
  let best = 0;
  for (let at = 1; at < smooth.length; at++) if ((smooth[at] as number) > (smooth[best] as number)) best = at;
  const { columns } = median;
  return {
    fastPx: ((best % columns) + 0.5) * blockPx,
    slowPx: (Math.floor(best / columns) + 0.5) * blockPx,
  };
}

/**
 * The direct beam at the brightest position, or else at the halo's centre, if its surroundings are symmetric about
 * it, which distinguishes it from a reflection.
 */
function findBeamWithSurroundings(work: Workspace, halo: Estimate | undefined): Estimate | undefined {
  const { pictures, background, blockPx } = work;
  for (const near of halo === undefined ? [brightestPlace(work)] : [brightestPlace(work), halo]) {
    const beam = findCentralBeam(pictures, background, blockPx, near, BEAM_REACH * blockPx);
    if (beam === undefined) continue;
    const sumX = Math.round(2 * (beam.fastPx / blockPx - 0.5));
    const sumY = Math.round(2 * (beam.slowPx / blockPx - 0.5));
    const around = estimateOf(refineHalo(background, sumX, sumY, { reach: BEAM_SURROUNDINGS }), blockPx);
    if (around !== undefined && distancePx(around, beam) < TOLERANCE_PX) return beam;
  }
  return undefined;
}

function judgeBeam(beam: Estimate, halo: Estimate | undefined): BeamCentreResult {
  if (halo !== undefined && distancePx(beam, halo) > TOLERANCE_PX + 3 * halo.sigmaPx) {
    return { kind: 'unsure', reason: 'disagree', guess: placeOf(beam) };
  }
  return { kind: 'found', ...beam, method: 'centralBeam' };
}

/** Spots of every frame. */
function spotsOf({ pictures, reduced, background, blockPx }: Workspace): Spot[][] {
  return pictures.map((picture, i) =>
    findSpots(picture, standOut(reduced[i] as ReducedPicture, background), background, blockPx),
  );
}

/** True if more pairs meet in one position than chance or a lattice explains. */
function isConvincing({ pairCount, chanceCount, rivalShare }: PairCentre, leastCount: number): boolean {
  return (
    pairCount >= leastCount && pairCount > chanceCount + 4 * Math.sqrt(chanceCount + 1) && rivalShare < 0.8
  );
}

/** The halo's centre, refined by Friedel pairs that meet close to it. */
function judgeHalo(work: Workspace, halo: Estimate): BeamCentreResult {
  const { blockPx } = work;
  const searchPx = 1 + 3 * halo.sigmaPx;
  const pairs = meetPairs(spotsOf(work), halo, searchPx, BEAM_REACH * blockPx, blockPx);
  const centre = pairs === undefined || !isConvincing(pairs, 5) ? halo : weigh(halo, pairs);
  return { kind: 'found', ...centre, method: 'inversion' };
}

/** Weighted mean of two estimates; neither is trusted beyond a tenth of a pixel. */
function weigh(a: Estimate, b: Estimate): Estimate {
  const weightA = 1 / Math.max(0.1, a.sigmaPx) ** 2;
  const weightB = 1 / Math.max(0.1, b.sigmaPx) ** 2;
  const sum = weightA + weightB;
  return {
    fastPx: (a.fastPx * weightA + b.fastPx * weightB) / sum,
    slowPx: (a.slowPx * weightA + b.slowPx * weightB) / sum,
    sigmaPx: 1 / Math.sqrt(sum),
  };
}

/** Without a halo: only a position shared by far more pairs than any other. */
function judgePairs(work: Workspace): BeamCentreResult {
  const { pictures, blockPx } = work;
  const spots = spotsOf(work);
  const voted = voteForMidpoint(spots, pictures[0] as BeamPicture, SEARCHED_FRACTION, blockPx);
  const pairs = meetPairs(spots, voted, 2 * blockPx, 0, blockPx);
  if (pairs === undefined || !isConvincing(pairs, 10)) {
    return { kind: 'unsure', reason: 'noBeam', guess: undefined };
  }
  if (voted.rivalShare > MOST_RIVAL_SHARE) return { kind: 'unsure', reason: 'weak', guess: placeOf(pairs) };
  return { kind: 'found', ...placeOf(pairs), sigmaPx: Math.max(0.1, pairs.sigmaPx), method: 'inversion' };
}
