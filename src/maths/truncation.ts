import { isPlainStoring, PLAIN_STORING, type Storing } from '../domain/conversion';
import type { FrameSummary } from '../domain/frame';
import { highEdge, lowEdge, SMV_MAX } from './convertPixels';
import { type CountBounds, countAbove, countBelow } from './valueHistogram';

/**
 * Tolerance for the rounding of value + offset, counts. Far above the error of a double sum in this range and
 * far below the step of any camera.
 */
const ROUNDING = 1e-6;

const NONE: CountBounds = { atLeast: 0, atMost: 0 };

/**
 * Pixels truncated at 0 in SMV: value * scale + offset is less than 0, or rounds to less. Without a scale the sign of
 * the sum is exact.
 */
export function countTruncatedLow(
  frame: FrameSummary,
  offset: number,
  storing: Storing = PLAIN_STORING,
): CountBounds {
  if (!isPlainStoring(storing)) {
    const edge = lowEdge(storing);
    if (frame.min * storing.scale + offset >= edge) return NONE;
    const threshold = (edge - offset) / storing.scale;
    return {
      atLeast: countBelow(frame, threshold - ROUNDING).atLeast,
      atMost: countBelow(frame, threshold + ROUNDING).atMost,
    };
  }
  return countBelow(frame, -offset);
}

/**
 * Pixels truncated at 65535 in SMV: value * scale + offset is above 65535, or rounds to more. With fractions the sum is
 * rounded, so a value at the very edge may fall on either side: the bounds allow for it.
 */
export function countTruncatedHigh(
  frame: FrameSummary,
  offset: number,
  storing: Storing = PLAIN_STORING,
): CountBounds {
  if (frame.max * storing.scale + offset <= SMV_MAX) return NONE;
  const threshold = (highEdge(storing) - offset) / storing.scale;
  if (frame.fractionalCount === 0 && isPlainStoring(storing)) return countAbove(frame, threshold);
  return {
    atLeast: countAbove(frame, threshold + ROUNDING).atLeast,
    atMost: countAbove(frame, threshold - ROUNDING).atMost,
  };
}
