import { GEOMETRY_KEYS } from '../domain/geometry';
import type { Series } from '../domain/series';
import type { SeriesWarning, SideDifference } from '../domain/warning';
import { geometryFromMetadata } from '../maths/resolveGeometry';
import { seriesMetadata, sideMetadata } from './seriesTilts';

/** Smaller differences are rounding, as a part of the value, */
const TOLERANCE = 0.01;
/** and near 0. */
const LEAST = 1e-3;

function differs(one: number, other: number): boolean {
  return Math.abs(one - other) > Math.max(LEAST, TOLERANCE * Math.abs(other));
}

/** Where a file beside the frames contradicts what the frames' own headers, number or size say. */
export function sideWarnings(series: Series): SeriesWarning[] {
  const { side, shape, frames } = series;
  const stated = sideMetadata(series);
  if (side === undefined || stated === undefined) return [];
  const [beside, inFrames] = [
    geometryFromMetadata(stated.metadata),
    geometryFromMetadata(seriesMetadata(series)),
  ];
  const pairs: [SideDifference['key'], unknown, unknown][] = [
    ['frames', side.frames, frames.length],
    ['fastSize', side.size?.fastSize, shape?.fastSize],
    ['slowSize', side.size?.slowSize, shape?.slowSize],
    ...GEOMETRY_KEYS.map((key): [SideDifference['key'], unknown, unknown] => [
      key,
      beside[key],
      inFrames[key],
    ]),
  ];
  const differences = pairs.flatMap(([key, one, other]) =>
    typeof one === 'number' && typeof other === 'number' && differs(one, other)
      ? [{ key, beside: one, inFrames: other }]
      : [],
  );
  return differences.length === 0 ? [] : [{ code: 'sideFileDiffers', file: side.name, differences }];
}
