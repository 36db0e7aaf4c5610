import type { FrameSummary } from '../domain/frame';
import { countBelow } from './valueHistogram';

type Counted = Parameters<typeof countBelow>[0];

/**
 * Pixels in equal steps between two values, for the small histogram behind the contrast limits.
 * @returns `steps` counts; the last step takes in its upper end
 */
export function displayBins(
  frame: Counted & Pick<FrameSummary, 'max'>,
  low: number,
  high: number,
  steps: number,
): number[] {
  const edges = Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps);
  const below = edges.map((edge) => countBelow(frame, edge).atLeast);
  return Array.from({ length: steps }, (_, i) => (below[i + 1] as number) - (below[i] as number));
}
