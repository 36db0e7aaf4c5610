import type { FrameKey } from '../domain/series';
import type { SeriesWarning } from '../domain/warning';
import type { SeriesView } from './seriesView';

/** The included frames that a warning proposes to exclude; none for other warnings. */
export function framesToExclude(warning: SeriesWarning, { rows }: Pick<SeriesView, 'rows'>): FrameKey[] {
  if (warning.code !== 'standingStage') return [];
  const numbers = new Set(warning.frames);
  const proposed = rows.filter(({ included, frame }) => included && numbers.has(frame.number));
  // All frames of a series that does not turn: nothing would be left.
  return proposed.length === rows.length ? [] : proposed.map(({ frame }) => frame.key);
}
