import type { FrameSummary } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { SMV_MAX } from './convertPixels';
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

/** Thresholds of the pixel classes of a series. Counts. */
export interface PixelThresholds {
  readonly offset: number;
  readonly cap: number;
  /** Stored counts; undefined while the binning is unknown. */
  readonly saturation: number | undefined;
}

/** Pixels of a class, by test on the raw value; the conversion's own comparisons. */
function isOfClass(kind: PixelClass, { offset, cap, saturation }: PixelThresholds): (raw: number) => boolean {
  switch (kind) {
    case 'truncatedLow':
      return (raw) => raw + offset < 0;
    case 'truncatedHigh':
      return (raw) => raw + offset > SMV_MAX;
    case 'saturated':
      return saturation === undefined ? () => false : (raw) => raw + offset > saturation;
    case 'beyondCap':
      return (raw) => raw < -cap;
  }
}

/** Number of a frame's pixels in a class, from its histogram; undefined if unknown. */
export function countOfClass(
  frame: FrameSummary,
  kind: PixelClass,
  { offset, cap, saturation }: PixelThresholds,
): CountBounds | undefined {
  switch (kind) {
    case 'truncatedLow':
      return countTruncatedLow(frame, offset);
    case 'truncatedHigh':
      return countTruncatedHigh(frame, offset);
    case 'saturated':
      return saturation === undefined ? undefined : countAbove(frame, saturation - offset);
    case 'beyondCap':
      return countBelow(frame, -cap);
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
