/** A place in pixels from the outer corner of the first pixel: the first pixel's centre is 0.5. */
export interface BeamPlace {
  readonly fastPx: number;
  readonly slowPx: number;
}

/** What the finder can say. */
export type BeamCentreResult =
  | {
      readonly kind: 'found';
      readonly fastPx: number;
      readonly slowPx: number;
      /** Standard deviation of one coordinate, estimated from the pictures themselves. */
      readonly sigmaPx: number;
      /** The direct beam itself, or the symmetry of halo and Friedel pairs about it. */
      readonly method: 'centralBeam' | 'inversion';
    }
  | {
      readonly kind: 'unsure';
      readonly reason: UnsureReason;
      /** The best guess, where there is one. */
      readonly guess: BeamPlace | undefined;
    };

/**
 * Why no centre is given. `noBeam`: nothing shows that is symmetric. `weak`: something does, but too little to
 * be sure. `disagree`: two estimates contradict each other. `atBound`: the centre lies too far from the middle.
 * `badPictures`: there are none, they differ in size, or they are too small.
 */
export type UnsureReason = 'noBeam' | 'weak' | 'disagree' | 'atBound' | 'badPictures';

/** A search over some frames of a series. */
export interface BeamSearch {
  readonly result: BeamCentreResult;
  /** Frames that were looked at. */
  readonly frameCount: number;
  /** Name of the series whose frames they are, where that is another one. */
  readonly foundIn?: string;
}
