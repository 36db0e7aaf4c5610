import type { Affected } from './warning';

/** Why the offset is what it is, and which pixels become 0 by it. Counts. */
export interface OffsetReason extends Affected {
  /** The rule by the smallest minimum, by the cap, of frames without a pixel at or below 0; or the user. */
  readonly code: 'withinCap' | 'beyondCap' | 'negativeOffset' | 'typedOffset';
  readonly offset: number;
  readonly cap: number;
  /** Smallest minimum of the series, and the first frame that has it. */
  readonly minimum: number;
  readonly minimumFrame: number;
}

/** Why there is no offset yet. */
export type NoOffset =
  | { readonly code: 'noFramesIncluded' }
  | { readonly code: 'noFrameReadable'; readonly frames: number }
  | { readonly code: 'noFrameScanned' };

/** Why the pedestal is what it is. Counts. */
export interface PedestalReason {
  readonly code:
    | 'largestMinimum'
    /** Every minimum, or their median, lies below what the offset keeps. */
    | 'everyMinimumBelow'
    | 'medianMinimum'
    | 'medianBelow'
    | 'rawZero'
    | 'typedPedestal';
  readonly pedestal: number;
  readonly offset: number;
  /** Median and largest minimum of the series, and the first frame that has the largest. */
  readonly median: number;
  readonly maximum: number;
  readonly maximumFrame: number;
}
