import type { FrameSummary } from '../domain/frame';
import { estimateBackground } from '../maths/findBackground';
import { medianOf } from '../maths/median';
import type { FrameRow } from './frameRows';
import { memoizeByObject } from './memoize';

/** What SerialEM subtracts from unsigned 16-bit counts to store them as signed ones. */
export const MINUS_32768 = 32768;
/** All minima lie below this, raw counts: no dark reference is so wrong. */
const MINIMA_BELOW = -30000;
/** The mode of a typical frame lies at most this far from -32768, counts. */
const MODE_WITHIN = 4096;

/** A series whose counts were stored minus 32768. Raw counts. */
export interface StoredMinus {
  /** Background of a typical frame. */
  readonly mode: number;
  readonly largestMinimum: number;
}

const modeOf = memoizeByObject((summary: FrameSummary) => estimateBackground(summary).mode);

/**
 * Recognises counts that were stored minus 32768, as SerialEM does for unsigned 16-bit cameras ("minus 32768"): every
 * minimum is below -30000, and the mode near -32768.
 * @returns undefined for any other series
 */
export function storedMinus32768(rows: readonly FrameRow[]): StoredMinus | undefined {
  const counted = rows.flatMap(({ included, summary }) => (included && summary ? [summary] : []));
  if (counted.length === 0 || !counted.every(({ min }) => min < MINIMA_BELOW)) return undefined;
  const mode = medianOf(counted.map(modeOf));
  if (Math.abs(mode + MINUS_32768) > MODE_WITHIN) return undefined;
  return { mode, largestMinimum: counted.reduce((most, { min }) => Math.max(most, min), -Infinity) };
}

/** True for an offset that makes up for counts stored minus 32768. @param offset counts */
export function restoresMinus32768(offset: number): boolean {
  return offset > -MINIMA_BELOW;
}
