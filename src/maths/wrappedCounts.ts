import type { PixelArray } from '../domain/pixelType';

/**
 * Counts of more than 32767 stored as signed 16-bit values have wrapped around: they lie below 0 amid the bright
 * pixels of a spot. A pixel counts as wrapped if it lies below Leginon's cap of 2000, not below -32768, and is joined,
 * directly or through other such pixels, to a pixel above 16000. All eight neighbours of a pixel count as joined. A frame
 * with a value above 32767 was never stored as signed 16 bits: nothing in it wrapped.
 */

/** Wrapped pixels lie below this, counts: Leginon's cap; the scan does not know another. */
export const WRAPPED_BELOW = -2000;
/** Nothing that wrapped is smaller, and nothing beside it larger, counts. */
const SMALLEST_SIGNED = -32768;
const LARGEST_SIGNED = 32767;
/** A pixel beside them lies above this, counts: about half of the largest signed 16-bit value. */
export const BESIDE_WRAPPED = 16000;
/** Wrapped pixels are rare: with more low pixels than this part of a frame, or than this number, there are none. */
const MOST_SHARE = 1 / 8;
const MOST_LOW = 65536;

/** Looks for wrapped pixels in a frame whose rows come in pieces. */
export interface WrappedSearch {
  /**
   * Takes the next rows.
   * @param pixels whole rows
   * @param places ascending positions in `pixels` of all values below {@link WRAPPED_BELOW}
   */
  take(pixels: PixelArray, places: ArrayLike<number>): void;
  /** Number of wrapped pixels, once all rows were taken. @param max the frame's largest pixel */
  finish(max: number): number;
}

/** True if one of three neighbouring columns of a row has a bright pixel. @param row position of its first pixel */
function isBrightBeside(pixels: PixelArray, row: number, column: number, fastSize: number): boolean {
  const last = Math.min(column + 1, fastSize - 1);
  for (let at = Math.max(column - 1, 0); at <= last; at++) {
    if ((pixels[row + at] as number) > BESIDE_WRAPPED) return true;
  }
  return false;
}

/** Low pixels joined to those beside bright ones. */
function joinedTo(beside: readonly number[], low: readonly number[], fastSize: number): number {
  const waiting = new Set(low);
  const found = beside.filter((place) => waiting.delete(place));
  // The list grows while it is gone through.
  for (let next = 0; next < found.length; next++) {
    const place = found[next] as number;
    const column = place % fastSize;
    for (let row = -fastSize; row <= fastSize; row += fastSize) {
      for (let step = column === 0 ? 0 : -1; step <= (column === fastSize - 1 ? 0 : 1); step++) {
        if (waiting.delete(place + row + step)) found.push(place + row + step);
      }
    }
  }
  return found.length;
}

/**
 * Starts the search.
 * @param fastSize columns
 * @param pixelCount of the frame
 */
export function searchWrapped(fastSize: number, pixelCount: number): WrappedSearch {
  const most = Math.min(MOST_LOW, Math.floor(pixelCount * MOST_SHARE));
  const low: number[] = [];
  const beside: number[] = [];
  /** Low pixels of the last row taken, whose next row is still to come. */
  let pending: number[] = [];
  let lastRow: PixelArray | undefined;
  let taken = 0;
  let tooMany = false;

  function note(pixels: PixelArray, place: number): void {
    const value = pixels[place] as number;
    if (value < SMALLEST_SIGNED) return;
    const column = place % fastSize;
    const row = place - column;
    low.push(taken + place);
    const above =
      row > 0
        ? isBrightBeside(pixels, row - fastSize, column, fastSize)
        : lastRow !== undefined && isBrightBeside(lastRow, 0, column, fastSize);
    const isLastRow = row + fastSize >= pixels.length;
    const bright =
      above ||
      isBrightBeside(pixels, row, column, fastSize) ||
      (!isLastRow && isBrightBeside(pixels, row + fastSize, column, fastSize));
    if (bright) beside.push(taken + place);
    else if (isLastRow) pending.push(taken + place);
  }

  return {
    take(pixels, places) {
      if (tooMany || pixels.length === 0) return;
      for (const place of pending) {
        if (isBrightBeside(pixels, 0, place % fastSize, fastSize)) beside.push(place);
      }
      pending = [];
      tooMany = low.length + places.length > most;
      if (tooMany) return;
      for (let i = 0; i < places.length; i++) note(pixels, places[i] as number);
      lastRow = pixels.slice(pixels.length - fastSize);
      taken += pixels.length;
    },
    finish: (max) =>
      tooMany || beside.length === 0 || max > LARGEST_SIGNED ? 0 : joinedTo(beside, low, fastSize),
  };
}

/** Number of wrapped pixels of a whole frame. @param fastSize columns */
export function countWrapped(pixels: PixelArray, fastSize: number): number {
  const places: number[] = [];
  let max = -Infinity;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (value < WRAPPED_BELOW) places.push(i);
    if (value > max) max = value;
  }
  const search = searchWrapped(fastSize, pixels.length);
  search.take(pixels, places);
  return search.finish(max);
}
