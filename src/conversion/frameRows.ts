import type { Storing } from '../domain/conversion';
import type { FrameSummary, ScanOutcome } from '../domain/frame';
import type { Problem } from '../domain/problem';
import type { SeriesFrame } from '../domain/series';
import type { Affected } from '../domain/warning';
import { countTruncatedHigh, countTruncatedLow } from '../maths/truncation';
import type { CountBounds } from '../maths/valueHistogram';

/** One line of the frame table. */
export interface FrameRow {
  readonly frame: SeriesFrame;
  readonly status: 'waiting' | 'scanned' | 'failed';
  readonly included: boolean;
  readonly summary: FrameSummary | undefined;
  readonly problem: Problem | undefined;
  /** Pixels that become 0 and 65535 at the series' offset; undefined before the scan. */
  readonly low: CountBounds | undefined;
  readonly high: CountBounds | undefined;
}

/** The problem of a frame, in its file or scan. */
export function problemOf(outcome: ScanOutcome | undefined, frame: SeriesFrame): Problem | undefined {
  if (frame.problem !== undefined) return frame.problem;
  return outcome?.kind === 'failed' ? outcome.problem : undefined;
}

/** What a row is made of. */
interface RowParts extends Storing {
  readonly outcome: ScanOutcome | undefined;
  readonly included: boolean;
  /** Counts added in the SMV series; undefined while no included frame is scanned. */
  readonly offset: number | undefined;
}

/** The scan's summary of a usable frame. */
export function summaryOf(frame: SeriesFrame, outcome: ScanOutcome | undefined): FrameSummary | undefined {
  return outcome?.kind === 'scanned' && frame.problem === undefined ? outcome.summary : undefined;
}

function makeRow(frame: SeriesFrame, { outcome, included, offset, ...storing }: RowParts): FrameRow {
  const problem = problemOf(outcome, frame);
  const summary = summaryOf(frame, outcome);
  const cut = summary !== undefined && offset !== undefined;
  return {
    frame,
    status: problem !== undefined ? 'failed' : summary !== undefined ? 'scanned' : 'waiting',
    included,
    summary,
    problem,
    low: cut ? countTruncatedLow(summary, offset, storing) : undefined,
    high: cut ? countTruncatedHigh(summary, offset, storing) : undefined,
  };
}

const lastRows = new WeakMap<SeriesFrame, RowParts & { readonly row: FrameRow }>();

/** A frame's row; the same object while its inputs are unchanged. */
export function rowOf(frame: SeriesFrame, parts: RowParts): FrameRow {
  const last = lastRows.get(frame);
  if (
    last?.outcome === parts.outcome &&
    last?.included === parts.included &&
    last?.offset === parts.offset &&
    last?.scale === parts.scale &&
    last?.rounding === parts.rounding
  ) {
    return last.row;
  }
  const row = makeRow(frame, parts);
  lastRows.set(frame, { ...parts, row });
  return row;
}

/** Adds up a count over the included frames. */
export function affectedBy(
  rows: readonly FrameRow[],
  pick: (row: FrameRow) => CountBounds | undefined,
): Affected {
  let pixels = 0;
  let frames = 0;
  let exact = true;
  for (const row of rows) {
    const bounds = row.included ? pick(row) : undefined;
    if (bounds === undefined || bounds.atMost === 0) continue;
    pixels += bounds.atMost;
    frames++;
    exact &&= bounds.atLeast === bounds.atMost;
  }
  return { pixels, frames, exact };
}

/** An exact count as bounds. */
export function exactly(count: number | undefined): CountBounds | undefined {
  return count === undefined ? undefined : { atLeast: count, atMost: count };
}
