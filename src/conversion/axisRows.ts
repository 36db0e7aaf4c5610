import type { RowOrder } from '../domain/frame';
import type { SourcedGeometry } from '../domain/geometry';
import type { Series } from '../domain/series';
import type { SeriesWarning } from '../domain/warning';
import type { GeometryPreset } from './geometryPresets';
import type { SeriesSettings } from './seriesSettings';

/** The order of the rows in a series' files; undefined if it is not known. */
function rowOrderOf({ frames }: Series): RowOrder | undefined {
  return frames.find(({ layout }) => layout !== undefined)?.layout?.rowOrder;
}

/** The order of the rows in the frames that a series' rotation axis was given for; undefined if it is not known. */
export function axisRowOrder(
  series: Series,
  { axisRows }: SeriesSettings,
  geometry: SourcedGeometry,
  preset: GeometryPreset | undefined,
): RowOrder | undefined {
  switch (geometry.rotationAxisDeg?.origin) {
    case 'preset':
      return preset?.rowOrder;
    case 'copied':
    case 'settingsFile':
      return axisRows;
    default:
      return rowOrderOf(series);
  }
}

/**
 * A rotation axis given for frames whose rows are stored the other way round. It is an axial vector: on the mirrored
 * frame the line at angle w lies at -w, and the sense is reversed, which together is 180 - w.
 * @param axisRows of the frames that the axis was given for
 */
export function axisWarnings(
  series: Series,
  geometry: SourcedGeometry,
  axisRows: RowOrder | undefined,
): SeriesWarning[] {
  const axis = geometry.rotationAxisDeg;
  const rows = rowOrderOf(series);
  if (axis === undefined || rows === undefined || axisRows === undefined || rows === axisRows) return [];
  const mirroredDeg = Number(((((180 - axis.value) % 360) + 360) % 360).toPrecision(12));
  return [{ code: 'axisOfMirroredRows', axisDeg: axis.value, mirroredDeg, rows }];
}
