import {
  keepList,
  memoizeByObject,
  memoizeLast,
  memoPerStore,
  type StoreIdentity,
} from '../conversion/memoize';
import { NEW_SERIES, type SeriesSettings } from '../conversion/seriesSettings';
import { type ArrangeStep, arrange } from '../domain/arrangement';
import { completeSeries, draftSeries } from '../domain/groupSeries';
import type { NumberedBy } from '../domain/numberedBy';
import { outputFolders } from '../domain/outputFolders';
import { type ReadingChoice, readAs } from '../domain/readingChoice';
import type { FrameKey, Series } from '../domain/series';
import type { SeriesDraft } from '../domain/seriesDraft';
import { withSides } from '../domain/sideFile';
import type { AppState } from './store';

/** The state behind the series list. */
export type SeriesSources = StoreIdentity &
  Pick<AppState, 'files' | 'settings' | 'arrangement' | 'sideFiles'>;

/** A draft is completed again only if its own settings change. */
const completeDraft = memoizeByObject((draft: SeriesDraft) => {
  const readDraft = memoizeLast((reading: ReadingChoice) => readAs(draft, reading));
  return memoizeLast(
    (
      excluded: ReadonlySet<FrameKey>,
      reading: ReadingChoice,
      numbering: NumberedBy | undefined,
      takesCopies: boolean,
    ) => completeSeries(readDraft(reading), { excluded, numbering, takesCopies }),
  );
});

const memo = memoPerStore(() => {
  const draftFiles = memoizeLast((files: AppState['files']) => draftSeries(files.values()));
  const arrangeFiles = memoizeLast((files: AppState['files'], steps: readonly ArrangeStep[]) =>
    arrange(draftFiles(files), steps),
  );
  const keepSeries = keepList<Series>();
  const groupFiles = memoizeLast(
    (files: AppState['files'], steps: readonly ArrangeStep[], settings: AppState['settings']) =>
      keepSeries(
        arrangeFiles(files, steps).map((draft) => {
          const { excluded, reading, numbering, takesCopies } = settingsOf({ settings }, draft.key);
          return completeDraft(draft)(excluded, reading, numbering, takesCopies);
        }),
      ),
  );
  return { groupFiles, joinSides: memoizeLast(withSides), nameOutputFolders: memoizeLast(outputFolders) };
});

/** All series, ordered by folder and name. */
export function selectSeries(state: SeriesSources): readonly Series[] {
  const { groupFiles, joinSides } = memo(state);
  return joinSides(groupFiles(state.files, state.arrangement, state.settings), state.sideFiles);
}

/** A series' settings, or the defaults. */
export function settingsOf(state: Pick<AppState, 'settings'>, key: string): SeriesSettings {
  return state.settings.get(key) ?? NEW_SERIES;
}

/** The name of each series' output folder, by key. */
export function selectOutputFolders(state: SeriesSources): ReadonlyMap<string, string> {
  return memo(state).nameOutputFolders(selectSeries(state));
}
