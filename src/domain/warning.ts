import type { PlaceholderKey } from './geometry';

/** How many pixels in how many frames something concerns. `exact` is false where only the export will know. */
export interface Affected {
  readonly pixels: number;
  readonly frames: number;
  readonly exact: boolean;
}

/** A quantity of which it is known what microscopes and cameras have. */
export type PlausibleKey =
  | 'highTensionKv'
  | 'detectorDistanceMm'
  | 'pixelSizeMm'
  | 'gainCountsPerElectron'
  | 'exposureSec';

/** Pixels of SMV that are lost: cut at 0 or at 65535, or saturated to DIALS and XDS. */
export interface LostPixels {
  readonly end: 'zero' | 'top' | 'saturation';
  readonly pixels: number;
  /** All pixels of the frames concerned. */
  readonly ofPixels: number;
}

/** That the user wants SMV although most pixels are lost at this end by this offset, and by no other. */
export interface AcceptedLoss {
  readonly end: LostPixels['end'];
  /** Counts. */
  readonly offset: number;
}

/** Counts above 0 or below as DIALS has them after the correction; electrons where the gain is known. */
interface InDials {
  readonly counts: number;
  readonly electrons?: number;
}

/** What a user should know of the offset and the pedestal. Counts; frames by their numbers. All of SMV alone. */
export type OffsetWarning =
  /** A negative offset of the rule. `counts` is where raw 0 lands. */
  | ({ readonly code: 'positiveMinimum'; readonly minimum: number; readonly offset: number } & InDials)
  | {
      readonly code: 'everyFrameTruncated';
      readonly largestMinimum: number;
      readonly offset: number;
      /** The pedestal is 0 by Leginon's rule or by the median, and not a chosen one. */
      readonly pedestalIs0: boolean;
    }
  /** Raw 0 lands below 0. `frames` are those whose minimum lies above 0, where the rule follows them. */
  | ({
      readonly code: 'pedestalAboveOffset';
      readonly offset: number;
      readonly pedestal: number;
      readonly frames: readonly number[];
    } & InDials)
  /** A few frames that lie above all others set the pedestal. `counts` is by how much they raise it. */
  | ({
      readonly code: 'pedestalByFewFrames';
      readonly pedestal: number;
      readonly pedestalWithout: number;
      readonly frames: readonly number[];
    } & InDials)
  /** Raw 0 lands far above 0: a background that is not there. */
  | ({ readonly code: 'falseBackground'; readonly offset: number; readonly pedestal: number } & InDials)
  | ({
      readonly code: 'littleSaturationLeft';
      readonly offset: number;
      /** Stored counts above which a pixel is saturated. */
      readonly saturation: number;
      /** Raw counts that are left below it; may be negative. */
      readonly left: number;
    } & Affected)
  | { readonly code: 'implausibleOffset'; readonly offset: number; readonly limit: number }
  | { readonly code: 'fractionalOffset'; readonly offset: number }
  /** Single frames of which more than half of the pixels are lost. */
  | { readonly code: 'framesLost'; readonly end: LostPixels['end']; readonly frames: readonly number[] }
  /** More than half of the series' pixels are lost, and the user wants it so. */
  | ({ readonly code: 'mostPixelsLost' } & LostPixels);

/** What a user should know of a series before it is written; none of it stops the export. */
export type SeriesWarning =
  | OffsetWarning
  | { readonly code: 'gaps'; readonly gaps: readonly (readonly [number, number])[] }
  | ({ readonly code: 'truncatedAt0' } & Affected)
  | ({ readonly code: 'truncatedAt65535' } & Affected)
  | ({ readonly code: 'fractionCut' } & Affected)
  | ({ readonly code: 'float32Inexact' } & Affected)
  | { readonly code: 'surplusBytes'; readonly files: number }
  | { readonly code: 'unusualAxisOrder'; readonly files: number }
  | {
      readonly code: 'placeholders';
      readonly keys: readonly PlaceholderKey[];
      /** Missing quantities whose header keys are not written at all. */
      readonly omitted: readonly PlaceholderKey[];
    }
  /** The SMV headers are Leginon's: for comparing, not for processing. */
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

/** What stops the export of a series. */
export type ExportBlocker =
  /** Frames may still come; it is final after this time without a new or changed one. */
  | { readonly code: 'arriving'; readonly quietSec: number }
  | { readonly code: 'noFrames' }
  | { readonly code: 'badFrames'; readonly count: number }
  | { readonly code: 'notScanned'; readonly count: number }
  | { readonly code: 'noFormat' }
  | { readonly code: 'invalidFields'; readonly labels: readonly string[] }
  | { readonly code: 'missingGeometry'; readonly keys: readonly PlaceholderKey[] }
  /** More than half of the series' pixels would be lost in SMV. */
  | ({ readonly code: 'mostPixelsLost' } & LostPixels);
