import { GEOMETRY_KEYS } from '../domain/geometry';
import type { Notice } from '../domain/notice';
import type { Series } from '../domain/series';
import { settingsOf } from '../state/allSeries';
import { geometryText, invalidGeometry, type TypedGeometry } from '../state/geometryForm';
import { findPreset } from '../state/presets';
import { type SeriesView, selectSeriesView } from '../state/seriesView';
import type { AppStore, SeriesSettings } from '../state/store';
import type { NewSeriesGeometry } from '../state/watch';
import { changeWatch } from './watchStore';

/**
 * What was typed, and a beam centre that was found as if it were: in another series it was not found. The date is of
 * one series alone.
 */
function givenTexts({ settings, geometry }: SeriesView): TypedGeometry {
  const found = GEOMETRY_KEYS.flatMap((key) => {
    const sourced = geometry[key];
    return sourced?.origin === 'found' ? [[key, geometryText(key, sourced.value)] as const] : [];
  });
  const { date: _, ...typed } = settings.typed;
  return { ...typed, ...Object.fromEntries(found) };
}

/** What new series get of the selected one's geometry, as it now stands, or why they get none. */
function geometryToGive(store: AppStore): NewSeriesGeometry | Notice {
  const view = selectSeriesView(store.getState());
  const shape = view?.series.shape;
  if (view === undefined || shape === undefined) return { code: 'newSeriesNoSource' };
  const { presetId, beamStop } = view.settings;
  const invalid = invalidGeometry(view.settings.typed);
  const { stem } = view.series;
  if (invalid.length > 0) return { code: 'newSeriesInvalid', stem, keys: invalid };
  if (view.missing.length > 0) return { code: 'newSeriesMissing', stem, keys: view.missing };
  const typed = givenTexts(view);
  const isEmpty = presetId === undefined && Object.values(typed).every((text) => text === '');
  if (isEmpty) return { code: 'newSeriesNothing', stem };
  return { stem, shape, typed, presetId, beamStop };
}

/** From now on new series get the geometry that the selected one has now; a notice says where it cannot be given. */
export function startNewSeriesGeometry(store: AppStore): void {
  const given = geometryToGive(store);
  if ('code' in given) {
    store.setState({ notice: given });
    return;
  }
  changeWatch(store, { newSeriesGeometry: given });
  // What an earlier try said is no longer so.
  store.setState({ notice: undefined });
}

/** New series get no geometry any more; those that have it keep it. */
export function endNewSeriesGeometry(store: AppStore): void {
  changeWatch(store, { newSeriesGeometry: undefined });
}

function isUntouched({ typed, presetId, beamSearch, beamStop }: SeriesSettings): boolean {
  return (
    Object.keys(typed).length === 0 &&
    presetId === undefined &&
    beamSearch === undefined &&
    beamStop === undefined
  );
}

/**
 * Gives the geometry for new series, where one is set, to those of some series in whose form nothing was done yet
 * and whose frames have the same size.
 */
export function fillNewSeries(store: AppStore, series: readonly Series[]): void {
  const { settings, watch, ownPresets } = store.getState();
  const given = watch.newSeriesGeometry;
  if (given === undefined) return;
  const { typed, beamStop } = given;
  // It may have been deleted since.
  const presetId = findPreset(given.presetId, ownPresets)?.id;
  const fitting = series.filter(
    ({ key, shape }) =>
      shape?.fastSize === given.shape.fastSize &&
      shape.slowSize === given.shape.slowSize &&
      isUntouched(settingsOf({ settings }, key)),
  );
  if (fitting.length === 0) return;
  const changed = new Map(settings);
  for (const { key } of fitting) {
    changed.set(key, { ...settingsOf({ settings }, key), typed, presetId, beamStop });
  }
  store.setState({ settings: changed });
}
