import type { GeometryKey } from '../domain/geometry';
import type { OutputChoice } from '../domain/recipe';
import type { SeriesWarning } from '../domain/warning';
import { hasPlaceholder, mayStayOut } from '../maths/resolveGeometry';
import { chosenOutputs } from '../outputs/outputs';
import type { SeriesView } from './seriesView';

/** Where the screen shows a warning: below the list of series, below the offset, beside a geometry field, or at the export. */
type WarningPlace = 'series' | 'offset' | 'geometry' | 'export';

const PLACE: Readonly<Record<SeriesWarning['code'], WarningPlace>> = {
  gaps: 'offset',
  positiveMinimum: 'offset',
  everyFrameTruncated: 'offset',
  pedestalAboveOffset: 'offset',
  pedestalByFewFrames: 'offset',
  falseBackground: 'offset',
  littleSaturationLeft: 'offset',
  implausibleOffset: 'offset',
  fractionalOffset: 'offset',
  fewFloatCounts: 'offset',
  framesLost: 'offset',
  mostPixelsLost: 'export',
  storedMinus32768: 'offset',
  wrappedCounts: 'offset',
  truncatedAt0: 'offset',
  truncatedAt65535: 'offset',
  fractionCut: 'offset',
  float32Inexact: 'offset',
  surplusBytes: 'series',
  unusualAxisOrder: 'series',
  fewerSections: 'series',
  moreSections: 'series',
  headerLengthOff: 'series',
  noMapMark: 'series',
  byteOrderByLength: 'series',
  unsignedBytes: 'series',
  rowsUpsideDown: 'series',
  volume: 'series',
  numberedByOrder: 'series',
  numberedByTilt: 'series',
  numberSteps: 'series',
  copies: 'series',
  sideFileDiffers: 'series',
  standingStage: 'series',
  unevenTilts: 'geometry',
  statedStepDiffers: 'geometry',
  tiltsMaybeRadians: 'geometry',
  axisOfMirroredRows: 'geometry',
  notDiffraction: 'series',
  placeholders: 'export',
  leginonHeaders: 'export',
  noRotation: 'geometry',
  largeRotation: 'geometry',
  binningUnknownToPlugin: 'geometry',
  binningMismatch: 'geometry',
  pixelSizeMismatch: 'geometry',
  beamCentreOutside: 'geometry',
  wavelengthMismatch: 'geometry',
  implausible: 'geometry',
  resolutionImplausible: 'geometry',
};

/** The placeholders accepted for the chosen outputs. */
function placeholderWarnings({ settings, missing }: SeriesView, choice: OutputChoice): SeriesWarning[] {
  const needed = chosenOutputs(choice).flatMap(({ needs }) => needs);
  const without = missing.filter((key) => needed.includes(key));
  // Only then is anything written.
  const isWritten = settings.acceptPlaceholders || without.every(mayStayOut);
  if (!isWritten || without.length === 0) return [];
  return [
    {
      code: 'placeholders',
      keys: without.filter(hasPlaceholder),
      omitted: without.filter((key) => !hasPlaceholder(key)),
    },
  ];
}

/** What may explain the others. */
const FIRST: ReadonlySet<SeriesWarning['code']> = new Set(['gaps', 'storedMinus32768', 'wrappedCounts']);

/** All warnings for these outputs: those of the series, and each output's own losses. */
export function warningsFor(view: SeriesView, choice: OutputChoice): SeriesWarning[] {
  const outputs = chosenOutputs(choice);
  const [first, others] = [
    view.warnings.filter(({ code }) => FIRST.has(code)),
    view.warnings.filter(({ code }) => !FIRST.has(code)),
  ];
  return [
    ...first,
    ...(outputs.some(({ usesOffset }) => usesOffset) ? view.offsetWarnings : []),
    ...outputs.flatMap(({ losses }) => losses(view, choice)),
    ...placeholderWarnings(view, choice),
    ...others,
  ];
}

/** Those of some warnings that one part of the screen says. */
export function warningsAt(place: WarningPlace, warnings: readonly SeriesWarning[]): SeriesWarning[] {
  return warnings.filter(({ code }) => PLACE[code] === place);
}

const FIELDS: { readonly [C in SeriesWarning['code']]?: readonly GeometryKey[] } = {
  noRotation: ['oscillationPerFrameDeg'],
  largeRotation: ['oscillationPerFrameDeg'],
  unevenTilts: ['oscillationPerFrameDeg'],
  statedStepDiffers: ['oscillationPerFrameDeg'],
  axisOfMirroredRows: ['rotationAxisDeg'],
  tiltsMaybeRadians: ['oscillationPerFrameDeg', 'oscillationStartDeg'],
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
