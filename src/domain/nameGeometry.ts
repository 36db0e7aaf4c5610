import type { Geometry } from './geometry';

/**
 * Values that file and folder names commonly carry unambiguously: the high tension (`200kV`) and the binning
 * (`bin2`, `binning 2x2`). Camera lengths are not calibrated distances, and signs of angles are ambiguous: neither
 * is read.
 */
export function geometryFromName(name: string): Geometry {
  const highTensionKv = Number(/(?:^|[^0-9.])(\d{2,4})\s?kV(?![a-z])/i.exec(name)?.[1]);
  const binning = Number(/(?:^|[^a-z])bin(?:ning)?[ _-]?([1248])(?:x\1)?(?![0-9x])/i.exec(name)?.[1]);
  return {
    ...(highTensionKv >= 60 && highTensionKv <= 1300 ? { highTensionKv } : {}),
    ...(binning > 0 ? { binning } : {}),
  };
}
