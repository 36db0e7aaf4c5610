/** How often a folder is looked at, ms. */
export interface WatchTiming {
  /** From one look to the next while files come, or where the browser tells of no changes. */
  readonly betweenLooksMs: number;
  /**
   * From one look at every file to the next. In between, files of final series are only seen to be there; and
   * where the browser tells of changes and nothing comes, there are no looks.
   */
  readonly wholeLookMs: number;
  /** From a change that the browser told of to the look. */
  readonly afterChangeMs: number;
  /** A file that stayed the same for this long may be whole. */
  readonly stableMs: number;
}

/** As suits a user and a camera. */
export const USUAL_TIMING: WatchTiming = {
  betweenLooksMs: 2100,
  wholeLookMs: 10_000,
  afterChangeMs: 200,
  stableMs: 2000,
};
