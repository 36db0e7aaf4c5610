import type { Affected } from './warning';

/** Where the offset comes from, and which pixels it truncates at 0. Counts. */
export interface OffsetReason extends Affected {
  /** Decided by the smallest minimum, the cap, frames without a pixel at or below 0, or the user. */
  readonly code: 'withinCap' | 'beyondCap' | 'negativeOffset' | 'typedOffset';
  readonly offset: number;
  readonly cap: number;
  /** Stored counts per raw count. */
  readonly scale: number;
  /** Smallest minimum of the series, and the first frame that has it. */
  readonly minimum: number;
  readonly minimumFrame: number;
}

/** Why there is no offset yet. */
export type NoOffset =
  | { readonly code: 'noFramesIncluded' }
  | { readonly code: 'noFrameReadable'; readonly frames: number }
  | { readonly code: 'noFrameScanned' };

/** Where the pedestal comes from. Counts. */
export interface PedestalReason {
  readonly code:
    | 'largestMinimum'
    /** Every minimum, or their median, is below minus the offset. */
    | 'everyMinimumBelow'
    | 'medianMinimum'
    | 'medianBelow'
    | 'rawZero'
    | 'typedPedestal';
  readonly pedestal: number;
  /** Raw counts below which pixels are truncated: minus the offset, in raw counts. */
  readonly truncatedBelow: number;
  /** Median and largest minimum of the series, and the first frame that has the largest. */
  readonly median: number;
  readonly maximum: number;
  readonly maximumFrame: number;
}
