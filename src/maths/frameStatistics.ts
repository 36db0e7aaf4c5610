import type { FrameSummary, PixelHistogram } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { compensatedSum } from './compensatedSum';
import { createExactAccumulator, type ExactSums, momentsOf } from './exactSums';
import { type FractionTally, tallyFractions } from './fractions';
import { RESOLVED_HIGH, RESOLVED_LOW } from './valueHistogram';

/** Pixels outside the resolved range that are kept individually; more are only counted. */
const OUTLIER_LIMIT = 65536;

/** The statistics of one frame. `nonFiniteCount` > 0 makes the others meaningless. */
export interface FrameStatistics extends Omit<FrameSummary, 'thumbnail' | 'wrappedCount' | 'fingerprint'> {
  readonly nonFiniteCount: number;
}

/** Buffers that a scan reuses for every frame. */
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
  minPlace: number;
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
    minPlace: 0,
    max: -Infinity,
    outlierCount: 0,
    below: 0,
    above: 0,
    fractionalCount: 0,
    float32InexactCount: 0,
    nonFiniteCount: 0,
  };
}

/** Records a value outside the resolved range; `bin` is its floor. */
function noteOutlier(tally: Tally, scratch: StatisticsScratch, bin: number): void {
  if (tally.outlierCount < OUTLIER_LIMIT) scratch.outliers[tally.outlierCount] = bin;
  tally.outlierCount++;
  if (bin < RESOLVED_LOW) tally.below++;
  else tally.above++;
}

/** Occurring values within the resolved range, ascending, with their counts. */
export interface ValueCounts {
  readonly values: Int32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Lists the non-zero counts and resets them. */
function drainCounts(counts: Uint32Array<ArrayBuffer>): ValueCounts {
  const values = new Int32Array(counts.length);
  let length = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) values[length++] = i;
  const found = values.subarray(0, length);
  const drained = Uint32Array.from(found, (i) => counts[i] as number);
  counts.fill(0);
  for (let i = 0; i < length; i++) found[i] = (found[i] as number) + RESOLVED_LOW;
  return { values: found, counts: drained };
}

/** The histogram of resolved values and of outliers. */
function histogramOf(tally: Tally, { outliers }: StatisticsScratch, near: ValueCounts): PixelHistogram {
  const resolved = tally.outlierCount <= OUTLIER_LIMIT;
  const extra = resolved ? outliers.slice(0, tally.outlierCount).sort() : new Float64Array(0);
  const values = new Float64Array(extra.length + near.values.length);
  const cumulative = new Uint32Array(values.length);
  let length = 0;
  let running = 0;
  const put = (value: number, count: number) => {
    running += count;
    if (length === 0 || values[length - 1] !== value) values[length++] = value;
    cumulative[length - 1] = running;
  };
  let next = 0;
  for (; next < extra.length && (extra[next] as number) < RESOLVED_LOW; next++) put(extra[next] as number, 1);
  for (let i = 0; i < near.values.length; i++) put(near.values[i] as number, near.counts[i] as number);
  for (; next < extra.length; next++) put(extra[next] as number, 1);
  return {
    values: values.slice(0, length),
    cumulative: cumulative.slice(0, length),
    unresolvedBelow: resolved ? 0 : tally.below,
    unresolvedAbove: resolved ? 0 : tally.above,
  };
}

/** Squares of resolved values, below 2^34, are summed in two halves. */
const HALF_SQUARE = 2 ** 17;

/** Exact sums over the resolved values. */
function sumsOf({ values, counts }: ValueCounts): ExactSums {
  let sum = 0;
  let highSquares = 0;
  let lowSquares = 0;
  for (let i = 0; i < values.length; i++) {
    const count = counts[i] as number;
    const value = values[i] as number;
    // |value| < 2^17 and all counts together < 2^32: each of the three sums stays below 2^53.
    sum += value * count;
    const high = Math.floor((value * value) / HALF_SQUARE);
    highSquares += high * count;
    lowSquares += (value * value - high * HALF_SQUARE) * count;
  }
  const sumOfSquares = BigInt(highSquares) * BigInt(HALF_SQUARE) + BigInt(lowSquares);
  return { sum: BigInt(sum), sumOfSquares };
}

/** Statistics of integer pixels whose resolved values are counted elsewhere. */
export interface IntegerTally {
  /** Records a pixel outside the resolved range. */
  note(value: number): void;
  /**
   * The statistics of all pixels.
   * @param near all pixels not recorded as outside
   * @param minPlace position of the first smallest pixel
   */
  finish(pixelCount: number, near: ValueCounts, minPlace: number): FrameStatistics;
}

/** Starts the statistics of integer pixels. */
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
    finish(pixelCount, near, minPlace) {
      const sums = sumsOf(near);
      const rest = far.total();
      const moments = momentsOf(pixelCount, {
        sum: sums.sum + rest.sum,
        sumOfSquares: sums.sumOfSquares + rest.sumOfSquares,
      });
      return {
        pixelCount,
        min: Math.min(near.values[0] ?? Infinity, tally.min),
        minPlace,
        max: Math.max(near.values.at(-1) ?? -Infinity, tally.max),
        ...moments,
        histogram: histogramOf(tally, scratch, near),
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
  let min = Infinity;
  let minPlace = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (value < min) {
      min = value;
      minPlace = i;
    }
    const bin = value - RESOLVED_LOW;
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] as number) + 1;
    else tally.note(value);
  }
  return tally.finish(pixels.length, drainCounts(counts), minPlace);
}

function scanFloats(pixels: PixelArray, scratch: StatisticsScratch): FrameStatistics {
  const { counts } = scratch;
  const tally = emptyTally();
  let fractions: FractionTally | undefined;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (!Number.isFinite(value)) {
      tally.nonFiniteCount++;
      continue;
    }
    if (value < tally.min) {
      tally.min = value;
      tally.minPlace = i;
    }
    if (value > tally.max) tally.max = value;
    const whole = Math.floor(value);
    if (whole !== value) {
      tally.fractionalCount++;
      fractions ??= tallyFractions();
      fractions.note(value - whole);
    }
    if (Math.fround(value) !== value) tally.float32InexactCount++;
    const bin = whole - RESOLVED_LOW;
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] as number) + 1;
    else noteOutlier(tally, scratch, whole);
  }
  const histogram = histogramOf(tally, scratch, drainCounts(counts));
  fractions?.noteWhole(pixels.length - tally.fractionalCount);
  const finite = tally.nonFiniteCount === 0;
  const mean = finite ? compensatedSum(pixels, (value) => value) / pixels.length : Number.NaN;
  const variance = finite
    ? compensatedSum(pixels, (value) => (value - mean) ** 2) / pixels.length
    : Number.NaN;
  return {
    pixelCount: pixels.length,
    min: tally.min,
    minPlace: tally.minPlace,
    max: tally.max,
    mean,
    std: Math.sqrt(variance),
    histogram,
    fractionalCount: tally.fractionalCount,
    ...(fractions && { fractions: fractions.finish() }),
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
