import type { TiltLadder } from './nameTilts';

/** What gives the frames of a series their numbers. */
export type NumberedBy = 'number' | 'order' | 'tilt';

/** How a series is numbered, and how else it could be. */
export interface Numbering {
  readonly by: NumberedBy;
  /** The ways that are possible, in the order of a list. */
  readonly options: readonly NumberedBy[];
  /** Why the frames are not numbered by the numbers in their names. */
  readonly reason?: 'times' | 'manyMissing' | 'joined';
  /** Constant difference of the numbers in the names, if it is not 1. */
  readonly step?: number;
  /** Tilts in the names, degrees. */
  readonly ladder?: TiltLadder;
}
