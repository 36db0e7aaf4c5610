import type { FrameSummary } from './frame';

/** How several frames are combined. */
export type ProjectionKind = 'sum' | 'mean' | 'maximum';

/** Several frames combined. */
export interface ProjectedFrame {
  /** `slow * fastSize + fast`; raw counts, summed over the frames for a sum. */
  readonly pixels: Float64Array<ArrayBuffer>;
  /** Number of frames combined. */
  readonly frameCount: number;
  readonly summary: Omit<FrameSummary, 'thumbnail' | 'wrappedCount' | 'fingerprint'>;
}
