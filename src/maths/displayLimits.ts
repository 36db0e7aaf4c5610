import type { FrameSummary } from '../domain/frame';

/**
 * The value below which about the given fraction of a frame's pixels lie, from its histogram.
 * @param fraction 0..1
 * @returns counts; the first or last bin at the ends
 */
export function valueAtFraction(
  { histogram, pixelCount }: Pick<FrameSummary, 'histogram' | 'pixelCount'>,
  fraction: number,
): number {
  const { values, cumulative, unresolvedBelow } = histogram;
  const wanted = fraction * pixelCount - unresolvedBelow;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return values[Math.max(low, 0)] ?? 0;
}

/** Contrast limits in raw counts. */
export interface DisplayLimits {
  readonly low: number;
  readonly high: number;
}

/** Limits that show background and spots: from the 1 % to the 99.9 % value, never empty. */
export function automaticLimits(frame: Pick<FrameSummary, 'histogram' | 'pixelCount'>): DisplayLimits {
  const low = valueAtFraction(frame, 0.01);
  return { low, high: Math.max(valueAtFraction(frame, 0.999), low + 1) };
}
