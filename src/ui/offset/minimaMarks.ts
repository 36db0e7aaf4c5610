import type { OffsetResult } from '../../maths/offsetRule';
import { value } from '../../wording/numbers';
import { joinMarks, type Mark } from '../chart/marks';

/**
 * Cap, minimum, median, maximum and −offset of a series as marks.
 * @param cap in raw counts
 * @param place position of a value on the axis, if not the value itself
 */
export function minimaMarks(
  rule: OffsetResult,
  cap: number,
  place: (counts: number) => number = (counts) => counts,
): Mark[] {
  const at = (raw: number) => ({ value: raw, at: place(raw) });
  return joinMarks(
    [
      { ...at(-cap), name: 'cap', colour: 'var(--mark-cap)' },
      { ...at(0 - rule.offset / rule.scale), name: '\u2212offset', colour: 'var(--mark-offset)' },
      { ...at(rule.smallestMinimum), name: 'min', colour: 'var(--mark-offset)' },
      { ...at(rule.medianMinimum), name: 'median', colour: 'var(--mark-median)' },
      { ...at(rule.largestMinimum), name: 'max', colour: 'var(--mark-max)' },
    ],
    value,
  );
}
