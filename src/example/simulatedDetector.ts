import type { Random } from './random';

/** The detector's response. */
export interface DetectorResponse {
  readonly gainCountsPerElectron: number;
  /** Standard deviation of the read-out noise, counts. */
  readonly readoutNoiseCounts: number;
  /** Largest count a pixel can hold. */
  readonly saturationCounts: number;
}

/** A pixel that always reads too much. */
export interface HotPixel {
  /** slow * fastSize + fast */
  readonly at: number;
  readonly extraCounts: number;
}

/** One hot pixel in this many. */
const PIXELS_PER_HOT_PIXEL = 60000;

/** Mean number of cosmic rays in one exposure. */
const COSMIC_RAYS_PER_FRAME = 2;

/** The detector's hot pixels, the same in every frame; at least three. */
export function placeHotPixels(pixelCount: number, random: Random): HotPixel[] {
  const count = Math.max(3, Math.round(pixelCount / PIXELS_PER_HOT_PIXEL));
  return Array.from({ length: count }, () => ({
    at: random.integer(pixelCount),
    extraCounts: 400 + 5000 * random.uniform(),
  }));
}

/**
 * Reads an exposure out: counting noise, gain, read-out noise, hot pixels and cosmic rays.
 * The dark level is already taken off, so pixels with few electrons may be negative.
 * @param expectedBorrowed expected electrons per pixel
 * @returns counts, rounded, in the same order
 */
export function readOut(
  expectedBorrowed: Float32Array,
  response: DetectorResponse,
  hotPixels: readonly HotPixel[],
  random: Random,
): Int32Array<ArrayBuffer> {
  const counts = new Int32Array(expectedBorrowed.length);
  const { gainCountsPerElectron: gain, readoutNoiseCounts: noise, saturationCounts } = response;
  for (let i = 0; i < counts.length; i++) {
    const electrons = random.poisson(expectedBorrowed[i] as number);
    counts[i] = Math.min(saturationCounts, Math.round(gain * electrons + noise * random.normal()));
  }
  const addCounts = (at: number, extra: number) => {
    counts[at] = Math.min(saturationCounts, (counts[at] as number) + Math.round(extra));
  };
  for (const hot of hotPixels) addCounts(hot.at, hot.extraCounts);
  const rays = random.poisson(COSMIC_RAYS_PER_FRAME);
  for (let ray = 0; ray < rays; ray++) {
    const length = 1 + random.integer(3);
    const first = random.integer(Math.max(1, counts.length - length));
    for (let at = first; at < Math.min(counts.length, first + length); at++) {
      addCounts(at, 2000 + 12000 * random.uniform());
    }
  }
  return counts;
}
