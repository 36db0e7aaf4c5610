import type { Storing } from '../domain/conversion';
import type { FrameSummary } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { highEdge, lowEdge } from './convertPixels';
import { countTruncatedHigh, countTruncatedLow } from './truncation';
import { type CountBounds, countAbove, countBelow } from './valueHistogram';

/** What can happen to a pixel in SMV. */
export type PixelClass = 'truncatedLow' | 'truncatedHigh' | 'saturated' | 'beyondCap';

/** Every class, in the order of the legend. */
export const PIXEL_CLASSES: readonly PixelClass[] = [
  'truncatedLow',
  'truncatedHigh',
  'saturated',
  'beyondCap',
];

/** Thresholds of the pixel classes of a series. Stored counts. */
export interface PixelThresholds extends Storing {
  readonly offset: number;
  readonly cap: number;
  /** Stored counts; undefined while the binning is unknown. */
  readonly saturation: number | undefined;
}

/** Pixels of a class, by test on the raw value; the conversion's own comparisons. */
function isOfClass(kind: PixelClass, thresholds: PixelThresholds): (raw: number) => boolean {
  const { offset, cap, saturation, scale, rounding } = thresholds;
  const [low, high] = [lowEdge(thresholds), highEdge(thresholds)];
  switch (kind) {
    case 'truncatedLow':
      return (raw) => raw * scale + offset < low;
    case 'truncatedHigh':
      return rounding === 'nearest'
        ? (raw) => raw * scale + offset >= high
        : (raw) => raw * scale + offset > high;
    case 'saturated':
      return saturation === undefined ? () => false : (raw) => raw * scale + offset > saturation;
    case 'beyondCap':
      return (raw) => raw * scale < -cap;
  }
}

/** Number of a frame's pixels in a class, from its histogram; undefined if unknown. */
export function countOfClass(
  frame: FrameSummary,
  kind: PixelClass,
  thresholds: PixelThresholds,
): CountBounds | undefined {
  const { offset, cap, saturation, scale } = thresholds;
  switch (kind) {
    case 'truncatedLow':
      return countTruncatedLow(frame, offset, thresholds);
    case 'truncatedHigh':
      return countTruncatedHigh(frame, offset, thresholds);
    case 'saturated':
      return saturation === undefined ? undefined : countAbove(frame, (saturation - offset) / scale);
    case 'beyondCap':
      return countBelow(frame, -cap / scale);
  }
}

/** Largest number of pixels listed per class. */
const LISTED = 20_000;

/**
 * Where the pixels of a class are.
 * @returns places `slow * fastSize + fast`, rising; when there are more than `most`, evenly thinned out
 */
export function findPixels(
  pixels: PixelArray,
  kind: PixelClass,
  thresholds: PixelThresholds,
  most = LISTED,
): Uint32Array<ArrayBuffer> {
  const wanted = isOfClass(kind, thresholds);
  let places = new Uint32Array(Math.min(pixels.length, 1024));
  let found = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (!wanted(pixels[i] as number)) continue;
    if (found === places.length) {
      const larger = new Uint32Array(Math.min(pixels.length, found * 4));
      larger.set(places);
      places = larger;
    }
    places[found++] = i;
  }
  if (found <= most) return places.slice(0, found);
  return Uint32Array.from({ length: most }, (_, i) => places[Math.floor((i * found) / most)] as number);
}
