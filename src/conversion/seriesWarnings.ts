import { plainGeometry } from '../domain/geometry';
import type { SeriesWarning } from '../domain/warning';
import { checkGeometry } from '../maths/geometryChecks';
import type { FrameRow } from './frameRows';
import type { SeriesFacts } from './seriesFacts';

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

/** What the user should know before the export, whatever is written. */
export function seriesWarnings({ series, rows, geometry }: SeriesFacts): SeriesWarning[] {
  return [
    ...(series.gaps.length > 0 ? [{ code: 'gaps' as const, gaps: series.gaps }] : []),
    ...noticeWarnings(rows),
    ...checkGeometry(plainGeometry(geometry), series.shape),
  ];
}
