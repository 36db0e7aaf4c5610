import type { BeamSearch } from '../domain/beamSearch';
import type { FileMetadata } from '../domain/frame';
import {
  BEAM_CENTRE_KEYS,
  type Geometry,
  type GeometryKey,
  type SourcedGeometry,
  type TextOrigin,
} from '../domain/geometry';
import type { Series } from '../domain/series';
import { type GeometryLayer, resolveGeometry } from '../maths/resolveGeometry';
import { rotationFromTilts } from '../maths/tiltSeries';
import { parseGeometryField, roundPx, typedGeometry } from './geometryFields';
import { findPreset, type GeometryPreset } from './geometryPresets';
import { memoizeByObject } from './memoize';
import type { SeriesSettings } from './seriesSettings';

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

/**
 * What the first readable file says, its tilt carried back to the series' first frame. Without the tilt per
 * frame that cannot be done, and the tilt of a later frame says nothing of the start.
 */
const seriesMetadata = memoizeByObject(({ frames }: Series): FileMetadata => {
  const readable = frames.find((frame) => frame.layout !== undefined);
  const stated = readable?.layout?.metadata ?? {};
  const tilts = frames.flatMap(({ number, indexInFile, layout }) =>
    layout?.metadata.tiltDeg === undefined || indexInFile > 0
      ? []
      : [{ number, tiltDeg: layout.metadata.tiltDeg }],
  );
  const turned = stated.tiltPerFrameDeg === undefined ? rotationFromTilts(tilts) : undefined;
  const metadata = turned === undefined ? stated : { ...stated, tiltPerFrameDeg: turned };
  const framesAfterFirst = (readable?.number ?? 0) - (frames[0]?.number ?? 0);
  const { tiltDeg, ...others } = metadata;
  if (framesAfterFirst === 0 || tiltDeg === undefined) return metadata;
  const step = metadata.tiltPerFrameDeg;
  return step === undefined ? others : { ...others, tiltDeg: tiltDeg - step * framesAfterFirst };
});

/** A series' geometry with the origin of each value: the user's, then the files', then what follows from them. */
export function geometryOf(
  series: Series,
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[],
): SourcedGeometry {
  const { folder, stem, shape } = series;
  return resolveGeometry(layersOf(settings, ownPresets), seriesMetadata(series), shape, `${folder}/${stem}`);
}
