import type { ConversionChoice, Storing } from '../domain/conversion';
import { medianOf } from './median';

/** The four pedestals that can be chosen, in counts of the SMV file. */
export interface PedestalValues {
  readonly leginon: number;
  readonly median: number;
  readonly restoreRawZero: number;
}

/** Result of the rule for a series: offset and pedestals in stored counts, minima in raw counts. */
export interface OffsetResult extends Storing {
  readonly offset: number;
  readonly pedestal: number;
  /** Values of the available pedestals at this offset. */
  readonly pedestals: PedestalValues;
  readonly smallestMinimum: number;
  readonly medianMinimum: number;
  readonly largestMinimum: number;
  /** The smallest minimum is beyond the cap, so the cap decides the offset. */
  readonly capped: boolean;
  /** Every minimum is below -offset: each frame loses pixels, and the pedestal is 0. */
  readonly everyFrameTruncated: boolean;
}

/** `-0` has no place in a header. */
function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}

/**
 * Leginon's offset: "(-1) * minimal of all image min values", limited by the cap.
 * @param smallestMinimum smallest of the included frames' minima
 * @param cap largest offset, >= 0
 */
export function leginonOffset(smallestMinimum: number, cap: number): number {
  return withoutNegativeZero(-Math.max(smallestMinimum, -cap));
}

/**
 * Leginon's pedestal: the largest of the frames' minima after the offset, not below 0.
 * @param minima at least one
 */
export function leginonPedestal(minima: readonly number[], offset: number): number {
  return Math.max(minima.reduce((a, b) => Math.max(a, b)) + offset, 0);
}

/**
 * Offset and pedestal of one series.
 * Source: Leginon `diffrtransfer.py` (offset, pedestal) and `tiaraw2smv.py` (median).
 * @param minima minimum of every included frame, raw counts, at least one
 * @param choice with the storing that holds for the pixel type
 */
export function applyOffsetRule(minima: readonly number[], choice: ConversionChoice): OffsetResult {
  const sorted = Float64Array.from(minima).sort();
  const smallestMinimum = sorted[0];
  const largestMinimum = sorted.at(-1);
  if (smallestMinimum === undefined || largestMinimum === undefined) throw new Error('no minima');
  const medianMinimum = medianOf(sorted);
  const { rounding, scale } = choice;
  const offset =
    choice.offset.kind === 'typed'
      ? choice.offset.offset
      : leginonOffset(smallestMinimum * scale, choice.cap);
  const pedestals: PedestalValues = {
    leginon: leginonPedestal([largestMinimum * scale], offset),
    median: Math.max(medianMinimum * scale + offset, 0),
    restoreRawZero: offset,
  };
  const pedestal =
    choice.pedestal.kind === 'typed' ? choice.pedestal.pedestal : pedestals[choice.pedestal.kind];
  return {
    offset,
    pedestal,
    pedestals,
    smallestMinimum,
    medianMinimum,
    largestMinimum,
    capped: choice.offset.kind === 'leginon' && smallestMinimum * scale < -choice.cap,
    everyFrameTruncated: largestMinimum * scale + offset < 0,
    rounding,
    scale,
  };
}
