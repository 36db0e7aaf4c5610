import { plainGeometry } from '../domain/geometry';
import type { FileNotice } from '../domain/problem';
import type { Series } from '../domain/series';
import type { SeriesWarning } from '../domain/warning';
import { checkGeometry } from '../maths/geometryChecks';
import { BESIDE_WRAPPED, WRAPPED_BELOW } from '../maths/wrappedCounts';
import { axisWarnings } from './axisRows';
import type { FrameRow } from './frameRows';
import type { SeriesFacts } from './seriesFacts';
import type { SeriesSettings } from './seriesSettings';
import { otherStatedStep, tiltsOfSeries } from './seriesTilts';
import { sideWarnings } from './sideDifferences';

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
  'volume',
] as const;
/** Notices whose numbers of frames are added up. */
const SUMMED = ['fewerSections', 'moreSections'] as const;

function noticeWarnings(rows: readonly FrameRow[], onlyAnnounced: boolean): SeriesWarning[] {
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
    const sums = { files: found.length, announced, whole };
    return [code === 'moreSections' ? { code, ...sums, onlyAnnounced } : { code, ...sums }];
  });
  return [...counted, ...summed];
}

/** What was decided about names and numbers, unless the user decided it. */
function numberingWarnings({ numbering, frames, copies }: Series, settings: SeriesSettings): SeriesWarning[] {
  const { by, reason, step, ladder } = numbering;
  const [copy] = copies;
  const hasChosen = settings.numbering !== undefined;
  return [
    ...(by === 'order' && reason !== undefined && !hasChosen
      ? [
          {
            code: 'numberedByOrder' as const,
            reason,
            frames: frames.length,
            ...(step !== undefined && { step }),
          },
        ]
      : []),
    ...(by === 'tilt' && ladder !== undefined && !hasChosen
      ? [{ code: 'numberedByTilt' as const, firstDeg: ladder.firstDeg, stepDeg: ladder.stepDeg }]
      : []),
    ...(by === 'number' && step !== undefined && !hasChosen ? [{ code: 'numberSteps' as const, step }] : []),
    ...(copy !== undefined && !settings.takesCopies
      ? [{ code: 'copies' as const, files: copies.length, example: copy.file.name }]
      : []),
  ];
}

/** What the tilts in the files show that the user should know. */
function tiltWarnings(series: Series, rows: readonly FrameRow[]): SeriesWarning[] {
  const { line, standing, uneven, maybeRadians } = tiltsOfSeries(series);
  const taking = new Set(rows.filter(({ included }) => included).map(({ frame }) => frame.number));
  const frames = standing.filter((number) => taking.has(number));
  const statedDeg = otherStatedStep(series);
  return [
    ...(frames.length > 0 ? [{ code: 'standingStage' as const, frames }] : []),
    ...(uneven ? [{ code: 'unevenTilts' as const, ...(line && { scatter: line.scatter }) }] : []),
    ...(line && statedDeg !== undefined
      ? [{ code: 'statedStepDiffers' as const, statedDeg, fittedDeg: line.stepDeg }]
      : []),
    ...(line && maybeRadians ? [{ code: 'tiltsMaybeRadians' as const, stepDeg: line.stepDeg }] : []),
  ];
}

/** Counts that are not what the camera gave. */
function countWarnings({ storedMinus, noSignal, wrapped, rule }: SeriesFacts): SeriesWarning[] {
  const becomeZero = rule === undefined || rule.offset / rule.scale <= -WRAPPED_BELOW;
  return [
    // Nothing is left to say once the offset makes up for it.
    ...(storedMinus && noSignal === 0 ? [{ code: 'storedMinus32768' as const, ...storedMinus }] : []),
    ...(wrapped.pixels > 0
      ? [
          {
            code: 'wrappedCounts' as const,
            below: WRAPPED_BELOW,
            beside: BESIDE_WRAPPED,
            becomeZero,
            ...wrapped,
          },
        ]
      : []),
  ];
}

/** Warnings that hold for every output. */
export function seriesWarnings(facts: SeriesFacts): SeriesWarning[] {
  const { series, settings, rows, geometry, axisRows } = facts;
  return [
    ...countWarnings(facts),
    // A constant step is said as such.
    ...(series.gaps.length > 0 && series.numbering.step === undefined
      ? [{ code: 'gaps' as const, gaps: series.gaps }]
      : []),
    ...numberingWarnings(series, settings),
    ...noticeWarnings(rows, settings.reading.sections === 'announced'),
    ...sideWarnings(series),
    ...tiltWarnings(series, rows),
    ...axisWarnings(series, geometry, axisRows),
    ...checkGeometry(plainGeometry(geometry), series.shape),
  ];
}
