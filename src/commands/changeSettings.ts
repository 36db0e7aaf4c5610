import type { SeriesSettings } from '../conversion/seriesSettings';
import { settingsOf } from '../state/allSeries';
import type { AppStore } from '../state/store';

/** Changes a series' settings; what the change does not name stays. */
export function changeSettings(
  store: AppStore,
  key: string,
  change: (settings: SeriesSettings) => Partial<SeriesSettings>,
): void {
  const { settings } = store.getState();
  const current = settingsOf({ settings }, key);
  store.setState({ settings: new Map(settings).set(key, { ...current, ...change(current) }) });
}

/** Changes the selected series' settings; what the change does not name stays. */
export function changeSelected(
  store: AppStore,
  change: (settings: SeriesSettings) => Partial<SeriesSettings>,
): void {
  const { selectedSeries } = store.getState();
  if (selectedSeries !== undefined) changeSettings(store, selectedSeries, change);
}
