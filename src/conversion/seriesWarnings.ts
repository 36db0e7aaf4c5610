import { plainGeometry } from '../domain/geometry';
import type { FileNotice } from '../domain/problem';
import type { SeriesWarning } from '../domain/warning';
import { checkGeometry } from '../maths/geometryChecks';
import type { FrameRow } from './frameRows';
import type { SeriesFacts } from './seriesFacts';

/** The notices of the files with included frames, by code. */
function noticesIn(rows: readonly FrameRow[]): ReadonlyMap<FileNotice['code'], readonly FileNotice[]> {
  const layouts = new Map(
    rows.flatMap(({ included, frame: { file, layout } }) => (included && layout ? [[file.id, layout]] : [])),
  );
  const notices = new Map<FileNotice['code'], FileNotice[]>();
  for (const layout of layouts.values()) {
    for (const notice of layout.notices) {
      notices.set(notice.code, [...(notices.get(notice.code) ?? []), notice]);
    }
  }
  return notices;
}

/** Notices that are only counted. */
const COUNTED = [
  'surplusBytes',
  'unusualAxisOrder',
  'rowsUpsideDown',
  'notDiffraction',
  'headerLengthOff',
  'noMapMark',
  'byteOrderByLength',
  'unsignedBytes',
] as const;
/** Notices whose numbers of frames are added up. */
const SUMMED = ['fewerSections', 'moreSections'] as const;

function noticeWarnings(rows: readonly FrameRow[]): SeriesWarning[] {
  const notices = noticesIn(rows);
  const counted = COUNTED.flatMap((code) => {
    const files = notices.get(code)?.length ?? 0;
    return files === 0 ? [] : [{ code, files }];
  });
  const summed = SUMMED.flatMap((code) => {
    const found = (notices.get(code) ?? []).flatMap((notice) => ('whole' in notice ? [notice] : []));
    if (found.length === 0) return [];
    const announced = found.reduce((sum, notice) => sum + notice.announced, 0);
    const whole = found.reduce((sum, notice) => sum + notice.whole, 0);
    return [{ code, files: found.length, announced, whole }];
  });
  return [...counted, ...summed];
}

/** Warnings that hold for every output. */
export function seriesWarnings({ series, rows, geometry }: SeriesFacts): SeriesWarning[] {
  return [
    ...(series.gaps.length > 0 ? [{ code: 'gaps' as const, gaps: series.gaps }] : []),
    ...noticeWarnings(rows),
    ...checkGeometry(plainGeometry(geometry), series.shape),
  ];
}
