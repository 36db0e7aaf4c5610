import type { Storing } from '../domain/conversion';
import type { PixelArray, PixelType } from '../domain/pixelType';

/** Largest value of an SMV pixel. */
export const SMV_MAX = 65535;

/** SMV pixels of one frame, with the numbers truncated to the uint16 range. */
export interface SmvPixels {
  readonly pixels: Uint16Array<ArrayBuffer>;
  /** Pixels with value + offset < 0, written as 0. */
  readonly truncatedLow: number;
  /** Pixels with value + offset > 65535, written as 65535. */
  readonly truncatedHigh: number;
}

/**
 * SMV pixels: min(max(trunc(value + offset), 0), 65535), the arithmetic in doubles (spec section 4).
 * @param target buffer to fill, as long as `source`; becomes the result's pixels
 */
export function toSmvPixels(source: PixelArray, offset: number, target: Uint16Array<ArrayBuffer>): SmvPixels {
  let truncatedLow = 0;
  let truncatedHigh = 0;
  for (let i = 0; i < source.length; i++) {
    const value = (source[i] as number) + offset;
    if (value < 0) {
      truncatedLow++;
      target[i] = 0;
    } else if (value > SMV_MAX) {
      truncatedHigh++;
      target[i] = SMV_MAX;
    } else {
      target[i] = value;
    }
  }
  return { pixels: target, truncatedLow, truncatedHigh };
}

/** Stored counts below which a pixel is truncated at 0. */
export function lowEdge({ rounding }: Storing): number {
  return rounding === 'nearest' ? -0.5 : 0;
}

/** Stored counts above which a pixel is truncated at 65535; rounded to nearest also at it, as ties go to even. */
export function highEdge({ rounding }: Storing): number {
  return rounding === 'nearest' ? SMV_MAX + 0.5 : SMV_MAX;
}

/** The nearest integer, ties to even, as numpy's `rint`. @param value >= -0.5 */
function nearest(value: number): number {
  const whole = Math.floor(value);
  const rest = value - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 !== 0) ? whole + 1 : whole;
}

/** One raw value as SMV stores it. */
export function storedValue(raw: number, offset: number, { rounding, scale }: Storing): number {
  const value = Math.min(Math.max(raw * scale + offset, 0), SMV_MAX);
  return rounding === 'nearest' ? nearest(value) : Math.trunc(value);
}

/**
 * SMV pixels of float frames: min(max(round(value * scale + offset), 0), 65535), the arithmetic in doubles; `round` cuts
 * or takes the nearest integer.
 * Rounding instead of cutting, and scaling before, keeps weak intensities unbiased: Hattne et al. 2016, J. Appl. Cryst.
 * 49, 1029.
 * @param target buffer to fill, as long as `source`; becomes the result's pixels
 */
export function toScaledSmvPixels(
  source: PixelArray,
  offset: number,
  storing: Storing,
  target: Uint16Array<ArrayBuffer>,
): SmvPixels {
  const low = lowEdge(storing);
  const high = highEdge(storing);
  const tiesUp = storing.rounding === 'nearest';
  let truncatedLow = 0;
  let truncatedHigh = 0;
  for (let i = 0; i < source.length; i++) {
    const value = (source[i] as number) * storing.scale + offset;
    if (value < low) truncatedLow++;
    else if (value > high || (tiesUp && value === high)) truncatedHigh++;
    target[i] = storedValue(source[i] as number, offset, storing);
  }
  return { pixels: target, truncatedLow, truncatedHigh };
}

/**
 * Pixels in MRC's storage type (chosen by `formats/mrcHeader`); values unshifted.
 * @param target buffer to fill, as long as `source`
 */
export function toMrcPixels<T extends MrcPixels>(source: PixelArray, target: T): T {
  // `set` converts element by element at memory speed.
  target.set(source);
  return target;
}

/** Pixels of an MRC file. */
export type MrcPixels =
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>;

const MRC_ARRAYS: Partial<
  Record<PixelType, new (buffer: ArrayBuffer, offset: number, length: number) => MrcPixels>
> = { int8: Int8Array, int16: Int16Array, uint16: Uint16Array, float32: Float32Array };

/** An array of an MRC storage type on a buffer. @throws for any other type */
export function mrcArray(stored: PixelType, buffer: ArrayBuffer, offset: number, length: number): MrcPixels {
  const Pixels = MRC_ARRAYS[stored];
  if (Pixels === undefined) throw new Error(`MRC does not store ${stored}`);
  return new Pixels(buffer, offset, length);
}
