import type { FrameSummary } from '../domain/frame';
import { valueAtFraction } from './displayLimits';

/** Shares of a Gaussian's pixels below 2 and below 1 standard deviations under its middle. */
const BELOW_TWO_SIGMA = 0.02275;
const BELOW_ONE_SIGMA = 0.15866;
/** Outlying pixels are at most this fraction of a frame. */
const FEW = 1e-4;
/** They lie this many noise widths below the rest, */
const GAP_WIDTHS = 4;
/** and at least this many counts. */
const GAP_COUNTS = 50;

/**
 * Noise of a frame from the lower side of its histogram, free of diffraction: a Gaussian's standard deviation.
 * @returns counts, >= 0
 */
export function lowerNoise(frame: FrameSummary): number {
  return valueAtFraction(frame, BELOW_ONE_SIGMA) - valueAtFraction(frame, BELOW_TWO_SIGMA);
}

/** Largest number of outlying pixels: more are part of the image. */
export function fewPixels({ pixelCount }: FrameSummary): number {
  return Math.max(1, Math.floor(pixelCount * FEW));
}

/** The outlying pixels of a frame, far below the rest. */
export interface LowTail {
  /** How many; 0 for most frames. */
  readonly pixels: number;
  /** The smallest of the rest, counts; the frame's minimum without outliers. */
  readonly floor: number;
}

/** Finds the few pixels at the low end of a frame that a wide gap separates from the rest. */
export function lowTail(frame: FrameSummary): LowTail {
  const { values, cumulative, unresolvedBelow } = frame.histogram;
  const none = { pixels: 0, floor: frame.min };
  if (unresolvedBelow > 0) return none;
  const gap = Math.max(GAP_COUNTS, GAP_WIDTHS * lowerNoise(frame));
  const few = fewPixels(frame);
  let found: LowTail = none;
  // The highest gap counts: a track of one particle has pixels of all depths.
  for (let i = 0; i + 1 < values.length && (cumulative[i] as number) <= few; i++) {
    const floor = values[i + 1] as number;
    if (floor - (values[i] as number) >= gap) found = { pixels: cumulative[i] as number, floor };
  }
  return found;
}

/** The smallest value of a frame without one pixel of its minimum, counts. */
export function secondSmallest({ min, histogram }: FrameSummary): number {
  const { values, cumulative, unresolvedBelow } = histogram;
  return unresolvedBelow > 0 || cumulative[0] !== 1 ? min : (values[1] ?? min);
}
