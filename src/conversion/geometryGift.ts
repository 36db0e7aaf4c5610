import { BEAM_CENTRE_KEYS, GEOMETRY_KEYS, type GeometryKey } from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import { geometryText, parseGeometryField, type TypedGeometry } from './geometryFields';
import { findPreset, type GeometryPreset } from './geometryPresets';
import { type GeometryGift, withoutTexts, withTexts } from './geometryTexts';
import { searchInUse } from './seriesGeometry';
import type { SeriesSettings } from './seriesSettings';
import type { SeriesView } from './seriesView';

/** The part of a series' settings that a gift changes. */
export type GivenSettings = Pick<
  SeriesSettings,
  'typed' | 'textOrigins' | 'axisRows' | 'presetId' | 'beamSearch' | 'beamStop'
>;

function isBeamCentre(key: GeometryKey): boolean {
  return BEAM_CENTRE_KEYS.some((beam) => beam === key);
}

function validText({ settings }: SeriesView, key: GeometryKey): TypedGeometry {
  const text = settings.typed[key];
  return text !== undefined && parseGeometryField(key, text).kind === 'ok' ? { [key]: text } : {};
}

/** A coordinate that was typed or picked, or else found. */
function beamText(view: SeriesView, key: GeometryKey): TypedGeometry {
  const sourced = view.geometry[key];
  const isFound = view.settings.beamSearch?.result.kind === 'found';
  return isFound && sourced !== undefined
    ? { [key]: geometryText(key, sourced.value) }
    : validText(view, key);
}

function merge(texts: readonly TypedGeometry[]): TypedGeometry {
  return Object.assign({}, ...texts);
}

/** What a series can give; undefined while none of its files could be read. */
export function geometryGift(view: SeriesView): GeometryGift | undefined {
  const { series, settings, geometry } = view;
  const { stem, shape } = series;
  if (shape === undefined) return undefined;
  const search = searchInUse(settings);
  const typedBeam = merge(BEAM_CENTRE_KEYS.map((key) => validText(view, key)));
  const isTyped = Object.keys(typedBeam).length > 0;
  const keys = GEOMETRY_KEYS.filter((key) => key !== 'date' && !isBeamCentre(key));
  return {
    stem,
    shape: { fastSize: shape.fastSize, slowSize: shape.slowSize },
    texts: merge(keys.map((key) => validText(view, key))),
    axisRows: view.axisRows,
    presetId: settings.presetId,
    presetKeys: GEOMETRY_KEYS.filter((key) => geometry[key]?.origin === 'preset'),
    beamTexts: isTyped ? merge(BEAM_CENTRE_KEYS.map((key) => beamText(view, key))) : {},
    beamSearch: isTyped || search === undefined ? undefined : { ...search, foundIn: search.foundIn ?? stem },
    beamStop: settings.beamStop,
  };
}

function hasBeamCentre({ beamTexts, beamSearch }: GeometryGift): boolean {
  return beamSearch !== undefined || Object.keys(beamTexts).length > 0;
}

/** True where there is nothing to give. */
export function isEmptyGift(gift: GeometryGift): boolean {
  const { texts, presetId, beamStop } = gift;
  return (
    Object.keys(texts).length === 0 &&
    presetId === undefined &&
    beamStop === undefined &&
    !hasBeamCentre(gift)
  );
}

/** What of a gift is a place on the frame, and goes only to frames of the same size. */
export function placesIn(gift: GeometryGift): ('beamCentre' | 'beamStop')[] {
  return [
    ...(hasBeamCentre(gift) ? (['beamCentre'] as const) : []),
    ...(gift.beamStop === undefined ? [] : (['beamStop'] as const)),
  ];
}

/** Whether places on the giver's frames are places on these. */
export function isOfSize({ shape }: GeometryGift, other: FrameShape | undefined): boolean {
  return other?.fastSize === shape.fastSize && other.slowSize === shape.slowSize;
}

/** The settings of a series with a gift in them; what is not given stays. */
export function withGift(
  settings: SeriesSettings,
  gift: GeometryGift,
  shape: FrameShape | undefined,
  ownPresets: readonly GeometryPreset[],
): GivenSettings {
  // It may have been deleted since.
  const preset = findPreset(gift.presetId, ownPresets);
  const cleared = preset === undefined ? settings : withoutTexts(settings, gift.presetKeys);
  const given = withTexts(cleared, gift.texts, 'copied');
  const presetId = preset?.id ?? settings.presetId;
  const axisRows = gift.texts.rotationAxisDeg === undefined ? settings.axisRows : gift.axisRows;
  if (!isOfSize(gift, shape)) {
    return { ...given, axisRows, presetId, beamSearch: settings.beamSearch, beamStop: settings.beamStop };
  }
  const texts = hasBeamCentre(gift)
    ? withTexts(withoutTexts(given, BEAM_CENTRE_KEYS), gift.beamTexts, 'copied')
    : given;
  const beamSearch = hasBeamCentre(gift) ? gift.beamSearch : settings.beamSearch;
  return { ...texts, axisRows, presetId, beamSearch, beamStop: gift.beamStop ?? settings.beamStop };
}
