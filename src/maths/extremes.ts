import type { PixelArray } from '../domain/pixelType';

/** Smallest and largest of at least one pixel. */
export function extremes(pixels: PixelArray): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
