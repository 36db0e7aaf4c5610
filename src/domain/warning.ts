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

/** What a user should know of a series before it is written; none of it stops the export. */
export type SeriesWarning =
  | { readonly code: 'gaps'; readonly gaps: readonly (readonly [number, number])[] }
  | { readonly code: 'positiveMinimum'; readonly minimum: number; readonly offset: number }
  | { readonly code: 'everyFrameTruncated'; readonly largestMinimum: number; readonly offset: number }
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
      readonly leftOut: readonly PlaceholderKey[];
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
  | { readonly code: 'missingGeometry'; readonly keys: readonly PlaceholderKey[] };
