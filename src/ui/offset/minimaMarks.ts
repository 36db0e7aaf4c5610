import type { OffsetResult } from '../../maths/offsetRule';
import { value } from '../../wording/numbers';
import { joinMarks, type Mark } from '../chart/marks';

/**
 * Cap, minimum, median, maximum and −offset of a series as marks.
 * @param capAt place of the cap on the axis, where it is not at its value
 */
export function minimaMarks(rule: OffsetResult, cap: number, capAt = -cap): Mark[] {
  const at = (raw: number) => (raw === -cap ? { value: raw, at: capAt } : { value: raw });
  return joinMarks(
    [
      { ...at(-cap), name: 'cap', colour: 'var(--mark-cap)' },
      { ...at(0 - rule.offset), name: '\u2212offset', colour: 'var(--mark-offset)' },
      { ...at(rule.smallestMinimum), name: 'min', colour: 'var(--mark-offset)' },
      { ...at(rule.medianMinimum), name: 'median', colour: 'var(--mark-median)' },
      { ...at(rule.largestMinimum), name: 'max', colour: 'var(--mark-max)' },
    ],
    value,
  );
}
