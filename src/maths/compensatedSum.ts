import type { PixelArray } from '../domain/pixelType';

/** Sum with Neumaier's correction: the error does not grow with the number of pixels. */
export function compensatedSum(pixels: PixelArray, term: (value: number) => number): number {
  let sum = 0;
  let correction = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = term(pixels[i] as number);
    const next = sum + value;
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + correction;
}
