/** A position in pixels from the outer corner of the first pixel, whose centre is at 0.5. */
export interface BeamPlace {
  readonly fastPx: number;
  readonly slowPx: number;
}

/** Result of the search. */
export type BeamCentreResult =
  | {
      readonly kind: 'found';
      readonly fastPx: number;
      readonly slowPx: number;
      /** Standard deviation of one coordinate, estimated from the frames themselves. */
      readonly sigmaPx: number;
      /** The direct beam itself, or the symmetry of halo and Friedel pairs about it. */
      readonly method: 'centralBeam' | 'inversion';
    }
  | {
      readonly kind: 'unsure';
      readonly reason: UnsureReason;
      /** The best guess, if any. */
      readonly guess: BeamPlace | undefined;
    };

/**
 * Why no centre is given. `noBeam`: nothing is symmetric. `weak`: something is, but too weakly to
 * be sure. `disagree`: two estimates contradict each other. `atBound`: the centre lies too far from the middle.
 * `badPictures`: there are none, they differ in size, or they are too small.
 */
export type UnsureReason = 'noBeam' | 'weak' | 'disagree' | 'atBound' | 'badPictures';

/** A search over some frames of a series. */
export interface BeamSearch {
  readonly result: BeamCentreResult;
  /** Number of frames searched. */
  readonly frameCount: number;
  /** Name of the series the frames belong to, if another. */
  readonly foundIn?: string;
}
