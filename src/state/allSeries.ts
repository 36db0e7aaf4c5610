import { outputFolders } from '../domain/outputFolders';
import { completeSeries, draftSeries, type FrameKey, type Series, type SeriesDraft } from '../domain/series';
import { keepList, memoizeByObject, memoizeLast } from './memoizeLast';
import { type AppState, NEW_SERIES, type SeriesSettings } from './store';

const draftFiles = memoizeLast((files: AppState['files']) => draftSeries(files.values()));

/** A draft is completed anew only when its own exclusions change. */
const completeDraft = memoizeByObject((draft: SeriesDraft) =>
  memoizeLast((excluded: ReadonlySet<FrameKey>) => completeSeries(draft, excluded)),
);

const keepSeries = keepList<Series>();

const groupFiles = memoizeLast((files: AppState['files'], settings: AppState['settings']) =>
  keepSeries(
    draftFiles(files).map((draft) => completeDraft(draft)(settingsOf({ settings }, draft.key).excluded)),
  ),
);

/** All series, ordered by folder and name. */
export function selectSeries(state: Pick<AppState, 'files' | 'settings'>): readonly Series[] {
  return groupFiles(state.files, state.settings);
}

/** A series' settings, the defaults where nothing was chosen. */
export function settingsOf(state: Pick<AppState, 'settings'>, key: string): SeriesSettings {
  return state.settings.get(key) ?? NEW_SERIES;
}

const nameOutputFolders = memoizeLast(outputFolders);

/** The name of each series' output folder, by key. */
export function selectOutputFolders(
  state: Pick<AppState, 'files' | 'settings'>,
): ReadonlyMap<string, string> {
  return nameOutputFolders(selectSeries(state));
}
