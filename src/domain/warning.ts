import type { Storing } from './conversion';
import type { RowOrder } from './frame';
import type { GeometryKey, PlaceholderKey } from './geometry';

/** Number of pixels and frames affected. `exact` is false if only the export can tell. */
export interface Affected {
  readonly pixels: number;
  readonly frames: number;
  readonly exact: boolean;
}

/** A quantity with a known plausible range. */
export type PlausibleKey =
  | 'highTensionKv'
  | 'detectorDistanceMm'
  | 'pixelSizeMm'
  | 'gainCountsPerElectron'
  | 'exposureSec';

/** Pixels lost in SMV: truncated at 0 or 65535, or saturated in DIALS and XDS. */
export interface LostPixels {
  readonly end: 'zero' | 'top' | 'saturation';
  readonly pixels: number;
  /** All pixels of the affected frames. */
  readonly ofPixels: number;
}

/** The user's consent to losing most pixels at this end, for this offset only. */
export interface AcceptedLoss {
  readonly end: LostPixels['end'];
  /** Counts. */
  readonly offset: number;
}

/** Corrected value in DIALS, in counts, and in electrons if the gain is known. */
interface InDials {
  readonly counts: number;
  readonly electrons?: number;
}

/** Warnings about offset and pedestal, for SMV only. Counts; frames by number. */
export type OffsetWarning =
  /** The rule gives a negative offset. `counts` is the corrected value of raw 0. */
  | ({ readonly code: 'positiveMinimum'; readonly minimum: number; readonly offset: number } & InDials)
  | {
      readonly code: 'everyFrameTruncated';
      readonly largestMinimum: number;
      readonly offset: number;
      /** The pedestal is 0 by Leginon's rule or the median, not chosen. */
      readonly pedestalIs0: boolean;
    }
  /** Raw 0 lands below 0. `frames`: those with a minimum above 0, if the rule follows them. */
  | ({
      readonly code: 'pedestalAboveOffset';
      readonly offset: number;
      readonly pedestal: number;
      readonly frames: readonly number[];
    } & InDials)
  /** A few frames above all others set the pedestal. `counts`: by how much they raise it. */
  | ({
      readonly code: 'pedestalByFewFrames';
      readonly pedestal: number;
      readonly pedestalWithout: number;
      readonly frames: readonly number[];
    } & InDials)
  /** Raw 0 lands far above 0: a false background. */
  | ({ readonly code: 'falseBackground'; readonly offset: number; readonly pedestal: number } & InDials)
  | ({
      readonly code: 'littleSaturationLeft';
      readonly offset: number;
      /** Stored counts above which a pixel is saturated. */
      readonly saturation: number;
      /** Raw counts left below it; may be negative. */
      readonly left: number;
      readonly scale: number;
    } & Affected)
  | { readonly code: 'implausibleOffset'; readonly offset: number; readonly limit: number }
  | { readonly code: 'fractionalOffset'; readonly offset: number }
  /** Frames that lose more than half of their pixels. */
  | { readonly code: 'framesLost'; readonly end: LostPixels['end']; readonly frames: readonly number[] }
  /** Cutting the fractions lowers the mean of float frames by a part of a typical pixel that matters. Raw counts. */
  | {
      readonly code: 'fewFloatCounts';
      readonly meanBefore: number;
      readonly meanAfter: number;
    }
  /** More than half of the series' pixels are lost, with the user's consent. */
  | ({ readonly code: 'mostPixelsLost' } & LostPixels);

/** A notice of several files. */
type OfFiles<C extends string> = C extends string ? { readonly code: C; readonly files: number } : never;

/** A notice of several files, with the sums of the frames that their headers announce and that they hold. */
type OfFrames<C extends string> = C extends string
  ? { readonly code: C; readonly files: number; readonly announced: number; readonly whole: number }
  : never;

/** Warnings about a series before export; they block nothing. */
export type SeriesWarning =
  | OffsetWarning
  | { readonly code: 'gaps'; readonly gaps: readonly (readonly [number, number])[] }
  /** Counts stored minus 32768, as SerialEM does. Raw counts. */
  | { readonly code: 'storedMinus32768'; readonly mode: number; readonly largestMinimum: number }
  /** 16-bit values that wrapped around: below `below` amid pixels above `beside`, raw counts. */
  | ({
      readonly code: 'wrappedCounts';
      readonly below: number;
      readonly beside: number;
      /** All become 0 in SMV at the present offset. */
      readonly becomeZero: boolean;
    } & Affected)
  | ({ readonly code: 'truncatedAt0' } & Affected)
  | ({ readonly code: 'truncatedAt65535' } & Affected)
  | ({ readonly code: 'fractionCut' } & Storing & Affected)
  | ({ readonly code: 'float32Inexact' } & Affected)
  | { readonly code: 'surplusBytes'; readonly files: number }
  | { readonly code: 'unusualAxisOrder'; readonly files: number }
  | OfFrames<'fewerSections'>
  /** `onlyAnnounced`: the user takes no more than the headers announce. */
  | (OfFrames<'moreSections'> & { readonly onlyAnnounced: boolean })
  /** The frames are numbered by their order. `step`: constant difference of the numbers in the names. */
  | {
      readonly code: 'numberedByOrder';
      readonly reason: 'times' | 'manyMissing' | 'joined';
      readonly frames: number;
      readonly step?: number;
    }
  /** The frames are numbered by the tilts in their names. */
  | { readonly code: 'numberedByTilt'; readonly firstDeg: number; readonly stepDeg: number }
  /** The numbers in the names have a constant step. */
  | { readonly code: 'numberSteps'; readonly step: number }
  /** A file beside the frames contradicts them. `file`: its name. */
  | {
      readonly code: 'sideFileDiffers';
      readonly file: string;
      readonly differences: readonly SideDifference[];
    }
  /** Copies of frames, which take no part. */
  | { readonly code: 'copies'; readonly files: number; readonly example: string }
  /** Included frames during which the stage stood still, by number. */
  | { readonly code: 'standingStage'; readonly frames: readonly number[] }
  /** The tilts scatter about even steps, or follow none. `scatter`: of the steps, as a part of the step. */
  | { readonly code: 'unevenTilts'; readonly scatter?: number }
  /** The files state another step than their tilts show, degrees per frame. */
  | { readonly code: 'statedStepDiffers'; readonly statedDeg: number; readonly fittedDeg: number }
  /** The axis was given for frames whose rows are stored the other way round than these. */
  | {
      readonly code: 'axisOfMirroredRows';
      readonly axisDeg: number;
      readonly mirroredDeg: number;
      /** Order of this series' rows. */
      readonly rows: RowOrder;
    }
  | { readonly code: 'tiltsMaybeRadians'; readonly stepDeg: number }
  | OfFiles<
      | 'notDiffraction'
      | 'headerLengthOff'
      | 'noMapMark'
      | 'byteOrderByLength'
      | 'unsignedBytes'
      | 'rowsUpsideDown'
      | 'volume'
    >
  | {
      readonly code: 'placeholders';
      readonly keys: readonly PlaceholderKey[];
      /** Missing quantities whose header keys are left out. */
      readonly omitted: readonly PlaceholderKey[];
    }
  /** The SMV headers are Leginon's: for comparison, not for processing. */
  | { readonly code: 'leginonHeaders' }
  | { readonly code: 'noRotation' }
  | { readonly code: 'binningUnknownToPlugin'; readonly binning: number }
  | { readonly code: 'beamCentreOutside' }
  | {
      readonly code: 'wavelengthMismatch';
      readonly wavelengthAngstrom: number;
      readonly highTensionKv: number;
      readonly expectedAngstrom: number;
    }
  | {
      readonly code: 'binningMismatch';
      readonly binning: number;
      readonly suggested: number;
      /** Columns and rows of the frames. */
      readonly size: number;
    }
  | {
      readonly code: 'pixelSizeMismatch';
      readonly pixelSizeMm: number;
      readonly binning: number;
      readonly expectedMm: number;
    }
  | {
      readonly code: 'implausible';
      readonly key: PlausibleKey;
      readonly value: number;
      readonly range: readonly [least: number, most: number];
    }
  | { readonly code: 'resolutionImplausible'; readonly edgeAngstrom: number }
  | { readonly code: 'largeRotation'; readonly oscillationPerFrameDeg: number };

/** A quantity that a file beside the frames states otherwise than the frames. */
export interface SideDifference {
  readonly key: GeometryKey | 'frames' | 'fastSize' | 'slowSize';
  readonly beside: number;
  readonly inFrames: number;
}

/** What blocks the export of a series. */
export type ExportBlocker =
  /** Frames may still arrive; the series is final after this time without a new or changed one. */
  | { readonly code: 'arriving'; readonly quietSec: number }
  | { readonly code: 'noFrames' }
  | { readonly code: 'badFrames'; readonly count: number }
  | { readonly code: 'notScanned'; readonly count: number }
  | { readonly code: 'noFormat' }
  | { readonly code: 'invalidFields'; readonly labels: readonly string[] }
  | { readonly code: 'missingGeometry'; readonly keys: readonly PlaceholderKey[] }
  /** More than half of the series' pixels would be lost in SMV. */
  | ({ readonly code: 'mostPixelsLost' } & LostPixels);
