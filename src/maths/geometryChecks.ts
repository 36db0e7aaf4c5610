import { CETAD_BEAMLINE } from '../domain/detector';
import type { Geometry } from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import type { PlausibleKey, SeriesWarning } from '../domain/warning';
import { electronWavelengthAngstrom } from './electronWavelength';
import { CETA_PIXEL_MM, suggestBinning } from './resolveGeometry';
import { edgeResolution } from './rings';

/** Relative deviation from the calculated wavelength beyond rounding: Leginon's constant is off by 0.26 %. */
const WAVELENGTH_TOLERANCE = 0.001;
/** Relative deviation from a Ceta's pixel size beyond calibration. */
const PIXEL_TOLERANCE = 0.02;
/**
 * Plausible ranges; a value outside is usually in another unit or inverted: a gain of
 * 0.03 is electrons per count, an exposure of 500 is in milliseconds.
 */
const PLAUSIBLE: Readonly<Record<PlausibleKey, readonly [least: number, most: number]>> = {
  highTensionKv: [60, 1300],
  detectorDistanceMm: [100, 20_000],
  pixelSizeMm: [0.001, 0.2],
  gainCountsPerElectron: [0.5, 500],
  exposureSec: [0.001, 60],
};
const PLAUSIBLE_KEYS = Object.keys(PLAUSIBLE) as PlausibleKey[];
/** Plausible resolution at the edge of the frame, angstrom. */
const PLAUSIBLE_EDGE_ANGSTROM = [0.2, 12] as const;
/** Implausible rotation per frame, at which reflections overlap, degrees. */
const LARGEST_STEP_DEG = 5;

function outside(value: number | undefined, [least, most]: readonly [number, number]): value is number {
  return value !== undefined && (value < least || value > most);
}

function ranges(geometry: Geometry): SeriesWarning[] {
  return PLAUSIBLE_KEYS.flatMap((key) => {
    const value = geometry[key];
    return outside(value, PLAUSIBLE[key])
      ? [{ code: 'implausible' as const, key, value, range: PLAUSIBLE[key] }]
      : [];
  });
}

function wavelength({ highTensionKv, wavelengthAngstrom }: Geometry): SeriesWarning[] {
  if (highTensionKv === undefined || wavelengthAngstrom === undefined) return [];
  const expectedAngstrom = electronWavelengthAngstrom(highTensionKv);
  if (Math.abs(wavelengthAngstrom / expectedAngstrom - 1) <= WAVELENGTH_TOLERANCE) return [];
  return [{ code: 'wavelengthMismatch', wavelengthAngstrom, highTensionKv, expectedAngstrom }];
}

function camera(
  { binning, beamline, pixelSizeMm }: Geometry,
  shape: FrameShape | undefined,
): SeriesWarning[] {
  if (binning === undefined || beamline !== CETAD_BEAMLINE) return [];
  const warnings: SeriesWarning[] = [];
  const suggested = shape && suggestBinning(shape);
  if (shape !== undefined && suggested !== undefined && suggested !== binning) {
    warnings.push({ code: 'binningMismatch', binning, suggested, size: shape.fastSize });
  }
  if (binning > 2) warnings.push({ code: 'binningUnknownToPlugin', binning });
  const expectedMm = CETA_PIXEL_MM * binning;
  if (pixelSizeMm !== undefined && Math.abs(pixelSizeMm / expectedMm - 1) > PIXEL_TOLERANCE) {
    warnings.push({ code: 'pixelSizeMismatch', pixelSizeMm, binning, expectedMm });
  }
  return warnings;
}

function beamAndResolution(geometry: Geometry, shape: FrameShape | undefined): SeriesWarning[] {
  if (shape === undefined) return [];
  const { beamCentreFastPx: fast, beamCentreSlowPx: slow } = geometry;
  const offFrame = outside(fast, [0, shape.fastSize]) || outside(slow, [0, shape.slowSize]);
  if (offFrame) return [{ code: 'beamCentreOutside' }];
  const edgeAngstrom = edgeResolution(geometry, shape)?.edgeAngstrom;
  return outside(edgeAngstrom, PLAUSIBLE_EDGE_ANGSTROM)
    ? [{ code: 'resolutionImplausible', edgeAngstrom }]
    : [];
}

function rotation({ oscillationPerFrameDeg: step }: Geometry): SeriesWarning[] {
  if (step === 0) return [{ code: 'noRotation' }];
  return step !== undefined && Math.abs(step) > LARGEST_STEP_DEG
    ? [{ code: 'largeRotation', oscillationPerFrameDeg: step }]
    : [];
}

/** Contradictory or implausible values in a geometry; missing values are ignored. */
export function checkGeometry(geometry: Geometry, shape: FrameShape | undefined): SeriesWarning[] {
  return [
    ...rotation(geometry),
    ...wavelength(geometry),
    ...camera(geometry, shape),
    ...ranges(geometry),
    ...beamAndResolution(geometry, shape),
  ];
}
