import type { SeriesCheck } from '../domain/check';
import type { SourcedGeometry } from '../domain/geometry';

/** What of a series' geometry is left for the user to check. */
export function seriesChecks({ rotationAxisDeg: axis }: SourcedGeometry): SeriesCheck[] {
  if (axis === undefined || axis.origin === 'default') return [{ code: 'axisNotKnown' }];
  return axis.origin === 'file' ? [{ code: 'senseNotKnown', axisDeg: axis.value }] : [];
}
