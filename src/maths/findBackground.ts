import type { Background } from '../domain/background';
import type { FrameSummary } from '../domain/frame';
import { valueAtFraction } from './displayLimits';
import { countBelow } from './valueHistogram';

type Counted = Pick<
  FrameSummary,
  'min' | 'max' | 'mean' | 'std' | 'pixelCount' | 'fractionalCount' | 'histogram'
>;

/** Windows that are tried for the peak. */
const MOST_WINDOWS = 4096;
const ONE_SIGMA = 0.6827;
/** Smoothing width of the histogram, as a fraction of the interquartile range. */
const SMOOTHING = 0.75;
/** The background is below 0 if its mode is, by more than its width and by more than this many counts. */
const BELOW_ZERO_COUNTS = 2;

/** Pixels in [from, to). */
function pixelsBetween(frame: Counted, from: number, to: number): number {
  return countBelow(frame, to).atLeast - countBelow(frame, from).atLeast;
}

/** The middle of the window of the given width with the most pixels. */
function densest(frame: Counted, from: number, to: number, width: number): number {
  let best = from;
  let most = -1;
  let bestEnd = from;
  const step = Math.max(1, Math.round((to - from) / MOST_WINDOWS));
  const first = Math.floor(from);
  const last = Math.floor((to - first) / step);
  // Counted, not stepped: adding 1 to a value of 2^53 and more changes nothing.
  for (let i = 0; i <= last; i++) {
    const start = first + i * step;
    const count = pixelsBetween(frame, start, start + width);
    if (count > most) {
      most = count;
      best = start;
      bestEnd = start;
    } else if (count === most && bestEnd === start - step) bestEnd = start;
  }
  // Integer pixels: a window [s, s+w) holds the values s..s+w-1, whose middle is s + (w-1)/2.
  return (best + bestEnd) / 2 + (width - 1) / 2;
}

/** Mode and robust width of a frame's background, from its histogram. */
export function estimateBackground(frame: Counted): Background {
  const lower = valueAtFraction(frame, 0.25);
  const upper = valueAtFraction(frame, 0.75);
  const window = Math.max(1, Math.round((upper - lower) * SMOOTHING));
  // The peak lies among the lower pixels: diffraction only adds counts.
  const mode = densest(frame, valueAtFraction(frame, 0.02), upper, window);
  const share = countBelow(frame, mode).atLeast / frame.pixelCount;
  const width = Math.max(mode - valueAtFraction(frame, share * (1 - ONE_SIGMA)), 0);
  const isBelow = mode < -Math.max(BELOW_ZERO_COUNTS, width);
  if (frame.min === frame.max) return { code: 'constantFrame', mode: frame.min, width: 0 };
  return { code: isBelow ? 'backgroundBelowZero' : 'background', mode, width };
}
