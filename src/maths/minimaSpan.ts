import type { FrameSummary } from '../domain/frame';
import type { Span } from '../domain/minimaCharacter';

/** A scanned frame of the series. */
export interface ScannedFrame {
  readonly number: number;
  readonly summary: FrameSummary;
}

/** A frame and the value used as its minimum. */
export interface PlacedMinimum {
  readonly frame: ScannedFrame;
  /** The minimum, or the smallest value without the few outliers. Counts. */
  readonly value: number;
}

/** Smallest and largest of some values. @param values at least one */
export function spanOf(values: readonly number[]): Span {
  return {
    smallest: values.reduce((a, b) => Math.min(a, b)),
    largest: values.reduce((a, b) => Math.max(a, b)),
  };
}

/** Smallest and largest of some minima. @param placed at least one */
export function placedSpan(placed: readonly PlacedMinimum[]): Span {
  return spanOf(placed.map(({ value }) => value));
}
