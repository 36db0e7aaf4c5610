import type { SideFormat } from './sideFacts';

/**
 * The experiment's geometry for the form and the headers. Absent = unknown; never invented.
 * Beam centre: pixels from the outer corner of the first pixel, so the first pixel's centre is 0.5.
 */
export interface Geometry {
  readonly highTensionKv?: number;
  readonly wavelengthAngstrom?: number;
  /** Calibrated sample-to-detector distance, not the camera length shown by the microscope. */
  readonly detectorDistanceMm?: number;
  /** Pixel edge after binning. */
  readonly pixelSizeMm?: number;
  /** Detector pixels along one edge of an image pixel: 2 means 2x2. */
  readonly binning?: number;
  /** Rotation angle at the start of the series' first frame. */
  readonly oscillationStartDeg?: number;
  /** Signed rotation per frame. */
  readonly oscillationPerFrameDeg?: number;
  /**
   * Angle of the rotation axis on the displayed frame: degrees counter-clockwise from the fast axis, row 0 at the
   * top. The oscillation is right-handed about the vector that points that way.
   */
  readonly rotationAxisDeg?: number;
  readonly beamCentreFastPx?: number;
  readonly beamCentreSlowPx?: number;
  readonly gainCountsPerElectron?: number;
  readonly exposureSec?: number;
  /** `CETAD_TUI` selects the Ceta-D format class in DIALS. */
  readonly beamline?: string;
  /** `Sun Nov 22 11:15:08 2026`; absent = each file's own modified time. */
  readonly date?: string;
}

/** Name of one quantity. */
export type GeometryKey = keyof Geometry;

/** Origin of a form text not typed for the series: a settings file or another series. */
export type TextOrigin = 'settingsFile' | 'copied';

/** Where a value comes from. */
export type Origin =
  | 'typed'
  | TextOrigin
  | 'found'
  | 'file'
  | SideFormat
  | 'name'
  | 'preset'
  | 'example'
  | 'derived'
  | 'suggested'
  | 'default';

/** A value with its origin. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** Every known quantity with its origin; missing ones are absent. */
export type SourcedGeometry = { readonly [K in GeometryKey]?: Sourced<NonNullable<Geometry[K]>> };

/** The fields, in the order of form and report. */
export const GEOMETRY_KEYS = [
  'highTensionKv',
  'wavelengthAngstrom',
  'detectorDistanceMm',
  'pixelSizeMm',
  'binning',
  'oscillationStartDeg',
  'oscillationPerFrameDeg',
  'rotationAxisDeg',
  'beamCentreFastPx',
  'beamCentreSlowPx',
  'gainCountsPerElectron',
  'exposureSec',
  'beamline',
  'date',
] as const satisfies readonly GeometryKey[];

/** Position of the direct beam. */
export const BEAM_CENTRE_KEYS = [
  'beamCentreFastPx',
  'beamCentreSlowPx',
] as const satisfies readonly GeometryKey[];

/** A quantity needed in an SMV header that only the user or the file can give. */
export type PlaceholderKey = Exclude<GeometryKey, 'highTensionKv' | 'rotationAxisDeg' | 'beamline' | 'date'>;

/** All such quantities, in the order of the form. */
export const PLACEHOLDER_KEYS: readonly PlaceholderKey[] = GEOMETRY_KEYS.filter(
  (key) => key !== 'highTensionKv' && key !== 'rotationAxisDeg' && key !== 'beamline' && key !== 'date',
);

/** Drops the origins. */
export function plainGeometry(sourced: SourcedGeometry): Geometry {
  return Object.fromEntries(Object.entries(sourced).map(([key, entry]) => [key, entry.value]));
}
