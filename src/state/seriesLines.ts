import { exportBlockers } from '../conversion/exportBlockers';
import { problemOf } from '../conversion/frameRows';
import { keepList, memoizeByObject, memoizeLast, memoPerStore } from '../conversion/memoize';
import type { SeriesSettings } from '../conversion/seriesSettings';
import { outcomesOf, viewFrom } from '../conversion/seriesView';
import type { ScanOutcome } from '../domain/frame';
import type { OutputChoice } from '../domain/recipe';
import type { FrameKey, Series } from '../domain/series';
import type { ExportBlocker } from '../domain/warning';
import { selectSeries, settingsOf } from './allSeries';
import { selectOutputChoice } from './outputChoice';
import type { AppState } from './store';
import { lateFrames } from './watch';

/**
 * State of a series. `failed`: a frame cannot be converted. `scanned`: something else blocks its export, such
 * as a missing value. `ready`: nothing is.
 */
export type SeriesState = 'failed' | 'scanning' | 'arriving' | 'scanned' | 'ready';

/** A line of the series list. */
export interface SeriesListEntry {
  readonly key: string;
  readonly stem: string;
  readonly folder: string;
  readonly series: Series;
  readonly state: SeriesState;
  readonly frames: number;
  readonly scanned: number;
  readonly failed: number;
  readonly excluded: number;
  /** Frames may still arrive: the series is in a watched folder and not final. */
  readonly arriving: boolean;
  /** What blocks the export of a scanned series. */
  readonly blockers: readonly ExportBlocker[];
  /** Frames that arrived or changed after the series was exported during a watch. */
  readonly late: number;
}

/** Totals over the frames of a series. */
type FrameCounts = Pick<SeriesListEntry, 'scanned' | 'failed' | 'excluded'>;

/** A series' line; the same object while its content is the same. */
const lineOf = memoizeByObject((series: Series) =>
  memoizeLast(
    (
      state: SeriesState,
      scanned: number,
      failed: number,
      excluded: number,
      arriving: boolean,
      late: number,
      blockers: readonly ExportBlocker[],
    ): SeriesListEntry => ({
      key: series.key,
      stem: series.stem,
      folder: series.folder,
      series,
      state,
      frames: series.frames.length,
      scanned,
      failed,
      excluded,
      arriving,
      late,
      blockers,
    }),
  ),
);

/** What else than its scan decides whether a series can be exported. */
interface Choices extends Pick<AppState, 'ownPresets'> {
  readonly choice: OutputChoice;
}

/** What blocks the export of a final series; recomputed only if it changed. */
const blockersOf = memoizeByObject((series: Series) => {
  const keepOutcomes = keepList<ScanOutcome | undefined>();
  const look = memoizeLast(
    (
      outcomes: readonly (ScanOutcome | undefined)[],
      settings: SeriesSettings,
      ownPresets: Choices['ownPresets'],
      choice: Choices['choice'],
    ): readonly ExportBlocker[] =>
      exportBlockers(viewFrom(series, outcomes, settings, ownPresets, undefined), choice),
  );
  return (outcomes: AppState['outcomes'], settings: SeriesSettings, { ownPresets, choice }: Choices) =>
    look(keepOutcomes(outcomesOf(series, outcomes)), settings, ownPresets, choice);
});

function countFrames(
  { frames }: Series,
  outcomes: AppState['outcomes'],
  excluded: ReadonlySet<FrameKey>,
): FrameCounts {
  let scanned = 0;
  let failed = 0;
  let left = 0;
  for (const frame of frames) {
    const outcome = outcomes.get(frame.id);
    if (excluded.has(frame.key)) left++;
    else if (problemOf(outcome, frame) !== undefined) failed++;
    else if (outcome !== undefined) scanned++;
  }
  return { scanned, failed, excluded: left };
}

function listEntry(series: Series, state: ListState): SeriesListEntry {
  const { outcomes, watch } = state;
  const settings = settingsOf(state, series.key);
  const { scanned, failed, excluded } = countFrames(series, outcomes, settings.excluded);
  const arriving = watch.arriving.has(series.key);
  const isScanned = failed === 0 && scanned >= series.frames.length - excluded;
  const blockers = isScanned && !arriving ? blockersOf(series)(outcomes, settings, state) : NONE;
  const stateOf = (): SeriesState => {
    if (failed > 0) return 'failed';
    if (!isScanned) return 'scanning';
    if (arriving) return 'arriving';
    return blockers.length === 0 ? 'ready' : 'scanned';
  };
  const late = lateFrames(watch, series);
  return lineOf(series)(stateOf(), scanned, failed, excluded, arriving, late, blockers);
}

const NONE: readonly ExportBlocker[] = [];

type ListState = Choices & Pick<AppState, 'outcomes' | 'settings' | 'watch'>;

const memo = memoPerStore(() => {
  const keepLines = keepList<SeriesListEntry>();
  return memoizeLast(
    (
      series: readonly Series[],
      outcomes: AppState['outcomes'],
      settings: AppState['settings'],
      watch: AppState['watch'],
      ownPresets: Choices['ownPresets'],
      choice: Choices['choice'],
    ) => keepLines(series.map((one) => listEntry(one, { outcomes, settings, watch, ownPresets, choice }))),
  );
});

/** The series list. */
export function selectSeriesList(state: AppState): readonly SeriesListEntry[] {
  const { outcomes, settings, watch, ownPresets } = state;
  return memo(state)(selectSeries(state), outcomes, settings, watch, ownPresets, selectOutputChoice(state));
}
