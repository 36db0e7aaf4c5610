import type { PixelArray, PixelType } from '../domain/pixelType';

/** Largest value of an SMV pixel. */
export const SMV_MAX = 65535;

/** Pixels of one frame for SMV, with how many the uint16 range cut. */
export interface SmvPixels {
  readonly pixels: Uint16Array<ArrayBuffer>;
  /** Pixels with value + offset < 0, written as 0. */
  readonly truncatedLow: number;
  /** Pixels with value + offset > 65535, written as 65535. */
  readonly truncatedHigh: number;
}

/**
 * SMV pixels: min(max(trunc(value + offset), 0), 65535), the arithmetic in doubles (spec section 4).
 * @param target memory to fill, as long as `source`; it becomes the result's pixels
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

/** `set` converts element by element at memory speed; `from` would go through an iterator. */
function copyInto<T extends PixelArray>(target: T, source: PixelArray): T {
  target.set(source);
  return target;
}

/** Pixels in the type that MRC stores them in (`formats/mrc` chooses it); values unshifted. */
export function toMrcPixels(source: PixelArray, stored: PixelType): PixelArray {
  switch (stored) {
    case 'int8':
    case 'uint16':
      return source;
    case 'int16':
      return source instanceof Int16Array ? source : copyInto(new Int16Array(source.length), source);
    case 'float32':
      return source instanceof Float32Array ? source : copyInto(new Float32Array(source.length), source);
    default:
      throw new Error(`MRC does not store ${stored}`);
  }
}
