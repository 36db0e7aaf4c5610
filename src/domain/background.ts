/** Where most of a frame's pixels lie, and how widely. Raw counts. */
export interface Background {
  /** The most frequent value, the peak of the smoothed histogram. */
  readonly mode: number;
  /**
   * Standard deviation of the noise, from the pixels below the mode alone: no diffraction is there. For a
   * Gaussian, 68.27 % of them lie within one standard deviation of the mode.
   */
  readonly width: number;
  /**
   * How that reads: one value in all pixels; or below 0 by more than the noise, to where nothing but a wrong dark
   * reference brings it (diffuse scattering lifts it above 0); or nothing to say.
   */
  readonly code: 'constantFrame' | 'backgroundBelowZero' | 'background';
}
