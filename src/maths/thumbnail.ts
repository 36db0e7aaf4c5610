import type { FrameSummary, Thumbnail } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { valueAtFraction } from './displayLimits';

/** Longest edge of a thumbnail, pixels. */
const THUMBNAIL_EDGE = 96;

/**
 * A small picture: each of its pixels is the largest of a block, so that single spots stay visible.
 * Grey runs from the median (0) to the 99.95 % value (255) on a square-root scale.
 */
export function makeThumbnail(
  pixels: PixelArray,
  fastSize: number,
  slowSize: number,
  frame: Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>,
): Thumbnail {
  const block = Math.max(1, Math.ceil(Math.max(fastSize, slowSize) / THUMBNAIL_EDGE));
  const columns = Math.ceil(fastSize / block);
  const rows = Math.ceil(slowSize / block);
  const largest = new Float64Array(columns).fill(-Infinity);
  const grey = new Uint8Array(columns * rows);
  const low = valueAtFraction(frame, 0.5);
  const range = Math.max(valueAtFraction(frame, 0.9995) - low, 1);
  for (let row = 0; row < rows; row++) {
    largest.fill(-Infinity);
    const lastSlow = Math.min(slowSize, (row + 1) * block);
    for (let slow = row * block; slow < lastSlow; slow++) {
      let at = slow * fastSize;
      for (let column = 0; column < columns; column++) {
        const end = Math.min(at + block, (slow + 1) * fastSize);
        let top = largest[column] as number;
        for (; at < end; at++) {
          const value = pixels[at] as number;
          if (value > top) top = value;
        }
        largest[column] = top;
      }
    }
    for (let column = 0; column < columns; column++) {
      const level = Math.min(Math.max(((largest[column] as number) - low) / range, 0), 1);
      grey[row * columns + column] = Math.round(255 * Math.sqrt(level));
    }
  }
  return { fastSize: columns, slowSize: rows, grey };
}
