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
