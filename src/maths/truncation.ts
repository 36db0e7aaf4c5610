import type { FrameSummary } from '../domain/frame';
import { SMV_MAX } from './convertPixels';
import { type CountBounds, countAbove, countBelow } from './valueHistogram';

/**
 * Tolerance for the rounding of value + offset, counts. Far above the error of a double sum in this range and
 * far below the step of any camera.
 */
const ROUNDING = 1e-6;

/** Pixels truncated at 0 in SMV: value + offset < 0. The sign of a sum is exact. */
export function countTruncatedLow(frame: FrameSummary, offset: number): CountBounds {
  return countBelow(frame, -offset);
}

/**
 * Pixels truncated at 65535 in SMV: value + offset > 65535. With fractions the sum is
 * rounded, so a value at the very edge may fall on either side: the bounds allow for it.
 */
export function countTruncatedHigh(frame: FrameSummary, offset: number): CountBounds {
  if (frame.max + offset <= SMV_MAX) return { atLeast: 0, atMost: 0 };
  const threshold = SMV_MAX - offset;
  if (frame.fractionalCount === 0) return countAbove(frame, threshold);
  return {
    atLeast: countAbove(frame, threshold + ROUNDING).atLeast,
    atMost: countAbove(frame, threshold - ROUNDING).atMost,
  };
}
