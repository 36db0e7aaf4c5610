import type { FrameSummary, Thumbnail } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { valueAtFraction } from './displayLimits';

/** Longest edge of a thumbnail, pixels. */
export const THUMBNAIL_EDGE = 96;

/** Division of a frame into squares of `blockPixels`; the last of each row and column may be smaller. */
export interface Blocks {
  readonly blockPixels: number;
  readonly columns: number;
  readonly rows: number;
}

/** The blocks of a frame's thumbnail. */
export function thumbnailBlocks(fastSize: number, slowSize: number): Blocks {
  const blockPixels = Math.max(1, Math.ceil(Math.max(fastSize, slowSize) / THUMBNAIL_EDGE));
  return {
    blockPixels,
    columns: Math.ceil(fastSize / blockPixels),
    rows: Math.ceil(slowSize / blockPixels),
  };
}

/**
 * Updates the largest pixels of a row of blocks with one row of the frame.
 * @param largest one for each column of blocks
 * @param line the row's pixels
 */
export function raiseToLine(largest: Float64Array, line: PixelArray, blockPixels: number): void {
  for (let column = 0, at = 0; column < largest.length; column++) {
    const end = Math.min(at + blockPixels, line.length);
    let top = largest[column] as number;
    for (; at < end; at++) {
      const value = line[at] as number;
      if (value > top) top = value;
    }
    largest[column] = top;
  }
}

/**
 * The picture of the blocks' largest pixels: grey runs from the frame's median (0) to its 99.95 % value (255) on a
 * square-root scale.
 * @param largest one for each block, row by row
 */
export function thumbnailOf(
  { columns, rows }: Blocks,
  largest: Float64Array,
  frame: Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>,
): Thumbnail {
  const low = valueAtFraction(frame, 0.5);
  const range = Math.max(valueAtFraction(frame, 0.9995) - low, 1);
  const grey = new Uint8Array(largest.length);
  for (let i = 0; i < grey.length; i++) {
    const share = Math.min(Math.max(((largest[i] as number) - low) / range, 0), 1);
    grey[i] = Math.round(255 * Math.sqrt(share));
  }
  return { fastSize: columns, slowSize: rows, grey };
}

/** A thumbnail: each pixel is the largest of a block, so that single spots stay visible. */
export function makeThumbnail(
  pixels: PixelArray,
  fastSize: number,
  slowSize: number,
  frame: Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>,
): Thumbnail {
  const blocks = thumbnailBlocks(fastSize, slowSize);
  const { blockPixels, columns, rows } = blocks;
  const largest = new Float64Array(columns * rows).fill(-Infinity);
  for (let slow = 0; slow < slowSize; slow++) {
    const first = Math.floor(slow / blockPixels) * columns;
    const line = pixels.subarray(slow * fastSize, (slow + 1) * fastSize);
    raiseToLine(largest.subarray(first, first + columns), line, blockPixels);
  }
  return thumbnailOf(blocks, largest, frame);
}
