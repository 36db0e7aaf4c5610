import type { MinimaFact } from '../domain/minimaCharacter';
import { partLevels } from './levels';
import { type PlacedMinimum, placedSpan } from './minimaSpan';
import { findTrend } from './trend';

/** Minima are even if their range is at most this many noise widths of a frame, or this many counts. */
const EVEN_NOISES = 3;
const EVEN_COUNTS = 20;
/** A level has at least this fraction of the frames, and two; fewer frames are outliers. */
const LEVEL_SHARE = 0.2;

type FramesApartEnd = Extract<MinimaFact, { code: 'lowFrames' }>['end'];

const numbersOf = (placed: readonly PlacedMinimum[]) => placed.map(({ frame }) => frame.number);

/** The end of a list that some of its members lie at without a gap; undefined if some lie elsewhere. */
function endOf(members: readonly number[], list: readonly number[]): FramesApartEnd {
  const taken = new Set(members);
  const head = list.findIndex((number) => !taken.has(number));
  const tail = list.toReversed().findIndex((number) => !taken.has(number));
  if (head < 0 || head + tail < members.length) return undefined;
  if (tail === 0) return 'start';
  return head === 0 ? 'end' : 'both';
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
  all: readonly number[],
): MinimaFact[] {
  const main = levels.findIndex(({ length }) => length * 2 >= placed.length);
  if (main < 0) return [];
  const most = main > 0 && main < levels.length - 1;
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
        most,
        end: endOf(numbersOf(members), all),
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
 * @param all numbers of all included frames in order, those named before too
 */
export function shapeFacts(
  placed: readonly PlacedMinimum[],
  noise: number,
  apart: boolean,
  all: readonly number[],
): MinimaFact[] {
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
  const standing = levels.length > 1 ? framesApart(placed, levels, apart, all) : [];
  return standing.length > 0 ? standing : [plainFact(placed, noise, apart)];
}
