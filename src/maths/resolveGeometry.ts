import { CETAD_BEAMLINE } from '../domain/detector';
import type { FileMetadata } from '../domain/frame';
import {
  GEOMETRY_KEYS,
  type Geometry,
  type GeometryKey,
  type Origin,
  PLACEHOLDER_KEYS,
  type PlaceholderKey,
  plainGeometry,
  type SourcedGeometry,
} from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import { reciprocalPixelDistanceMm } from './calibration';
import { electronWavelengthAngstrom } from './electronWavelength';

/** Pixel edge of the Ceta and Ceta-D, unbinned, mm. */
export const CETA_PIXEL_MM = 0.014;
/** Columns and rows of the Ceta and Ceta-D, unbinned. */
const CETA_SIZE = 4096;

/** Values of one origin, overriding those of weaker origins. */
export interface GeometryLayer {
  readonly origin: Origin;
  readonly values: Geometry;
}

/** Binning of a square Ceta frame of this size; undefined for other sizes. */
export function suggestBinning(shape: Pick<FrameShape, 'fastSize' | 'slowSize'>): number | undefined {
  if (shape.fastSize !== shape.slowSize) return undefined;
  const binning = CETA_SIZE / shape.fastSize;
  return binning === 1 || binning === 2 || binning === 4 ? binning : undefined;
}

/** The number without binary rounding: 0.014 * 2 is 0.028. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * The rotation axis on the frame by FEI's tilt axis angle: the downward vector (0, -1, 0) turned about the beam by the
 * angle, as in dxtbx `FormatMRC`.
 * @param tiltAxisDeg degrees from the vertical
 * @returns degrees, in [0, 360)
 */
function axisFromTiltAxis(tiltAxisDeg: number): number {
  return clean((((270 + tiltAxisDeg) % 360) + 360) % 360);
}

/**
 * Geometry from a file's own metadata. The distance follows from the calibrated pixel spacing in reciprocal
 * space, as in dxtbx `FormatMRC`: distance = pixel / (spacing * wavelength).
 */
export function geometryFromMetadata(metadata: FileMetadata): Geometry {
  const { highTensionKv, binning, cameraName, reciprocalPixelPerAngstrom: spacing } = metadata;
  const isCeta = cameraName?.toLowerCase().includes('ceta') ?? false;
  const cetaPixelMm = isCeta && binning !== undefined ? clean(CETA_PIXEL_MM * binning) : undefined;
  const pixelSizeMm = metadata.pixelSizeMm ?? cetaPixelMm;
  const detectorDistanceMm =
    pixelSizeMm !== undefined && spacing !== undefined && highTensionKv !== undefined
      ? clean(
          reciprocalPixelDistanceMm(spacing, {
            pixelSizeMm,
            wavelengthAngstrom: electronWavelengthAngstrom(highTensionKv),
          }),
        )
      : undefined;
  return definedOnly({
    highTensionKv,
    binning,
    pixelSizeMm,
    detectorDistanceMm,
    oscillationStartDeg: metadata.tiltDeg,
    oscillationPerFrameDeg: metadata.tiltPerFrameDeg,
    rotationAxisDeg: metadata.tiltAxisDeg === undefined ? undefined : axisFromTiltAxis(metadata.tiltAxisDeg),
    exposureSec: metadata.exposureSec,
    beamCentreFastPx: metadata.beamCentreFastPx,
    beamCentreSlowPx: metadata.beamCentreSlowPx,
  });
}

function definedOnly(values: { readonly [K in GeometryKey]?: Geometry[K] | undefined }): Geometry {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * The geometry of a series with the origin of each value: typed over found over example or preset over file over side file over name, then what
 * can be derived safely (wavelength), suggested (binning from the size) or set by default (beamline, and the
 * rotation axis along the fast axis, as in the format classes of DIALS).
 * @param layers the user's values, strongest first
 * @param named what the names of the files say
 * @param side what a file beside the frames says
 */
export function resolveGeometry(
  layers: readonly GeometryLayer[],
  metadata: FileMetadata,
  shape: FrameShape | undefined,
  named: Geometry = {},
  side?: { readonly origin: Origin; readonly metadata: FileMetadata },
): SourcedGeometry {
  const binning = shape === undefined ? undefined : suggestBinning(shape);
  const all: GeometryLayer[] = [
    ...layers,
    { origin: 'file', values: geometryFromMetadata(metadata) },
    // Together they may give what neither gives alone, such as the distance.
    ...(side
      ? [{ origin: side.origin, values: geometryFromMetadata({ ...side.metadata, ...metadata }) }]
      : []),
    { origin: 'name', values: named },
    { origin: 'suggested', values: binning === undefined ? {} : { binning } },
    { origin: 'default', values: { beamline: CETAD_BEAMLINE, rotationAxisDeg: 0 } },
  ];
  const sourced: Partial<Record<GeometryKey, unknown>> = {};
  for (const key of GEOMETRY_KEYS) {
    const layer = all.find(({ values }) => values[key] !== undefined);
    if (layer !== undefined) sourced[key] = { value: layer.values[key], origin: layer.origin };
  }
  const resolved = sourced as SourcedGeometry;
  const { highTensionKv } = resolved;
  if (resolved.wavelengthAngstrom !== undefined || highTensionKv === undefined) return resolved;
  const wavelength = Number(electronWavelengthAngstrom(highTensionKv.value).toFixed(8));
  return { ...resolved, wavelengthAngstrom: { value: wavelength, origin: 'derived' } };
}

/** The quantities that no source gives. */
export function missingGeometry(geometry: SourcedGeometry): PlaceholderKey[] {
  return PLACEHOLDER_KEYS.filter((key) => geometry[key] === undefined);
}

/** Placeholder for a missing value, obviously not real. */
const PLACEHOLDER_VALUES: Geometry = {
  wavelengthAngstrom: 1,
  detectorDistanceMm: 1,
  pixelSizeMm: 1,
  oscillationStartDeg: 0,
  oscillationPerFrameDeg: 1,
  exposureSec: 0,
};

/** True for a quantity that gets a placeholder; missing others are left out of the header. */
export function hasPlaceholder(key: PlaceholderKey): boolean {
  return key !== 'gainCountsPerElectron' && key !== 'binning';
}

/**
 * True for a quantity that stops no export when it alone is missing: dxtbx takes 0 for a missing TIME since version
 * 3.19, and no program computes with it.
 */
export function mayStayOut(key: PlaceholderKey): boolean {
  return key === 'exposureSec';
}

/**
 * The geometry to write if the user accepts placeholders. dxtbx cannot open a file without
 * these keys, so each gets 1 (start angle and exposure 0, the beam centre the middle of the frame). Gain and binning
 * stay absent: readers have their own defaults for them.
 */
export function withPlaceholders(
  geometry: SourcedGeometry,
  shape: Pick<FrameShape, 'fastSize' | 'slowSize'>,
): { readonly geometry: Geometry; readonly placeholders: readonly PlaceholderKey[] } {
  const stand: Geometry = {
    ...PLACEHOLDER_VALUES,
    beamCentreFastPx: shape.fastSize / 2,
    beamCentreSlowPx: shape.slowSize / 2,
  };
  const placeholders = missingGeometry(geometry).filter(hasPlaceholder);
  const added = Object.fromEntries(placeholders.map((key) => [key, stand[key]]));
  return { geometry: { ...plainGeometry(geometry), ...added }, placeholders };
}
