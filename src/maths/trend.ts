import { medianOf } from './median';

/** Mann-Kendall threshold for a trend, standard deviations: seven frames that all fall have 3.2. */
const CERTAIN = 3;
/** It must move the values by this many times their scatter about it, */
const EFFECT_JITTERS = 4;
/** and by this many counts. */
const EFFECT_COUNTS = 10;
/** Values within this many times the scatter are level. */
const LEVEL_JITTERS = 6;
/** A level part at an end is separated if it has this fraction of the values, and at least three. */
const LEVEL_SHARE = 0.2;
/** Ratio of a Gaussian's standard deviation to its median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;
/** Pairs are thinned out above this many values. */
const MOST_VALUES = 200;

/** Positions where values start and stop rising or falling. */
export interface Trend {
  readonly from: number;
  readonly to: number;
}

/** Mann-Kendall statistic in standard deviations; positive for rising values. */
function kendall(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      sum += Math.sign((values[j] as number) - (values[i] as number));
    }
  }
  const n = values.length;
  return sum / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}

/** Scatter about a smooth curve: standard deviation from second differences. */
function jitterOf(values: readonly number[]): number {
  const bends = values
    .slice(2)
    .map((value, i) => value - 2 * (values[i + 1] as number) + (values[i] as number));
  const middle = medianOf(bends);
  return (SIGMA_PER_MAD * medianOf(bends.map((bend) => Math.abs(bend - middle)))) / Math.sqrt(6);
}

/** How many of the first values lie within a band. */
function levelHead(values: readonly number[], band: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (const [i, value] of values.entries()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (high - low > band) return i;
  }
  return values.length;
}

/**
 * Finds a lasting rise or fall; undefined if there is none. Level parts before and after it are excluded.
 * @param values in order
 */
export function findTrend(values: readonly number[]): Trend | undefined {
  if (values.length < 5) return undefined;
  const step = Math.ceil(values.length / MOST_VALUES);
  const certainty = kendall(values.filter((_, i) => i % step === 0));
  if (Math.abs(certainty) < CERTAIN) return undefined;
  const jitter = jitterOf(values);
  const effect = medianOf(values.slice(-3)) - medianOf(values.slice(0, 3));
  if (effect * certainty <= 0 || Math.abs(effect) < Math.max(EFFECT_COUNTS, EFFECT_JITTERS * jitter)) {
    return undefined;
  }
  const last = values.length - 1;
  const band = Math.max(EFFECT_COUNTS, LEVEL_JITTERS * jitter);
  const least = Math.max(3, LEVEL_SHARE * values.length);
  const head = levelHead(values, band);
  const tail = levelHead(values.toReversed(), band);
  const from = head >= least ? head - 1 : 0;
  const to = tail >= least ? last - tail + 1 : last;
  const moves = (a: number, b: number) =>
    ((values[b] as number) - (values[a] as number)) * Math.sign(effect) >= Math.abs(effect) / 2;
  if (from < to && moves(from, to)) return { from, to };
  return moves(0, last) ? { from: 0, to: last } : undefined;
}
