import type { PixelArray } from '../domain/pixelType';
import type { DisplayLimits } from './displayLimits';

/**
 * Paints pixels as opaque grey RGBA: `low` black, `high` white, linear between, or the other way round.
 * @param target 4 bytes a pixel, in the pixels' order
 */
export function paintGrey(
  pixels: PixelArray,
  { low, high }: DisplayLimits,
  inverted: boolean,
  target: Uint8ClampedArray<ArrayBuffer>,
): void {
  const words = new Uint32Array(target.buffer, target.byteOffset, pixels.length);
  const scale = 255 / (high - low);
  for (let i = 0; i < pixels.length; i++) {
    const level = ((pixels[i] as number) - low) * scale;
    const clipped = level <= 0 ? 0 : level >= 255 ? 255 : level | 0;
    const grey = inverted ? 255 - clipped : clipped;
    // Red, green and blue are equal, so the words' byte order matters for alpha alone.
    words[i] = OPAQUE | (grey * GREY_WORD);
  }
}

const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const OPAQUE = LITTLE ? 0xff000000 : 0x000000ff;
const GREY_WORD = LITTLE ? 0x00010101 : 0x01010100;
