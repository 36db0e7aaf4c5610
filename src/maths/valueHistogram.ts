import type { FrameSummary, PixelHistogram } from '../domain/frame';

/**
 * The value range that is always binned at width 1. It covers every threshold that an offset between
 * -32768 and 32767 needs: -offset below, 65535 - offset above.
 */
export const RESOLVED_LOW = -32768;
/** First value above the resolved range. */
export const RESOLVED_HIGH = 98304;

/** Pixels on one side of a threshold; the bounds differ only if the histogram cannot tell. */
export interface CountBounds {
  readonly atLeast: number;
  readonly atMost: number;
}

type Counted = Pick<FrameSummary, 'min' | 'max' | 'pixelCount' | 'fractionalCount' | 'histogram'>;

/** Index of the first entry with value >= threshold. */
function lowerBound(values: Float64Array, threshold: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Binned pixels in bins below `bin`. */
function binnedBefore(histogram: PixelHistogram, bin: number): number {
  const index = lowerBound(histogram.values, bin);
  return index === 0 ? 0 : (histogram.cumulative[index - 1] as number);
}

/**
 * Pixels with value < threshold.
 * Exact for integer pixels, and for float pixels at integer thresholds.
 */
export function countBelow(frame: Counted, threshold: number): CountBounds {
  if (threshold <= frame.min) return { atLeast: 0, atMost: 0 };
  if (threshold > frame.max) return { atLeast: frame.pixelCount, atMost: frame.pixelCount };
  const { histogram } = frame;
  const whole = Math.floor(threshold);
  const next = whole === threshold || frame.fractionalCount === 0 ? Math.ceil(threshold) : whole + 1;
  let atLeast = binnedBefore(histogram, frame.fractionalCount === 0 ? next : whole);
  let atMost = binnedBefore(histogram, next);
  if (threshold > RESOLVED_LOW) {
    atLeast += histogram.unresolvedBelow;
    if (threshold > RESOLVED_HIGH) atMost += histogram.unresolvedAbove;
  }
  atMost += histogram.unresolvedBelow;
  return { atLeast, atMost };
}

/** Pixels with value > threshold. Exact for integer pixels. */
export function countAbove(frame: Counted, threshold: number): CountBounds {
  const integers = frame.fractionalCount === 0;
  const whole = Math.floor(threshold);
  // value > t: for integers value >= floor(t)+1; floats in bin floor(t) may lie on either side of t.
  const surelyNot = countBelow(frame, integers ? whole + 1 : whole);
  const surely = countBelow(frame, whole + 1);
  if (threshold >= frame.max) return { atLeast: 0, atMost: 0 };
  return { atLeast: frame.pixelCount - surely.atMost, atMost: frame.pixelCount - surelyNot.atLeast };
}
