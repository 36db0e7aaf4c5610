import type { FrameRow } from '../conversion/frameRows';
import { keepList, memoizeLast, memoPerStore } from '../conversion/memoize';
import { outcomesOf, type SeriesView, viewFrom, viewSeries } from '../conversion/seriesView';
import type { ScanOutcome } from '../domain/frame';
import type { FrameKey, Series } from '../domain/series';
import { selectSeries, settingsOf } from './allSeries';
import type { AppState } from './store';

function quietSecOf({ watch, watchQuietSec }: AppState, key: string): number | undefined {
  return watch.arriving.has(key) ? watchQuietSec : undefined;
}

/** Any series, by its key; computed in each call. */
export function viewOfSeries(state: AppState, key: string): SeriesView | undefined {
  const series = selectSeries(state).find((one) => one.key === key);
  if (series === undefined) return undefined;
  return viewSeries(series, state.outcomes, settingsOf(state, key), state.ownPresets, quietSecOf(state, key));
}

const memo = memoPerStore(() => {
  const keepOutcomes = keepList<ScanOutcome | undefined>();
  return {
    outcomes: memoizeLast((series: Series, outcomes: AppState['outcomes']) =>
      keepOutcomes(outcomesOf(series, outcomes)),
    ),
    view: memoizeLast(viewFrom),
    row: memoizeLast((rows: readonly FrameRow[] | undefined, key: FrameKey | undefined) =>
      rows?.find(({ frame }) => frame.key === key),
    ),
  };
});

/** The selected series; the same object while the scan only affects other series. */
export function selectSeriesView(state: AppState): SeriesView | undefined {
  const series = selectSeries(state).find(({ key }) => key === state.selectedSeries);
  if (series === undefined) return undefined;
  const { outcomes, view } = memo(state);
  return view(
    series,
    outcomes(series, state.outcomes),
    settingsOf(state, series.key),
    state.ownPresets,
    quietSecOf(state, series.key),
  );
}

/** The selected frame's row. */
export function selectFrameRow(state: AppState): FrameRow | undefined {
  return memo(state).row(selectSeriesView(state)?.rows, state.selectedFrame);
}
