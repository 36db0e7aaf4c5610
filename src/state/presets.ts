import type { Geometry } from '../domain/geometry';
import { CETA_PIXEL_MM } from '../maths/geometry';

/** A named set of values that a detector fixes. */
export interface GeometryPreset {
  readonly id: string;
  readonly name: string;
  readonly values: Geometry;
}

function ceta(binning: 1 | 2, highTensionKv: number): GeometryPreset {
  return {
    id: `ceta-${binning}-${highTensionKv}`,
    name: `Ceta / Ceta-D ${binning}x${binning}, ${highTensionKv} kV`,
    values: { highTensionKv, binning, pixelSizeMm: CETA_PIXEL_MM * binning },
  };
}

/** Presets that come with the program. */
export const PRESETS: readonly GeometryPreset[] = [ceta(2, 200), ceta(1, 200), ceta(2, 300), ceta(1, 300)];
