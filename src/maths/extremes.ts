import type { PixelArray } from '../domain/pixelType';

/** Smallest and largest of at least one pixel; NaN for both where any pixel is NaN. */
export function extremes(pixels: PixelArray): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (Number.isNaN(value)) return { min: value, max: value };
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
