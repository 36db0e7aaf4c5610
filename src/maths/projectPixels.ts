import type { PixelArray } from '../domain/pixelType';
import type { ProjectionKind } from '../domain/projection';

/** Frames being combined, pixel by pixel. Sums are doubles: exact for every integer camera. */
export interface Projection {
  readonly kind: ProjectionKind;
  readonly values: Float64Array<ArrayBuffer>;
  frameCount: number;
}

/** An empty projection. @param pixelCount pixels of each frame */
export function createProjection(kind: ProjectionKind, pixelCount: number): Projection {
  return { kind, values: new Float64Array(pixelCount), frameCount: 0 };
}

/** Adds a frame of the projection's size. */
export function addToProjection(projection: Projection, pixels: PixelArray): void {
  const { kind, values } = projection;
  if (projection.frameCount === 0) values.set(pixels);
  else if (kind === 'maximum') {
    for (let i = 0; i < values.length; i++) {
      const value = pixels[i] as number;
      if (value > (values[i] as number)) values[i] = value;
    }
  } else {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + (pixels[i] as number);
  }
  projection.frameCount++;
}

/** The combined picture; consumes the projection. @param projection of at least one frame */
export function finishProjection({ kind, values, frameCount }: Projection): Float64Array<ArrayBuffer> {
  if (kind === 'mean') for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / frameCount;
  return values;
}
