import type { MinimaFact } from '../domain/minimaCharacter';
import { partLevels } from './levels';
import { type PlacedMinimum, placedSpan } from './minimaSpan';
import { findTrend } from './trend';

/** Minima are even if their range is at most this many noise widths of a frame, or this many counts. */
const EVEN_NOISES = 3;
const EVEN_COUNTS = 20;
/** A level has at least this fraction of the frames, and two; fewer frames are outliers. */
const LEVEL_SHARE = 0.2;

const numbersOf = (placed: readonly PlacedMinimum[]) => placed.map(({ frame }) => frame.number);

/** True if positions are only first and last ones of a list. */
function isAtEnds(positions: readonly number[], length: number): boolean {
  const taken = new Set(positions);
  let head = 0;
  while (taken.has(head)) head++;
  let tail = 0;
  while (taken.has(length - 1 - tail)) tail++;
  return head + tail >= positions.length;
}

/** Findings for one level without a trend. */
function plainFact(placed: readonly PlacedMinimum[], noise: number, apart: boolean): MinimaFact {
  const span = placedSpan(placed);
  const [only] = placed;
  if (placed.length === 1 && only !== undefined) {
    return { code: 'oneFrame', frame: only.frame.number, minimum: only.value, apart };
  }
  if (span.smallest === span.largest) return { code: 'equal', minimum: span.smallest, apart };
  const even = span.largest - span.smallest <= Math.max(EVEN_COUNTS, EVEN_NOISES * noise);
  return { code: even ? 'even' : 'uneven', ...span, apart };
}

function trendFact(placed: readonly PlacedMinimum[], apart: boolean): MinimaFact | undefined {
  const trend = findTrend(placed.map(({ value }) => value));
  if (trend === undefined) return undefined;
  const from = placed[trend.from] as PlacedMinimum;
  const to = placed[trend.to] as PlacedMinimum;
  return {
    code: 'drift',
    fromFrame: from.frame.number,
    fromMinimum: from.value,
    toFrame: to.frame.number,
    toMinimum: to.value,
    apart,
  };
}

/** Findings for two levels. @param lower,upper positions among the frames */
function twoLevelFact(
  placed: readonly PlacedMinimum[],
  lower: readonly number[],
  upper: readonly number[],
  apart: boolean,
): MinimaFact | undefined {
  const least = Math.max(2, LEVEL_SHARE * placed.length);
  if (Math.min(lower.length, upper.length) < least) return undefined;
  const pick = (positions: readonly number[]) => positions.map((at) => placed[at] as PlacedMinimum);
  const [low, high] = [placedSpan(pick(lower)), placedSpan(pick(upper))];
  const isLow = placed.map((_, at) => lower.includes(at));
  const changes = isLow.flatMap((now, at) => (at > 0 && now !== isLow[at - 1] ? [at] : []));
  const [change] = changes;
  if (changes.length === 1 && change !== undefined) {
    const [before, after] = isLow[0] ? [low, high] : [high, low];
    return {
      code: 'step',
      lastBefore: (placed[change - 1] as PlacedMinimum).frame.number,
      smallestBefore: before.smallest,
      largestBefore: before.largest,
      smallestAfter: after.smallest,
      largestAfter: after.largest,
      apart,
    };
  }
  return {
    code: 'twoLevels',
    lowerFrames: numbersOf(pick(lower)),
    smallestLower: low.smallest,
    largestLower: low.largest,
    upperFrames: numbersOf(pick(upper)),
    smallestUpper: high.smallest,
    largestUpper: high.largest,
    apart,
  };
}

/** Frames below and above the most common level; none if no level has half of the frames. */
function framesApart(
  placed: readonly PlacedMinimum[],
  levels: readonly (readonly number[])[],
  apart: boolean,
): MinimaFact[] {
  const main = levels.findIndex(({ length }) => length * 2 >= placed.length);
  if (main < 0) return [];
  const other = placedSpan((levels[main] ?? []).map((at) => placed[at] as PlacedMinimum));
  const sides = [
    ['lowFrames', levels.slice(0, main).flat()],
    ['highFrames', levels.slice(main + 1).flat()],
  ] as const;
  return sides.flatMap(([code, positions]) => {
    if (positions.length === 0) return [];
    const members = positions.toSorted((a, b) => a - b).map((at) => placed[at] as PlacedMinimum);
    return [
      {
        code,
        frames: numbersOf(members),
        ...placedSpan(members),
        smallestOther: other.smallest,
        largestOther: other.largest,
        atEnds: isAtEnds(positions, placed.length),
        apart,
      },
    ];
  });
}

/**
 * The shape of minima without spikes: one level, two, a trend, or frames above or below the others.
 * @param placed in the order of the frames
 * @param noise of a frame, counts
 * @param apart true if some frames or pixels were named before
 */
export function shapeFacts(placed: readonly PlacedMinimum[], noise: number, apart: boolean): MinimaFact[] {
  if (placed.length === 0) return [];
  const levels =
    placed.length < 3
      ? [[...placed.keys()]]
      : partLevels(
          placed.map(({ value }) => value),
          noise,
        );
  const [lower, upper] = levels;
  if (levels.length === 2 && lower && upper) {
    const two = twoLevelFact(placed, lower, upper, apart);
    if (two !== undefined) return [two];
  }
  const trend = levels.length === 2 ? undefined : trendFact(placed, apart);
  if (trend !== undefined) return [trend];
  const standing = levels.length > 1 ? framesApart(placed, levels, apart) : [];
  return standing.length > 0 ? standing : [plainFact(placed, noise, apart)];
}
