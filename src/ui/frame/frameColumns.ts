import type { FrameRow } from '../../conversion/frameRows';
import type { CountBounds } from '../../maths/valueHistogram';
import { count, value } from '../../wording/numbers';

/** A sortable column of the frame table. */
export interface FrameColumn {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** The sort key; undefined sorts last. */
  readonly key: (row: FrameRow) => number | undefined;
  readonly text: (row: FrameRow) => string;
}

function cutText(row: FrameRow, bounds: CountBounds | undefined): string {
  if (bounds === undefined || !row.included) return '';
  return bounds.atLeast === bounds.atMost ? count(bounds.atMost) : `\u2264 ${count(bounds.atMost)}`;
}

function statistic(pick: (row: FrameRow) => number | undefined, decimals: number) {
  return (row: FrameRow) => {
    const number = pick(row);
    return number === undefined ? '' : value(number, decimals);
  };
}

const min = (row: FrameRow) => row.summary?.min;
const max = (row: FrameRow) => row.summary?.max;
const mean = (row: FrameRow) => row.summary?.mean;
const std = (row: FrameRow) => row.summary?.std;

/** The table's columns after the check box. */
export const FRAME_COLUMNS: readonly FrameColumn[] = [
  {
    id: 'number',
    label: 'Frame',
    help: 'Number of the frame, and the tilt if it comes from the file name',
    key: (row) => row.frame.number,
    text: ({ frame: { number, tiltInNameDeg } }) =>
      tiltInNameDeg === undefined ? String(number) : `${number} (${value(tiltInNameDeg, 3)}\u00b0)`,
  },
  { id: 'min', label: 'Min', help: 'Smallest pixel, raw counts', key: min, text: statistic(min, 2) },
  { id: 'max', label: 'Max', help: 'Largest pixel, raw counts', key: max, text: statistic(max, 2) },
  { id: 'mean', label: 'Mean', help: 'Mean of all pixels, raw counts', key: mean, text: statistic(mean, 2) },
  { id: 'std', label: 'Std dev', help: 'Standard deviation, raw counts', key: std, text: statistic(std, 2) },
  {
    id: 'low',
    label: 'At 0',
    help: 'Pixels truncated at 0 in SMV',
    key: (row) => row.low?.atMost,
    text: (row) => cutText(row, row.low),
  },
  {
    id: 'high',
    label: 'At 65535',
    help: 'Pixels truncated at 65535 in SMV',
    key: (row) => row.high?.atMost,
    text: (row) => cutText(row, row.high),
  },
];

/** Rows sorted by a column, ties by frame number. */
export function sortRows(rows: readonly FrameRow[], column: FrameColumn, ascending: boolean): FrameRow[] {
  const sign = ascending ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: column.key(row), number: row.frame.number }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      return Number(a.key === undefined) - Number(b.key === undefined) || a.number - b.number;
    }
    return sign * (a.key - b.key) || a.number - b.number;
  });
  return keyed.map(({ row }) => row);
}
