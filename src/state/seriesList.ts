import type { FrameKey, Series } from '../domain/series';
import { selectSeries, settingsOf } from './allSeries';
import { problemOf } from './frameRows';
import { keepList, memoizeByObject, memoizeLast } from './memoizeLast';
import type { AppState } from './store';
import { lateFrames, type WatchState } from './watch';

/** A line of the series list. */
export interface SeriesListEntry {
  readonly key: string;
  readonly stem: string;
  readonly folder: string;
  readonly series: Series;
  readonly frames: number;
  readonly scanned: number;
  readonly failed: number;
  readonly excluded: number;
  /** Frames may still come: the series is in a watched folder and not final. */
  readonly arriving: boolean;
  /** Frames that came or were changed after the series was exported during a watch. */
  readonly late: number;
}

/** A series' line; the same one as long as it says the same. */
const lineOf = memoizeByObject((series: Series) =>
  memoizeLast(
    (
      scanned: number,
      failed: number,
      excluded: number,
      arriving: boolean,
      late: number,
    ): SeriesListEntry => ({
      key: series.key,
      stem: series.stem,
      folder: series.folder,
      series,
      frames: series.frames.length,
      scanned,
      failed,
      excluded,
      arriving,
      late,
    }),
  ),
);

function listEntry(
  series: Series,
  outcomes: AppState['outcomes'],
  excluded: ReadonlySet<FrameKey>,
  watch: WatchState,
): SeriesListEntry {
  let scanned = 0;
  let failed = 0;
  let left = 0;
  for (const frame of series.frames) {
    const outcome = outcomes.get(frame.id);
    if (excluded.has(frame.key)) left++;
    else if (problemOf(outcome, frame) !== undefined) failed++;
    else if (outcome !== undefined) scanned++;
  }
  return lineOf(series)(scanned, failed, left, watch.arriving.has(series.key), lateFrames(watch, series));
}

const keepLines = keepList<SeriesListEntry>();

const listSeries = memoizeLast(
  (
    series: readonly Series[],
    outcomes: AppState['outcomes'],
    settings: AppState['settings'],
    watch: WatchState,
  ) =>
    keepLines(
      series.map((one) => listEntry(one, outcomes, settingsOf({ settings }, one.key).excluded, watch)),
    ),
);

/** The series list. */
export function selectSeriesList(state: AppState): readonly SeriesListEntry[] {
  return listSeries(selectSeries(state), state.outcomes, state.settings, state.watch);
}
