import type { PixelArray } from '../domain/pixelType';
import type { Point } from './viewTransform';

/** Pixels with their shape, `slow * fastSize + fast`. */
export interface Picture {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly pixels: PixelArray;
}

/** Counts along a path. */
export interface Profile {
  /** Pixels from the start of the line, or from the centre. */
  readonly distancePx: Float64Array;
  /** Counts: the pixel on the line, or the mean over the ring. */
  readonly counts: Float64Array;
}

/**
 * The pixels on a line, one sample per pixel of its length, each with the value of its pixel.
 * Samples outside the frame are omitted.
 * @param from,to places on the frame from the outer corner of the first pixel
 */
export function lineProfile({ fastSize, slowSize, pixels }: Picture, from: Point, to: Point): Profile {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.max(Math.ceil(length), 1);
  const distancePx: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i <= steps; i++) {
    const fast = Math.floor(from.x + ((to.x - from.x) * i) / steps);
    const slow = Math.floor(from.y + ((to.y - from.y) * i) / steps);
    if (fast < 0 || slow < 0 || fast >= fastSize || slow >= slowSize) continue;
    distancePx.push((length * i) / steps);
    counts.push(pixels[slow * fastSize + fast] as number);
  }
  return { distancePx: Float64Array.from(distancePx), counts: Float64Array.from(counts) };
}

/**
 * Mean counts over rings one pixel wide: ring r has the pixels whose centres are r to r+1 away.
 * Rings without a pixel are omitted.
 * @param centre from the outer corner of the first pixel; it may lie outside the frame
 */
export function radialMean({ fastSize, slowSize, pixels }: Picture, centre: Point): Profile {
  const farX = Math.max(Math.abs(centre.x), Math.abs(fastSize - centre.x));
  const farY = Math.max(Math.abs(centre.y), Math.abs(slowSize - centre.y));
  const rings = Math.floor(Math.hypot(farX, farY)) + 1;
  const sum = new Float64Array(rings);
  const count = new Uint32Array(rings);
  for (let slow = 0, i = 0; slow < slowSize; slow++) {
    const dy = slow + 0.5 - centre.y;
    for (let fast = 0; fast < fastSize; fast++, i++) {
      const dx = fast + 0.5 - centre.x;
      const ring = Math.sqrt(dx * dx + dy * dy) | 0;
      sum[ring] = (sum[ring] as number) + (pixels[i] as number);
      count[ring] = (count[ring] as number) + 1;
    }
  }
  const filled = Array.from(count.keys()).filter((ring) => (count[ring] as number) > 0);
  return {
    distancePx: Float64Array.from(filled, (ring) => ring + 0.5),
    counts: Float64Array.from(filled, (ring) => (sum[ring] as number) / (count[ring] as number)),
  };
}
