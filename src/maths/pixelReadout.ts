import { PLAIN_STORING, type Storing } from '../domain/conversion';
import type { Geometry } from '../domain/geometry';
import { storedValue } from './convertPixels';

/** The three values of a pixel: raw, stored in SMV, corrected by DIALS. */
export interface PixelReadout {
  /** Raw counts. */
  readonly raw: number;
  /** Counts in the SMV file. */
  readonly stored: number;
  /** (stored - pedestal) / (gain * scale): electrons, or raw counts while the gain is unknown. */
  readonly dials: number;
}

/** Follows one raw value through the conversion. @param gain raw counts per electron; undefined counts as 1 */
export function readPixel(
  raw: number,
  offset: number,
  pedestal: number,
  gain: number | undefined,
  storing: Storing = PLAIN_STORING,
): PixelReadout {
  const stored = storedValue(raw, offset, storing);
  // `+ 0` turns the -0 of a truncated fraction into 0
  return { raw, stored: stored + 0, dials: (stored - pedestal) / ((gain ?? 1) * storing.scale) };
}

/**
 * Resolution at a place on the detector: d = wavelength / (2 sin(theta)), 2 theta = atan(r / distance).
 * @param fastPx,slowPx place from the outer corner of the first pixel
 * @returns angstrom; Infinity at the beam centre; undefined while the geometry is incomplete
 */
export function resolutionAngstrom(geometry: Geometry, fastPx: number, slowPx: number): number | undefined {
  const { wavelengthAngstrom, detectorDistanceMm, pixelSizeMm, beamCentreFastPx, beamCentreSlowPx } =
    geometry;
  if (
    wavelengthAngstrom === undefined ||
    detectorDistanceMm === undefined ||
    pixelSizeMm === undefined ||
    beamCentreFastPx === undefined ||
    beamCentreSlowPx === undefined
  ) {
    return undefined;
  }
  const radiusMm = Math.hypot(fastPx - beamCentreFastPx, slowPx - beamCentreSlowPx) * pixelSizeMm;
  return wavelengthAngstrom / (2 * Math.sin(0.5 * Math.atan2(radiusMm, detectorDistanceMm)));
}
