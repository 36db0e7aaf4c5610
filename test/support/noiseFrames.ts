import type { FrameSummary } from '../../src/domain/frame';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';

/** Scanned frames made by hand: noise above a minimum, and pixels that are something else. */

/** Columns and rows. */
export const NOISE_EDGE = 200;
/** Standard deviation of the noise, counts. */
export const NOISE = 20;
const PIXELS = NOISE_EDGE * NOISE_EDGE;
/** The smallest pixel lies this many standard deviations below the middle. */
const REACH = 4.2;

const scratch = createStatisticsScratch();

/** Heights of all pixels over the smallest, rising: a normal distribution's quantiles, by summing up its density. */
const HEIGHTS = (() => {
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const heights: number[] = [];
  let share = 0;
  for (let z = -REACH; heights.length < PIXELS; z += 0.001) {
    share += 0.001 * density(z);
    while (heights.length < Math.min(share, 1) * PIXELS) heights.push(Math.round((z + REACH) * NOISE));
    if (z > REACH) heights.push(Math.round(2 * REACH * NOISE) + 40);
  }
  const first = heights[0] ?? 0;
  return heights.map((height) => height - first);
})();

/** A pixel with a value of its own. */
export interface OddPixel {
  readonly value: number;
  /** slow * NOISE_EDGE + fast. */
  readonly place: number;
}

function summaryOf(pixels: Int32Array<ArrayBuffer>): FrameSummary {
  const { nonFiniteCount: _, ...statistics } = frameStatistics(pixels, scratch);
  const thumbnail = { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) };
  return { ...statistics, thumbnail, wrappedCount: 0, fingerprint: 0 };
}

/** A frame whose pixels lie from `minimum` upwards, but for some. */
export function noiseFrame(minimum: number, ...odd: readonly OddPixel[]): FrameSummary {
  const pixels = Int32Array.from(HEIGHTS, (height) => minimum + height);
  for (const { value, place } of odd) pixels[place] = value;
  return summaryOf(pixels);
}

/** A frame of one value. */
export function constantFrame(value: number): FrameSummary {
  return summaryOf(new Int32Array(PIXELS).fill(value));
}
