import { medianOf } from './median';
import type { Picture } from './profiles';
import type { Point } from './viewTransform';

/** Search radius around a click on a spot, px. */
const REACH_PX = 7;
/** A spot exceeds its surroundings by this many median deviations. */
const LEAST_SIGMAS = 5;

/**
 * The centre of the spot at a click: the centroid of the pixels above their surroundings.
 * @param at frame position from the outer corner of the first pixel, px
 * @returns the same position if there is no spot
 */
export function spotCentroid({ pixels, fastSize, slowSize }: Picture, at: Point): Point {
  const firstFast = Math.max(0, Math.floor(at.x) - REACH_PX);
  const lastFast = Math.min(fastSize - 1, Math.floor(at.x) + REACH_PX);
  const firstSlow = Math.max(0, Math.floor(at.y) - REACH_PX);
  const lastSlow = Math.min(slowSize - 1, Math.floor(at.y) + REACH_PX);
  const values: number[] = [];
  for (let slow = firstSlow; slow <= lastSlow; slow++) {
    for (let fast = firstFast; fast <= lastFast; fast++)
      values.push(pixels[slow * fastSize + fast] as number);
  }
  const level = medianOf(values);
  const deviation = 1.4826 * medianOf(values.map((value) => Math.abs(value - level)));
  const threshold = level + LEAST_SIGMAS * Math.max(deviation, 1);
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let slow = firstSlow; slow <= lastSlow; slow++) {
    for (let fast = firstFast; fast <= lastFast; fast++) {
      const value = pixels[slow * fastSize + fast] as number;
      if (!(value > threshold)) continue;
      const weight = value - level;
      sum += weight;
      sumX += weight * (fast + 0.5);
      sumY += weight * (slow + 0.5);
    }
  }
  return sum > 0 ? { x: sumX / sum, y: sumY / sum } : at;
}
