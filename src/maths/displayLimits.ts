import type { FrameSummary } from '../domain/frame';
import { RESOLVED_HIGH, RESOLVED_LOW } from './valueHistogram';

type Counted = Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>;

/**
 * The quantile of a frame's pixels, approximately, from its histogram. Pixels
 * that the histogram only counts are assumed to spread evenly up to the frame's extremes.
 * @param fraction 0..1
 * @returns counts; the first or last bin at the ends
 */
export function valueAtFraction({ histogram, pixelCount, min, max }: Counted, fraction: number): number {
  const { values, cumulative, unresolvedBelow, unresolvedAbove } = histogram;
  const wanted = fraction * pixelCount - unresolvedBelow;
  const binned = cumulative.at(-1) ?? 0;
  if (unresolvedBelow > 0 && wanted < 0) {
    return min + (Math.min(RESOLVED_LOW, max) - min) * (1 + wanted / unresolvedBelow);
  }
  if (unresolvedAbove > 0 && wanted > binned) {
    return max - (max - Math.max(RESOLVED_HIGH, min)) * (1 - (wanted - binned) / unresolvedAbove);
  }
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return values[Math.max(low, 0)] ?? min;
}

/** Contrast limits in raw counts. */
export interface DisplayLimits {
  readonly low: number;
  readonly high: number;
}

/** A named rule for the limits of a frame. */
export type LimitsPreset = 'percent1' | 'percent01' | 'saturation';

/**
 * The limits of a preset, never empty.
 * @param saturation raw counts at which the detector saturates; undefined where unknown
 */
export function presetLimits(
  frame: Counted,
  preset: LimitsPreset,
  saturation: number | undefined,
): DisplayLimits {
  const between = (low: number, high: number) => ({ low, high: Math.max(high, low + 1) });
  switch (preset) {
    case 'percent1':
      return between(valueAtFraction(frame, 0.01), valueAtFraction(frame, 0.99));
    case 'percent01':
      return between(valueAtFraction(frame, 0.001), valueAtFraction(frame, 0.999));
    case 'saturation':
      return between(0, saturation ?? frame.max);
  }
}
