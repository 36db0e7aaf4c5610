import type { FrameSummary } from './frame';

/** How several frames become one picture. */
export type ProjectionKind = 'sum' | 'mean' | 'maximum';

/** Several frames as one picture. */
export interface ProjectedFrame {
  /** `slow * fastSize + fast`; raw counts, for a sum those of all frames together. */
  readonly pixels: Float64Array<ArrayBuffer>;
  /** Frames that took part. */
  readonly frameCount: number;
  readonly summary: Omit<FrameSummary, 'thumbnail' | 'fingerprint'>;
}
