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
   * Where the mode lies against the noise. Diffuse scattering lifts it above 0; nothing but a wrong dark
   * reference brings it below.
   */
  readonly place: 'below' | 'atZero' | 'above';
}
