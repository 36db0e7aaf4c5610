import type { GeometryKey } from '../domain/geometry';
import type { OutputFormats } from '../domain/recipe';
import type { SeriesWarning } from '../domain/warning';

/** What a warning is about. */
interface WarningScope {
  /** The output that it speaks of; `any` for what concerns the series or its geometry. */
  readonly output: 'smv' | 'mrc' | 'any';
  /** Where the screen says it: below the offset, beside a field of the geometry, or at the export. */
  readonly place: 'offset' | 'geometry' | 'export';
}

const SCOPE: Readonly<Record<SeriesWarning['code'], WarningScope>> = {
  gaps: { output: 'any', place: 'offset' },
  positiveMinimum: { output: 'smv', place: 'offset' },
  everyFrameTruncated: { output: 'smv', place: 'offset' },
  pedestalAboveOffset: { output: 'smv', place: 'offset' },
  pedestalByFewFrames: { output: 'smv', place: 'offset' },
  falseBackground: { output: 'smv', place: 'offset' },
  littleSaturationLeft: { output: 'smv', place: 'offset' },
  implausibleOffset: { output: 'smv', place: 'offset' },
  fractionalOffset: { output: 'smv', place: 'offset' },
  framesLost: { output: 'smv', place: 'offset' },
  mostPixelsLost: { output: 'smv', place: 'export' },
  truncatedAt0: { output: 'smv', place: 'offset' },
  truncatedAt65535: { output: 'smv', place: 'offset' },
  fractionCut: { output: 'smv', place: 'offset' },
  float32Inexact: { output: 'mrc', place: 'offset' },
  surplusBytes: { output: 'any', place: 'offset' },
  unusualAxisOrder: { output: 'any', place: 'offset' },
  placeholders: { output: 'smv', place: 'export' },
  leginonHeaders: { output: 'smv', place: 'export' },
  noRotation: { output: 'any', place: 'geometry' },
  largeRotation: { output: 'any', place: 'geometry' },
  binningUnknownToPlugin: { output: 'any', place: 'geometry' },
  binningMismatch: { output: 'any', place: 'geometry' },
  pixelSizeMismatch: { output: 'any', place: 'geometry' },
  beamCentreOutside: { output: 'any', place: 'geometry' },
  wavelengthMismatch: { output: 'any', place: 'geometry' },
  implausible: { output: 'any', place: 'geometry' },
  resolutionImplausible: { output: 'any', place: 'geometry' },
};

/** A series' warnings that concern the outputs to be written, and what those outputs themselves warn of. */
export function warningsFor(warnings: readonly SeriesWarning[], formats: OutputFormats): SeriesWarning[] {
  const concerned = warnings.filter(({ code }) => {
    const { output } = SCOPE[code];
    return output === 'any' || formats[output];
  });
  return formats.smv && formats.leginonHeaders ? [...concerned, { code: 'leginonHeaders' }] : concerned;
}

/** Those of some warnings that one part of the screen says. */
export function warningsAt(
  place: WarningScope['place'],
  warnings: readonly SeriesWarning[],
): SeriesWarning[] {
  return warnings.filter(({ code }) => SCOPE[code].place === place);
}

const FIELDS: { readonly [C in SeriesWarning['code']]?: readonly GeometryKey[] } = {
  noRotation: ['oscillationPerFrameDeg'],
  largeRotation: ['oscillationPerFrameDeg'],
  binningUnknownToPlugin: ['binning'],
  binningMismatch: ['binning'],
  pixelSizeMismatch: ['pixelSizeMm'],
  beamCentreOutside: ['beamCentreSlowPx', 'beamCentreFastPx'],
  wavelengthMismatch: ['wavelengthAngstrom'],
  resolutionImplausible: ['detectorDistanceMm'],
};

/** The fields that a warning marks, the one that it stands beside first; none where it is not about the geometry. */
export function fieldsOfWarning(warning: SeriesWarning): readonly GeometryKey[] {
  return warning.code === 'implausible' ? [warning.key] : (FIELDS[warning.code] ?? []);
}
