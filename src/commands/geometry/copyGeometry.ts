import { invalidGeometry } from '../../conversion/geometryFields';
import { geometryGift, isEmptyGift, isOfSize, placesIn, withGift } from '../../conversion/geometryGift';
import type { SeriesSettings } from '../../conversion/seriesSettings';
import { selectSeries, settingsOf } from '../../state/allSeries';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { restoreSettings, type UndoKeeper } from '../undo';

function geometryPart(settings: SeriesSettings): Partial<SeriesSettings> {
  const { typed, textOrigins, axisRows, presetId, beamSearch, beamStop } = settings;
  return { typed, textOrigins, axisRows, presetId, beamSearch, beamStop };
}

/**
 * Gives other series what the selected one has of the geometry (`state/geometryGift`), in the place of what was
 * typed there; places on the frame only to frames of the same size. A notice says to how many, and can take it back.
 * @param takes which of the other series
 */
export function copyGeometry(
  store: AppStore,
  undo: UndoKeeper,
  takes: (settings: SeriesSettings) => boolean,
): void {
  const state = store.getState();
  const view = selectSeriesView(state);
  const gift = view && geometryGift(view);
  const others = selectSeries(state).filter(
    ({ key }) => key !== view?.series.key && takes(settingsOf(state, key)),
  );
  if (view === undefined || gift === undefined || others.length === 0) return;
  const { stem } = gift;
  const invalid = invalidGeometry(view.settings.typed);
  if (invalid.length > 0 || isEmptyGift(gift)) {
    const notice =
      invalid.length > 0
        ? ({ code: 'geometryInvalid', stem, keys: invalid } as const)
        : ({ code: 'geometryNothing', stem } as const);
    store.setState({ notice });
    return;
  }
  const settings = new Map(state.settings);
  const before = new Map<string, Partial<SeriesSettings>>();
  for (const { key, shape } of others) {
    const now = settingsOf(state, key);
    before.set(key, geometryPart(now));
    settings.set(key, { ...now, ...withGift(now, gift, shape, state.ownPresets) });
  }
  store.setState({ settings });
  const places = placesIn(gift);
  const otherSize = places.length === 0 ? 0 : others.filter(({ shape }) => !isOfSize(gift, shape)).length;
  undo.offer({ code: 'geometryCopied', stem, series: others.length, otherSize, places }, () =>
    restoreSettings(store, before),
  );
}
