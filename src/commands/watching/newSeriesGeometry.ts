import { invalidGeometry } from '../../conversion/geometryFields';
import { geometryGift, isEmptyGift, isOfSize, withGift } from '../../conversion/geometryGift';
import type { GeometryGift } from '../../conversion/geometryTexts';
import type { SeriesSettings } from '../../conversion/seriesSettings';
import type { Notice } from '../../domain/noticeFacts';
import type { Series } from '../../domain/series';
import { settingsOf } from '../../state/allSeries';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { tellWatch } from './tellWatch';

/** What new series get of the selected one's geometry, as it now stands, or why they get none. */
function giftForNewSeries(store: AppStore): GeometryGift | Notice {
  const view = selectSeriesView(store.getState());
  const gift = view && geometryGift(view);
  if (view === undefined || gift === undefined) return { code: 'newSeriesNoSource' };
  const { stem } = gift;
  const invalid = invalidGeometry(view.settings.typed);
  if (invalid.length > 0) return { code: 'geometryInvalid', stem, keys: invalid };
  if (view.missing.length > 0) return { code: 'newSeriesMissing', stem, keys: view.missing };
  return isEmptyGift(gift) ? { code: 'geometryNothing', stem } : gift;
}

/** From now on new series get the geometry that the selected one has now; a notice says where it cannot be given. */
export function startNewSeriesGeometry(store: AppStore): void {
  const gift = giftForNewSeries(store);
  if ('code' in gift) {
    store.setState({ notice: gift });
    return;
  }
  tellWatch(store, { kind: 'geometryGiven', gift });
  // What an earlier try said is no longer so.
  store.setState({ notice: undefined });
}

/** New series get no geometry any more; those that have it keep it. */
export function endNewSeriesGeometry(store: AppStore): void {
  tellWatch(store, { kind: 'geometryGiven', gift: undefined });
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
 * and whose frames have the same size. Nobody may be there to look, and with another size the pixels may be others.
 */
export function fillNewSeries(store: AppStore, series: readonly Series[]): void {
  const { settings, watch, ownPresets } = store.getState();
  const gift = watch.newSeriesGeometry;
  if (gift === undefined) return;
  const fitting = series.filter(
    ({ key, shape }) => isOfSize(gift, shape) && isUntouched(settingsOf({ settings }, key)),
  );
  if (fitting.length === 0) return;
  const changed = new Map(settings);
  for (const { key, shape } of fitting) {
    const before = settingsOf({ settings }, key);
    changed.set(key, { ...before, ...withGift(before, gift, shape, ownPresets) });
  }
  store.setState({ settings: changed });
}
