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

function noticeWarnings(rows: readonly FrameRow[]): SeriesWarning[] {
  const notices = noticesIn(rows);
  const files = (code: FileNotice['code']) => notices.get(code)?.length ?? 0;
  const cut = (notices.get('fewerSections') ?? []).filter((notice) => notice.code === 'fewerSections');
  const sum = (pick: (notice: (typeof cut)[number]) => number) =>
    cut.reduce((all, one) => all + pick(one), 0);
  const counted = ['surplusBytes', 'unusualAxisOrder', 'notDiffraction'] as const;
  return [
    ...counted.flatMap((code) => (files(code) === 0 ? [] : [{ code, files: files(code) }])),
    ...(cut.length === 0
      ? []
      : [
          {
            code: 'fewerSections' as const,
            files: cut.length,
            announced: sum(({ announced }) => announced),
            whole: sum(({ whole }) => whole),
          },
        ]),
  ];
}

/** Warnings that hold for every output. */
export function seriesWarnings({ series, rows, geometry }: SeriesFacts): SeriesWarning[] {
  return [
    ...(series.gaps.length > 0 ? [{ code: 'gaps' as const, gaps: series.gaps }] : []),
    ...noticeWarnings(rows),
    ...checkGeometry(plainGeometry(geometry), series.shape),
  ];
}
