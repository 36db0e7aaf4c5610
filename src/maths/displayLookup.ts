import type { PixelArray } from '../domain/pixelType';
import type { DisplayLimits } from './displayLimits';

/** How counts between the limits map to colours. */
export type DisplayScale = 'linear' | 'sqrt' | 'log';

/** Red, green, blue, each 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Steps between the limits. */
const STEPS = 4096;
/** The log scale spreads this many decades. */
const LOG_RANGE = 1000;

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Opaque RGBA as one 32-bit word of the host. */
function word([red, green, blue]: Rgb): number {
  return LITTLE_ENDIAN
    ? ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    : ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0;
}

/** Position of a level on the colour map. @param level 0..1 between the limits @returns 0..1 */
export function scaleLevel(level: number, scale: DisplayScale): number {
  switch (scale) {
    case 'linear':
      return level;
    case 'sqrt':
      return Math.sqrt(level);
    case 'log':
      return Math.log1p(level * LOG_RANGE) / Math.log1p(LOG_RANGE);
  }
}

/**
 * Colour words for {@link paintPixels}: one for each step between the limits.
 * @param colours evenly spaced colours from the low to the high limit, at least two
 */
export function buildLookup(colours: readonly Rgb[], scale: DisplayScale): Uint32Array<ArrayBuffer> {
  const lookup = new Uint32Array(STEPS);
  for (let step = 0; step < STEPS; step++) {
    const place = scaleLevel(step / (STEPS - 1), scale);
    lookup[step] = word(colours[Math.round(place * (colours.length - 1))] ?? [0, 0, 0]);
  }
  return lookup;
}

/**
 * Colours for values around zero: the scale works outwards from 0 on both sides, so that 0 is
 * always the middle colour.
 */
export function buildDivergingLookup(
  colours: readonly Rgb[],
  scale: DisplayScale,
  { low, high }: DisplayLimits,
): Uint32Array<ArrayBuffer> {
  const lookup = new Uint32Array(STEPS);
  const reach = Math.max(Math.abs(low), Math.abs(high));
  for (let step = 0; step < STEPS; step++) {
    const value = low + ((high - low) * step) / (STEPS - 1);
    const side = Math.sign(value) * scaleLevel(Math.abs(value) / reach, scale);
    lookup[step] = word(colours[Math.round(((side + 1) / 2) * (colours.length - 1))] ?? [0, 0, 0]);
  }
  return lookup;
}

/**
 * Paints pixels through a lookup; values at or beyond the limits get its ends.
 * @param target RGBA words, one a pixel, in the pixels' order
 */
export function paintPixels(
  pixels: PixelArray,
  { low, high }: DisplayLimits,
  lookup: Uint32Array,
  target: Uint32Array,
): void {
  const last = lookup.length - 1;
  const factor = last / (high - low);
  for (let i = 0; i < pixels.length; i++) {
    const place = ((pixels[i] as number) - low) * factor;
    target[i] = lookup[place <= 0 ? 0 : place >= last ? last : place | 0] as number;
  }
}
