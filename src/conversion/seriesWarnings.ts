import { plainGeometry } from '../domain/geometry';
import type { SeriesWarning } from '../domain/warning';
import { checkGeometry } from '../maths/geometryChecks';
import { hasPlaceholder } from '../maths/resolveGeometry';
import { affectedBy, exactly, type FrameRow } from './frameRows';
import { offsetWarnings } from './offsetWarnings';
import type { SeriesFacts } from './seriesFacts';

function geometryWarnings({ geometry, settings, missing, series }: SeriesFacts): SeriesWarning[] {
  const warnings: SeriesWarning[] = [];
  if (settings.acceptPlaceholders && missing.length > 0) {
    warnings.push({
      code: 'placeholders',
      keys: missing.filter(hasPlaceholder),
      omitted: missing.filter((key) => !hasPlaceholder(key)),
    });
  }
  return [...warnings, ...checkGeometry(plainGeometry(geometry), series.shape)];
}

function noticeWarnings(rows: readonly FrameRow[]): SeriesWarning[] {
  const codes = ['surplusBytes', 'unusualAxisOrder'] as const;
  return codes.flatMap((code) => {
    const concerned = rows.filter(
      ({ included, frame }) => included && frame.layout?.notices.some((notice) => notice.code === code),
    );
    const files = new Set(concerned.map(({ frame }) => frame.file.id)).size;
    return files === 0 ? [] : [{ code, files }];
  });
}

/** What the user should know before the export. */
export function warningsOf(facts: SeriesFacts): SeriesWarning[] {
  const { series, rows, rule, low, high } = facts;
  const warnings: SeriesWarning[] = [];
  if (series.gaps.length > 0) warnings.push({ code: 'gaps', gaps: series.gaps });
  if (rule !== undefined) warnings.push(...offsetWarnings({ ...facts, rule }, facts.losses));
  if (low.pixels > 0) warnings.push({ code: 'truncatedAt0', ...low });
  if (high.pixels > 0) warnings.push({ code: 'truncatedAt65535', ...high });
  const fraction = affectedBy(rows, (row) => exactly(row.summary?.fractionalCount));
  if (fraction.pixels > 0) warnings.push({ code: 'fractionCut', ...fraction });
  const inexact = affectedBy(rows, (row) => exactly(row.summary?.float32InexactCount));
  if (inexact.pixels > 0) warnings.push({ code: 'float32Inexact', ...inexact });
  return [...warnings, ...noticeWarnings(rows), ...geometryWarnings(facts)];
}
