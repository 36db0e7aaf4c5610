import type { FrameSummary, Thumbnail } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { valueAtFraction } from './displayLimits';

/** Longest edge of a thumbnail, pixels. */
const THUMBNAIL_EDGE = 96;

/**
 * Raises `largest[column]` to the largest pixel of a block: `block` columns wide (the last one maybe fewer), rows
 * from `firstSlow` to before `endSlow`.
 */
export type RaiseToBlocks = (
  pixels: PixelArray,
  fastSize: number,
  firstSlow: number,
  endSlow: number,
  block: number,
  largest: Float64Array<ArrayBuffer>,
) => void;

/** `RaiseToBlocks` for every pixel type. */
export const raiseToBlocks: RaiseToBlocks = (pixels, fastSize, firstSlow, endSlow, block, largest) => {
  for (let slow = firstSlow; slow < endSlow; slow++) {
    let at = slow * fastSize;
    for (let column = 0; column < largest.length; column++) {
      const end = Math.min(at + block, (slow + 1) * fastSize);
      let top = largest[column] as number;
      for (; at < end; at++) {
        const value = pixels[at] as number;
        if (value > top) top = value;
      }
      largest[column] = top;
    }
  }
};

/**
 * A small picture: each of its pixels is the largest of a block, so that single spots stay visible.
 * Grey runs from the median (0) to the 99.95 % value (255) on a square-root scale.
 * @param raise how the blocks' largest pixels are found
 */
export function makeThumbnail(
  pixels: PixelArray,
  fastSize: number,
  slowSize: number,
  frame: Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>,
  raise: RaiseToBlocks = raiseToBlocks,
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
    raise(pixels, fastSize, row * block, Math.min(slowSize, (row + 1) * block), block, largest);
    for (let column = 0; column < columns; column++) {
      const level = Math.min(Math.max(((largest[column] as number) - low) / range, 0), 1);
      grey[row * columns + column] = Math.round(255 * Math.sqrt(level));
    }
  }
  return { fastSize: columns, slowSize: rows, grey };
}
