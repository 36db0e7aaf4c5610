import type { BeamSearch } from '../domain/beamSearch';
import {
  BEAM_CENTRE_KEYS,
  type Geometry,
  type GeometryKey,
  type SourcedGeometry,
  type TextOrigin,
} from '../domain/geometry';
import { geometryFromName } from '../domain/nameGeometry';
import type { Series } from '../domain/series';
import { type GeometryLayer, resolveGeometry } from '../maths/resolveGeometry';
import { parseGeometryField, roundPx, typedGeometry } from './geometryFields';
import { findPreset, type GeometryPreset } from './geometryPresets';
import type { SeriesSettings } from './seriesSettings';
import { seriesMetadata, sideMetadata } from './seriesTilts';

/** The search whose beam centre is in use: it found one, and none was typed or picked. */
export function searchInUse({ beamSearch, typed }: SeriesSettings): BeamSearch | undefined {
  const isTyped = BEAM_CENTRE_KEYS.some((key) => parseGeometryField(key, typed[key]).kind === 'ok');
  return beamSearch?.result.kind === 'found' && !isTyped ? beamSearch : undefined;
}

function foundBeam(search: BeamSearch | undefined): Geometry {
  if (search?.result.kind !== 'found') return {};
  const { fastPx, slowPx } = search.result;
  return { beamCentreFastPx: roundPx(fastPx), beamCentreSlowPx: roundPx(slowPx) };
}

/** The user's values for a series, strongest first. */
function layersOf(settings: SeriesSettings, ownPresets: readonly GeometryPreset[]): GeometryLayer[] {
  const preset = findPreset(settings.presetId, ownPresets);
  const { beamSearch, textOrigins } = settings;
  const texts = Object.entries(typedGeometry(settings.typed)) as [GeometryKey, unknown][];
  const textsOf = (origin: 'typed' | TextOrigin): GeometryLayer => ({
    origin,
    values: Object.fromEntries(texts.filter(([key]) => (textOrigins[key] ?? 'typed') === origin)),
  });
  return [
    textsOf('typed'),
    textsOf('settingsFile'),
    textsOf('copied'),
    { origin: beamSearch?.foundIn === undefined ? 'found' : 'copied', values: foundBeam(beamSearch) },
    { origin: 'preset', values: preset?.values ?? {} },
    { origin: 'example', values: settings.example ?? {} },
  ];
}

/** A series' geometry with the origin of each value: the user's, then the files', then what follows from them. */
export function geometryOf(
  series: Series,
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[],
): SourcedGeometry {
  const { folder, stem, shape, numbering } = series;
  const ladder = numbering.by === 'tilt' ? numbering.ladder : undefined;
  const named: Geometry = {
    ...geometryFromName(`${folder}/${stem}`),
    ...(ladder && { oscillationStartDeg: ladder.firstDeg, oscillationPerFrameDeg: ladder.stepDeg }),
  };
  const side = sideMetadata(series);
  return resolveGeometry(layersOf(settings, ownPresets), seriesMetadata(series), shape, named, side);
}
