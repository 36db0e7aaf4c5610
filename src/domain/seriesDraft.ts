import type { NameOrder } from './nameSeries';
import type { Series, SeriesFrame } from './series';

/** Files of one series as their names have it, before the user's choices. */
export interface SeriesDraft extends Pick<Series, 'key' | 'stem' | 'folder' | 'frames' | 'digits'> {
  readonly order: NameOrder;
  /** Copies of frames: they take part only if the user says so. */
  readonly copies: readonly SeriesFrame[];
  /** Stems of the series that the user joined to it. */
  readonly joined?: readonly string[];
  /** Stem of the series that the user split it from. */
  readonly splitFrom?: string;
}
