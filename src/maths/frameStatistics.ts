import type { FrameSummary, PixelHistogram } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { createExactAccumulator, type ExactSums, momentsOf } from './exactSums';
import { RESOLVED_HIGH, RESOLVED_LOW } from './pixelHistogram';

/** Pixels outside the resolved range that are still told apart; more are only counted. */
const OUTLIER_LIMIT = 65536;

/** The statistics of one frame. `nonFiniteCount` > 0 makes the others meaningless. */
export interface FrameStatistics extends Omit<FrameSummary, 'thumbnail' | 'fingerprint'> {
  readonly nonFiniteCount: number;
}

/** Memory that a scan uses again for every frame. */
export interface StatisticsScratch {
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly outliers: Float64Array<ArrayBuffer>;
}

/** Allocates the scratch memory, about 1 MiB. */
export function createStatisticsScratch(): StatisticsScratch {
  return {
    counts: new Uint32Array(RESOLVED_HIGH - RESOLVED_LOW),
    outliers: new Float64Array(OUTLIER_LIMIT),
  };
}

interface Tally {
  min: number;
  max: number;
  outlierCount: number;
  below: number;
  above: number;
  fractionalCount: number;
  float32InexactCount: number;
  nonFiniteCount: number;
}

function emptyTally(): Tally {
  return {
    min: Infinity,
    max: -Infinity,
    outlierCount: 0,
    below: 0,
    above: 0,
    fractionalCount: 0,
    float32InexactCount: 0,
    nonFiniteCount: 0,
  };
}

/** Notes a value outside the resolved range; `bin` is its floor. */
function noteOutlier(tally: Tally, scratch: StatisticsScratch, bin: number): void {
  if (tally.outlierCount < OUTLIER_LIMIT) scratch.outliers[tally.outlierCount] = bin;
  tally.outlierCount++;
  if (bin < RESOLVED_LOW) tally.below++;
  else tally.above++;
}

/** Empties the scratch into a histogram. */
function drainHistogram(tally: Tally, { counts, outliers }: StatisticsScratch): PixelHistogram {
  const resolved = tally.outlierCount <= OUTLIER_LIMIT;
  const extra = resolved ? outliers.slice(0, tally.outlierCount).sort() : new Float64Array(0);
  const values: number[] = [];
  const cumulative: number[] = [];
  let running = 0;
  let last = Number.NaN;
  const put = (value: number, count: number) => {
    running += count;
    if (value === last) cumulative[cumulative.length - 1] = running;
    else {
      values.push(value);
      cumulative.push(running);
    }
    last = value;
  };
  let next = 0;
  for (; next < extra.length && (extra[next] as number) < RESOLVED_LOW; next++) put(extra[next] as number, 1);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    if (count > 0) put(i + RESOLVED_LOW, count);
  }
  for (; next < extra.length; next++) put(extra[next] as number, 1);
  counts.fill(0);
  return {
    values: Float64Array.from(values),
    cumulative: Uint32Array.from(cumulative),
    unresolvedBelow: resolved ? 0 : tally.below,
    unresolvedAbove: resolved ? 0 : tally.above,
  };
}

/** Squares of resolved values, below 2^34, are summed in two halves. */
const HALF_SQUARE = 2 ** 17;

interface BinnedSums extends ExactSums {
  min: number;
  max: number;
}

/** Extremes and exact sums over the resolved bins: a bin of integer pixels is one value. */
function binnedSums({ counts }: StatisticsScratch): BinnedSums {
  let sum = 0;
  let highSquares = 0;
  let lowSquares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    if (count === 0) continue;
    const value = i + RESOLVED_LOW;
    if (min === Infinity) min = value;
    max = value;
    // |value| < 2^17 and all counts together < 2^32: each of the three sums stays below 2^53.
    sum += value * count;
    const high = Math.floor((value * value) / HALF_SQUARE);
    highSquares += high * count;
    lowSquares += (value * value - high * HALF_SQUARE) * count;
  }
  const sumOfSquares = BigInt(highSquares) * BigInt(HALF_SQUARE) + BigInt(lowSquares);
  return { sum: BigInt(sum), sumOfSquares, min, max };
}

/** Statistics of integer pixels whose bins are counted by someone else. */
export interface IntegerTally {
  /** Notes a pixel outside the resolved range. */
  note(value: number): void;
  /** The statistics of all pixels; empties the scratch. */
  finish(pixelCount: number): FrameStatistics;
}

/**
 * Begins the statistics of integer pixels.
 * @param scratch `counts` must hold, by `finish`, how many pixels have each value from `RESOLVED_LOW`; those without a
 * count are to be noted
 */
export function tallyIntegers(scratch: StatisticsScratch): IntegerTally {
  const tally = emptyTally();
  const far = createExactAccumulator();
  return {
    note(value) {
      noteOutlier(tally, scratch, value);
      far.add(value);
      if (value < tally.min) tally.min = value;
      if (value > tally.max) tally.max = value;
      if (Math.fround(value) !== value) tally.float32InexactCount++;
    },
    finish(pixelCount) {
      const near = binnedSums(scratch);
      const rest = far.total();
      const moments = momentsOf(pixelCount, {
        sum: near.sum + rest.sum,
        sumOfSquares: near.sumOfSquares + rest.sumOfSquares,
      });
      return {
        pixelCount,
        min: Math.min(near.min, tally.min),
        max: Math.max(near.max, tally.max),
        ...moments,
        histogram: drainHistogram(tally, scratch),
        fractionalCount: 0,
        float32InexactCount: tally.float32InexactCount,
        nonFiniteCount: 0,
      };
    },
  };
}

function scanIntegers(pixels: PixelArray, scratch: StatisticsScratch): FrameStatistics {
  const { counts } = scratch;
  const tally = tallyIntegers(scratch);
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    const bin = value - RESOLVED_LOW;
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] as number) + 1;
    else tally.note(value);
  }
  return tally.finish(pixels.length);
}

/** Sum with Neumaier's correction: the error does not grow with the number of pixels. */
function compensatedSum(pixels: PixelArray, term: (value: number) => number): number {
  let sum = 0;
  let correction = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = term(pixels[i] as number);
    const next = sum + value;
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + correction;
}

function scanFloats(pixels: PixelArray, scratch: StatisticsScratch): FrameStatistics {
  const { counts } = scratch;
  const tally = emptyTally();
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (!Number.isFinite(value)) {
      tally.nonFiniteCount++;
      continue;
    }
    if (value < tally.min) tally.min = value;
    if (value > tally.max) tally.max = value;
    const whole = Math.floor(value);
    if (whole !== value) tally.fractionalCount++;
    if (Math.fround(value) !== value) tally.float32InexactCount++;
    const bin = whole - RESOLVED_LOW;
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] as number) + 1;
    else noteOutlier(tally, scratch, whole);
  }
  const histogram = drainHistogram(tally, scratch);
  const finite = tally.nonFiniteCount === 0;
  const mean = finite ? compensatedSum(pixels, (value) => value) / pixels.length : Number.NaN;
  const variance = finite
    ? compensatedSum(pixels, (value) => (value - mean) ** 2) / pixels.length
    : Number.NaN;
  return {
    pixelCount: pixels.length,
    min: tally.min,
    max: tally.max,
    mean,
    std: Math.sqrt(variance),
    histogram,
    fractionalCount: tally.fractionalCount,
    float32InexactCount: tally.float32InexactCount,
    nonFiniteCount: tally.nonFiniteCount,
  };
}

/**
 * Minimum, maximum, mean, population standard deviation and histogram of a frame.
 * Integer pixels: exact, rounded once. Float pixels: exact to about the last digit of a double.
 * @param pixels at least one pixel
 */
export function frameStatistics(pixels: PixelArray, scratch: StatisticsScratch): FrameStatistics {
  const isFloat = pixels instanceof Float32Array || pixels instanceof Float64Array;
  return isFloat ? scanFloats(pixels, scratch) : scanIntegers(pixels, scratch);
}
