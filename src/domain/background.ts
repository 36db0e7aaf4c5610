/** Level and width of a frame's background. Raw counts. */
export interface Background {
  /** The most frequent value, the peak of the smoothed histogram. */
  readonly mode: number;
  /**
   * Standard deviation of the noise, from the pixels below the mode only, where there is no diffraction. For a
   * Gaussian, 68.27 % of them lie within one standard deviation of the mode.
   */
  readonly width: number;
  /**
   * Verdict: constant frame; or below 0 by more than the noise, which only a wrong dark
   * reference explains (diffuse scattering lifts it above 0); or normal.
   */
  readonly code: 'constantFrame' | 'backgroundBelowZero' | 'background';
}
