/** Smallest and largest of some minima, raw counts. */
export interface Span {
  readonly smallest: number;
  readonly largest: number;
}

/** Facts that hold for the frames, or pixels, that no fact before them has named. */
interface OfTheRest {
  /** Some frames or pixels were named before. */
  readonly apart: boolean;
}

/** Frames whose pixels as a whole lie apart from those of the other frames. */
interface FramesApart extends Span, OfTheRest {
  /** Numbers, rising. */
  readonly frames: readonly number[];
  /** Span of the other frames' minima. */
  readonly smallestOther: number;
  readonly largestOther: number;
  /** Nothing but the first and last frames of the series. */
  readonly atEnds: boolean;
}

/**
 * One thing that the minima of a series show. Raw counts; frames by their numbers. Every number is one of the data,
 * and every count of pixels is exact. Sentences live in `wording/minima`.
 */
export type MinimaFact =
  | ({ readonly code: 'oneFrame'; readonly frame: number; readonly minimum: number } & OfTheRest)
  /** All pixels of a frame have one value: no picture. The span is of these values. */
  | ({ readonly code: 'constantFrames'; readonly frames: readonly number[]; readonly all: boolean } & Span)
  /** The smallest pixel is the same one in most frames, far below all others of its frame: perhaps dead. */
  | ({
      readonly code: 'samePixel';
      readonly fastPx: number;
      readonly slowPx: number;
      /** Frames where this is so, of all frames. */
      readonly framesConcerned: number;
      readonly framesTotal: number;
      /** Pixels so far below the others in each of these frames, this one included. */
      readonly fewestPixels: number;
      readonly mostPixels: number;
      /** The rule's offset if this pixel were not there in these frames, without a cap. */
      readonly offsetWithout: number;
    } & Span)
  /** Frames of which a few pixels lie far below all others. The span is of these frames' minima. */
  | ({
      readonly code: 'spikes';
      readonly frames: readonly number[];
      readonly fewestPixels: number;
      readonly mostPixels: number;
    } & Span)
  | { readonly code: 'allBeyondCap'; readonly largest: number; readonly cap: number }
  | { readonly code: 'allPositive'; readonly smallest: number }
  | ({ readonly code: 'equal'; readonly minimum: number } & OfTheRest)
  | ({ readonly code: 'even' } & Span & OfTheRest)
  /** They differ by more than noise does, with no level or trend. */
  | ({ readonly code: 'uneven' } & Span & OfTheRest)
  | ({
      readonly code: 'drift';
      readonly fromFrame: number;
      readonly fromMinimum: number;
      readonly toFrame: number;
      readonly toMinimum: number;
    } & OfTheRest)
  | ({
      readonly code: 'step';
      readonly lastBefore: number;
      readonly smallestBefore: number;
      readonly largestBefore: number;
      readonly smallestAfter: number;
      readonly largestAfter: number;
    } & OfTheRest)
  | ({
      readonly code: 'twoLevels';
      readonly lowerFrames: readonly number[];
      readonly smallestLower: number;
      readonly largestLower: number;
      readonly upperFrames: readonly number[];
      readonly smallestUpper: number;
      readonly largestUpper: number;
    } & OfTheRest)
  | ({ readonly code: 'lowFrames' } & FramesApart)
  | ({ readonly code: 'highFrames' } & FramesApart);
