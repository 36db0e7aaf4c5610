/** Smallest and largest of some minima, raw counts. */
export interface Span {
  readonly smallest: number;
  readonly largest: number;
}

/** Facts about the frames or pixels that no earlier fact has named. */
interface OfTheRest {
  /** True if earlier facts named some frames or pixels. */
  readonly apart: boolean;
}

/** Frames whose pixels as a whole differ from the other frames'. */
interface FramesApart extends Span, OfTheRest {
  /** Numbers, ascending. */
  readonly frames: readonly number[];
  /** Range of the other frames' minima, or of most others' where some lie on the other side. */
  readonly smallestOther: number;
  readonly largestOther: number;
  readonly most: boolean;
  /** The end of the series, or both, that all these frames lie at; undefined for any others. */
  readonly end: 'start' | 'end' | 'both' | undefined;
}

/**
 * One finding about the minima of a series. Raw counts; frames by number. Every number comes from the data,
 * and every count of pixels is exact. Sentences live in `wording/minima`.
 */
export type MinimaFact =
  | ({ readonly code: 'oneFrame'; readonly frame: number; readonly minimum: number } & OfTheRest)
  /** Constant frames: all pixels equal. The range is of these values. */
  | ({ readonly code: 'constantFrames'; readonly frames: readonly number[]; readonly all: boolean } & Span)
  /** The smallest pixel is the same in most frames, far below the rest: perhaps dead. */
  | ({
      readonly code: 'samePixel';
      readonly fastPx: number;
      readonly slowPx: number;
      /** Number of such frames, of all frames. */
      readonly framesConcerned: number;
      readonly framesTotal: number;
      /** Pixels far below the rest in each of these frames, including this one. */
      readonly fewestPixels: number;
      readonly mostPixels: number;
      /** The rule's offset without this pixel in these frames, uncapped. */
      readonly offsetWithout: number;
    } & Span)
  /** Frames with a few pixels far below the rest. The range is of these frames' minima. */
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
  /** The minima vary by more than noise, without level or trend. */
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
