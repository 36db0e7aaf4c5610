import { PLAIN_STORING, type Storing } from '../domain/conversion';
import type { FractionHistogram, FrameSummary } from '../domain/frame';

/** Bins of the fractions: wide enough to be few, and any step of 1/64 has its own. */
const BINS = 64;
/** Fractions so near to 1 are a rounded 0: far above the error of a double, far below a step of any camera. */
const ROUNDING = 1e-6;

/** Gathers fractions pixel by pixel. */
export interface FractionTally {
  /** @param fraction in [0, 1) */
  note(fraction: number): void;
  /** @param pixels number of pixels without a fraction */
  noteWhole(pixels: number): void;
  finish(): FractionHistogram;
}

/** Starts to gather fractions. */
export function tallyFractions(): FractionTally {
  const counts = new Uint32Array(BINS);
  const sums = new Float64Array(BINS);
  return {
    note(fraction) {
      // A tiny negative value has a fraction that rounds to 1.
      const bin = Math.min(Math.floor(fraction * BINS), BINS - 1);
      counts[bin] = (counts[bin] as number) + 1;
      sums[bin] = (sums[bin] as number) + fraction;
    },
    noteWhole(pixels) {
      counts[0] = (counts[0] as number) + pixels;
    },
    finish: () => ({
      counts,
      means: sums.map((sum, bin) => (counts[bin] === 0 ? 0 : sum / (counts[bin] as number))),
    }),
  };
}

function fractionOf(value: number): number {
  const fraction = value - Math.floor(value);
  return fraction > 1 - ROUNDING ? 0 : fraction;
}

/**
 * By how much cutting the fractions lowers the mean of a frame, raw counts: the mean of frac(raw * scale + offset) /
 * scale. Exact where a bin's fractions are equal, otherwise to half a bin's share of the pixels. A scale that is no
 * whole number spreads the fractions evenly: they lose half a stored count on average.
 */
export function meanCut(
  { fractions, pixelCount }: Pick<FrameSummary, 'fractions' | 'pixelCount'>,
  offset: number,
  { scale }: Pick<Storing, 'scale'> = PLAIN_STORING,
): number {
  if (!Number.isInteger(scale)) return 0.5 / scale;
  if (fractions === undefined) return fractionOf(offset) / scale;
  const { counts, means } = fractions;
  let sum = 0;
  for (const [bin, count] of counts.entries()) {
    sum += count * fractionOf((means[bin] as number) * scale + offset);
  }
  return sum / pixelCount / scale;
}
