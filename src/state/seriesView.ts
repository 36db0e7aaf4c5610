import type { ScanOutcome } from '../domain/frame';
import type { FrameKey, Series } from '../domain/series';
import type { SeriesWarning } from '../domain/warning';
import { missingGeometry } from '../maths/geometry';
import { characteriseMinima, seriesLevel, seriesNoise } from '../maths/minimaCharacter';
import { applyOffsetRule } from '../maths/offsetRule';
import { selectSeries, settingsOf } from './allSeries';
import { affectedBy, type FrameRow, rowOf, summaryOf } from './frameRows';
import { lossesOf, saturationOf } from './lostPixels';
import { keepList, memoizeLast } from './memoizeLast';
import type { GeometryPreset } from './presets';
import type { SeriesFacts } from './seriesFacts';
import { geometryOf } from './seriesGeometry';
import { warningsOf } from './seriesWarnings';
import type { AppState, SeriesSettings } from './store';

/** Everything the screen shows of one series. */
export interface SeriesView extends SeriesFacts {
  readonly warnings: readonly SeriesWarning[];
  /** Seconds without a new or changed frame that the series waits for; undefined when it is final. */
  readonly arrivingQuietSec: number | undefined;
}

/**
 * Puts together all that is shown of one series.
 * @param outcomes of the series' frames, in their order
 * @param arrivingQuietSec undefined when the series is final
 */
export function viewFrom(
  series: Series,
  outcomes: readonly (ScanOutcome | undefined)[],
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[],
  arrivingQuietSec: number | undefined,
): SeriesView {
  const { excluded, choice } = settings;
  const minima = series.frames.flatMap((frame, at) => {
    const summary = excluded.has(frame.key) ? undefined : summaryOf(frame, outcomes[at]);
    return summary === undefined ? [] : [summary.min];
  });
  const rule = minima.length === 0 ? undefined : applyOffsetRule(minima, choice);
  const rows = series.frames.map((frame, at) =>
    rowOf(frame, {
      outcome: outcomes[at],
      included: !excluded.has(frame.key),
      offset: rule?.offset,
    }),
  );
  const geometry = geometryOf(series, settings, ownPresets);
  const scanned = rows.flatMap(({ frame, included, summary }) =>
    included && summary ? [{ number: frame.number, summary }] : [],
  );
  const facts: SeriesFacts = {
    series,
    settings,
    rows,
    rule,
    minimumFrame: rows.find((row) => row.included && row.summary && row.summary.min === rule?.smallestMinimum)
      ?.frame.number,
    minima: characteriseMinima(scanned, series.shape?.fastSize ?? 1, choice.cap),
    noise: seriesNoise(scanned),
    level: seriesLevel(scanned),
    low: affectedBy(rows, (row) => row.low),
    high: affectedBy(rows, (row) => row.high),
    losses: lossesOf(rows, rule?.offset, saturationOf(geometry)),
    geometry,
    missing: missingGeometry(geometry),
  };
  return { ...facts, warnings: warningsOf(facts), arrivingQuietSec };
}

/** What the scan found of a series' frames, in their order. */
export function outcomesOf({ frames }: Series, outcomes: AppState['outcomes']): (ScanOutcome | undefined)[] {
  return frames.map(({ id }) => outcomes.get(id));
}

/**
 * Puts together all that is shown of one series. Rows of frames that did not change stay the same objects.
 * @param arrivingQuietSec undefined when the series is final
 */
export function viewSeries(
  series: Series,
  outcomes: AppState['outcomes'],
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[] = [],
  arrivingQuietSec?: number,
): SeriesView {
  return viewFrom(series, outcomesOf(series, outcomes), settings, ownPresets, arrivingQuietSec);
}

function quietSecOf({ watch, watchQuietSec }: AppState, key: string): number | undefined {
  return watch.arriving.has(key) ? watchQuietSec : undefined;
}

/** Any series, by its key; worked out anew in each call. */
export function viewOfSeries(state: AppState, key: string): SeriesView | undefined {
  const series = selectSeries(state).find((one) => one.key === key);
  if (series === undefined) return undefined;
  return viewSeries(series, state.outcomes, settingsOf(state, key), state.ownPresets, quietSecOf(state, key));
}

const keepOutcomes = keepList<ScanOutcome | undefined>();
const selectedOutcomes = memoizeLast((series: Series, outcomes: AppState['outcomes']) =>
  keepOutcomes(outcomesOf(series, outcomes)),
);
const viewSelected = memoizeLast(viewFrom);

/** The selected series; the same view while what the scan finds concerns other series. */
export function selectSeriesView(state: AppState): SeriesView | undefined {
  const series = selectSeries(state).find(({ key }) => key === state.selectedSeries);
  if (series === undefined) return undefined;
  const outcomes = selectedOutcomes(series, state.outcomes);
  return viewSelected(
    series,
    outcomes,
    settingsOf(state, series.key),
    state.ownPresets,
    quietSecOf(state, series.key),
  );
}

const findRow = memoizeLast((rows: readonly FrameRow[] | undefined, key: FrameKey | undefined) =>
  rows?.find(({ frame }) => frame.key === key),
);

/** The selected frame's row. */
export function selectFrameRow(state: AppState): FrameRow | undefined {
  return findRow(selectSeriesView(state)?.rows, state.selectedFrame);
}
