import type { Background } from '../domain/background';
import type { FrameSummary } from '../domain/frame';
import { displayBins } from './displayBins';
import { countBelow } from './valueHistogram';

/** Counts of a frame's pixels around zero, as recorded and as stored, over the same bins. */
export interface PixelBins {
  /** Lower edge of the first bin, counts. */
  readonly low: number;
  /** Width of every bin, whole counts. */
  readonly binCounts: number;
  /** Pixels by raw value. */
  readonly raw: readonly number[];
  /** Pixels by stored value (SMV): shifted by the offset, truncated at 0. */
  readonly stored: readonly number[];
}

/** Bins of the chart, about. */
const BINS = 240;
/** The chart extends this many noise widths to either side of the background. */
const REACH_WIDTHS = 8;

/** Bins the pixels around zero, the background before and after the offset in view. */
export function pixelBinsAroundZero(
  frame: FrameSummary,
  { mode, width }: Background,
  offset: number,
  scale = 1,
): PixelBins {
  const reach = REACH_WIDTHS * Math.max(width, width * scale, 1);
  const from = Math.min(0, mode, mode * scale + offset) - reach;
  const to = Math.max(0, mode, mode * scale + offset) + reach;
  const binCounts = Math.max(1, Math.ceil((to - from) / BINS));
  const low = Math.floor(from / binCounts) * binCounts;
  const count = Math.ceil((to - low) / binCounts);
  const high = low + count * binCounts;
  const stored = displayBins(frame, (low - offset) / scale, (high - offset) / scale, count);
  const zero = Math.floor(-low / binCounts);
  return {
    low,
    binCounts,
    raw: displayBins(frame, low, high, count),
    stored: stored.map((pixels, i) => {
      if (i < zero) return 0;
      // Bins may straddle 0: everything below goes to the bin that holds 0.
      return i === zero ? countBelow(frame, (low + (zero + 1) * binCounts - offset) / scale).atLeast : pixels;
    }),
  };
}
