import { boxMean } from './filters';
import type { BeamPicture } from './reducedPicture';
import type { Spot } from './spots';

/** The centre that pairs of opposite reflections agree on. */
export interface PairCentre {
  readonly fastPx: number;
  readonly slowPx: number;
  /** Standard deviation of one coordinate. */
  readonly sigmaPx: number;
  /** Pairs that agree, and the number expected by chance. */
  readonly pairCount: number;
  readonly chanceCount: number;
  /** Weight of the second best position relative to the best, 0..1. */
  readonly rivalShare: number;
}

interface Midpoint {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/** Strength at which a pair's weight saturates. */
const MOST_PAIR_WEIGHT = 12;
/** Midpoints that are compared with each other. */
const MOST_MIDPOINTS = 4000;

/** Midpoints, relative to a place, of all pairs of one frame's spots that lie near it, heaviest first. */
function midpointsNear(
  frames: readonly (readonly Spot[])[],
  fastPx: number,
  slowPx: number,
  searchPx: number,
  corePx: number,
): Midpoint[] {
  const midpoints: Midpoint[] = [];
  for (const spots of frames) {
    for (const [i, a] of spots.entries()) {
      if (Math.hypot(a.fastPx - fastPx, a.slowPx - slowPx) < corePx) continue;
      for (let j = 0; j < i; j++) {
        const b = spots[j] as Spot;
        const x = (a.fastPx + b.fastPx) / 2 - fastPx;
        const y = (a.slowPx + b.slowPx) / 2 - slowPx;
        if (Math.abs(x) > searchPx || Math.abs(y) > searchPx) continue;
        if (x * x + y * y > searchPx * searchPx) continue;
        const weight = Math.min(a.strength, b.strength, MOST_PAIR_WEIGHT);
        midpoints.push({ x, y, weight });
      }
    }
  }
  midpoints.sort((a, b) => b.weight - a.weight);
  return midpoints.slice(0, MOST_MIDPOINTS);
}

function weightAround(midpoints: readonly Midpoint[], { x, y }: Midpoint, radiusPx: number): number {
  let weight = 0;
  for (const other of midpoints) {
    if ((other.x - x) ** 2 + (other.y - y) ** 2 <= radiusPx * radiusPx) weight += other.weight;
  }
  return weight;
}

/**
 * Friedel pairs around a centre known to `searchPx`: the position where most midpoints meet.
 * @param corePx radius around the centre whose spots are not used
 * @returns undefined if fewer than three pairs meet
 */
export function meetPairs(
  frames: readonly (readonly Spot[])[],
  near: { readonly fastPx: number; readonly slowPx: number },
  searchPx: number,
  corePx: number,
  blockPx: number,
): PairCentre | undefined {
  const midpoints = midpointsNear(frames, near.fastPx, near.slowPx, searchPx, corePx);
  if (midpoints.length < 3) return undefined;
  const radiusPx = 0.5 + 0.25 * blockPx;
  const weights = midpoints.map((midpoint) => weightAround(midpoints, midpoint, radiusPx));
  const best = weights.indexOf(Math.max(...weights));
  let centre = midpoints[best] as Midpoint;
  let inside: Midpoint[] = [];
  for (let round = 0; round < 4; round++) {
    const { x, y } = centre;
    inside = midpoints.filter((other) => Math.hypot(other.x - x, other.y - y) <= radiusPx);
    centre = weightedMean(inside);
  }
  if (inside.length < 3) return undefined;
  let rival = 0;
  for (const [i, other] of midpoints.entries()) {
    if (Math.hypot(other.x - centre.x, other.y - centre.y) > 2 * radiusPx) {
      rival = Math.max(rival, weights[i] as number);
    }
  }
  const spread = inside.reduce((sum, { x, y }) => sum + (x - centre.x) ** 2 + (y - centre.y) ** 2, 0);
  const share = radiusPx ** 2 / Math.max(searchPx ** 2 - 4 * radiusPx ** 2, radiusPx ** 2);
  const outside = midpoints.filter(
    (other) => Math.hypot(other.x - centre.x, other.y - centre.y) > 2 * radiusPx,
  ).length;
  return {
    fastPx: near.fastPx + centre.x,
    slowPx: near.slowPx + centre.y,
    sigmaPx: Math.sqrt(spread / (2 * (inside.length - 1) * inside.length)),
    pairCount: inside.length,
    chanceCount: outside * share,
    rivalShare: rival / (weights[best] as number),
  };
}

function weightedMean(midpoints: readonly Midpoint[]): Midpoint {
  let [x, y, weight] = [0, 0, 0];
  for (const midpoint of midpoints) {
    x += midpoint.x * midpoint.weight;
    y += midpoint.y * midpoint.weight;
    weight += midpoint.weight;
  }
  return { x: x / weight, y: y / weight, weight };
}

/** A position voted for by pairs of spots anywhere on the frame. */
export interface VotedPlace {
  readonly fastPx: number;
  readonly slowPx: number;
  /** Weight of the next best place over that of the best, 0..1: a lattice has many centres of its own. */
  readonly rivalShare: number;
}

/** Bins of the vote that must lie between a place and its rival. */
const RIVAL_DISTANCE = 3;

/**
 * The midpoint shared by most pairs of spots within a frame, over all frames.
 * @param searchedFraction how far from the middle it may lie, as a fraction of each edge
 * @param binPx edge of the bins that midpoints are counted in
 */
export function voteForMidpoint(
  frames: readonly (readonly Spot[])[],
  { fastSize, slowSize }: Pick<BeamPicture, 'fastSize' | 'slowSize'>,
  searchedFraction: number,
  binPx: number,
): VotedPlace {
  const firstFast = (0.5 - searchedFraction) * fastSize;
  const firstSlow = (0.5 - searchedFraction) * slowSize;
  const columns = Math.ceil((2 * searchedFraction * fastSize) / binPx);
  const rows = Math.ceil((2 * searchedFraction * slowSize) / binPx);
  const votes = new Float64Array(columns * rows);
  for (const spots of frames) {
    for (const [i, a] of spots.entries()) {
      for (let j = 0; j < i; j++) {
        const b = spots[j] as Spot;
        const column = Math.floor(((a.fastPx + b.fastPx) / 2 - firstFast) / binPx);
        const row = Math.floor(((a.slowPx + b.slowPx) / 2 - firstSlow) / binPx);
        if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
        const at = row * columns + column;
        votes[at] = (votes[at] as number) + Math.min(a.strength, b.strength, MOST_PAIR_WEIGHT);
      }
    }
  }
  const smooth = boxMean(votes, { columns, rows }, 1);
  let best = 0;
  for (let at = 1; at < smooth.length; at++) if ((smooth[at] as number) > (smooth[best] as number)) best = at;
  const column = best % columns;
  const row = Math.floor(best / columns);
  let rival = 0;
  for (let at = 0; at < smooth.length; at++) {
    const away = Math.max(Math.abs((at % columns) - column), Math.abs(Math.floor(at / columns) - row));
    if (away > RIVAL_DISTANCE) rival = Math.max(rival, smooth[at] as number);
  }
  const weight = smooth[best] as number;
  return {
    fastPx: firstFast + (column + 0.5) * binPx,
    slowPx: firstSlow + (row + 0.5) * binPx,
    rivalShare: weight > 0 ? rival / weight : 1,
  };
}
