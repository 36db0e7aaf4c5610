import type { SeriesCheck } from '../domain/check';
import type { SourcedGeometry } from '../domain/geometry';
import type { Series } from '../domain/series';

/** What of a series' geometry is left for the user to check. */
export function seriesChecks(geometry: SourcedGeometry, side?: Series['side']): SeriesCheck[] {
  const { rotationAxisDeg: axis, detectorDistanceMm: distance } = geometry;
  const checks: SeriesCheck[] = [];
  if (axis === undefined || axis.origin === 'default') checks.push({ code: 'axisNotKnown' });
  else if (axis.origin === 'file') checks.push({ code: 'senseNotKnown', axisDeg: axis.value });
  if (side?.cameraLengthMm !== undefined && distance === undefined) {
    checks.push({ code: 'nominalCameraLength', file: side.name, cameraLengthMm: side.cameraLengthMm });
  }
  return checks;
}
