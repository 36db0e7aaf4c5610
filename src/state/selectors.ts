import type { BeamSearch } from '../domain/beamCentre';
import type { FileMetadata, FrameSummary, ScanOutcome } from '../domain/frame';
import { type Geometry, type PlaceholderKey, plainGeometry, type SourcedGeometry } from '../domain/geometry';
import { outputFolders } from '../domain/outputFolders';
import type { Problem } from '../domain/problem';
import {
  completeSeries,
  draftSeries,
  type Series,
  type SeriesDraft,
  type SeriesFrame,
} from '../domain/series';
import type { Affected, ExportBlocker, SeriesWarning } from '../domain/warning';
import { type GeometryLayer, hasPlaceholder, missingGeometry, resolveGeometry } from '../maths/geometry';
import { checkGeometry } from '../maths/geometryChecks';
import { applyOffsetRule, type OffsetResult } from '../maths/offsetRule';
import type { CountBounds } from '../maths/pixelHistogram';
import { rotationFromTilts } from '../maths/tiltSeries';
import { countTruncatedHigh, countTruncatedLow } from '../maths/truncation';
import { GEOMETRY_LABEL } from '../wording/geometryLabels';
import { invalidGeometry, roundPx, typedGeometry } from './geometryForm';
import { keepList, memoizeByObject, memoizeLast } from './memoizeLast';
import { findPreset, type GeometryPreset } from './presets';
import { type AppState, NEW_SERIES, type SeriesSettings } from './store';
import { lateFrames, type WatchState } from './watch';

/** One line of the frame table. */
export interface FrameRow {
  readonly frame: SeriesFrame;
  readonly status: 'waiting' | 'scanned' | 'failed';
  readonly included: boolean;
  readonly summary: FrameSummary | undefined;
  readonly problem: Problem | undefined;
  /** Pixels that become 0 and 65535 at the series' offset; undefined before the scan. */
  readonly low: CountBounds | undefined;
  readonly high: CountBounds | undefined;
}

/** Everything the screen shows of one series. */
export interface SeriesView {
  readonly series: Series;
  readonly settings: SeriesSettings;
  readonly rows: readonly FrameRow[];
  /** Offset and pedestal; undefined while no included frame is scanned. */
  readonly rule: OffsetResult | undefined;
  /** Frame with the smallest minimum among the included ones. */
  readonly minimumFrame: number | undefined;
  readonly low: Affected;
  readonly high: Affected;
  readonly geometry: SourcedGeometry;
  readonly missing: readonly PlaceholderKey[];
  readonly warnings: readonly SeriesWarning[];
  /** Seconds without a new or changed frame that the series waits for; undefined when it is final. */
  readonly arrivingQuietSec: number | undefined;
}

/** A line of the series list. */
export interface SeriesListEntry {
  readonly key: string;
  readonly stem: string;
  readonly folder: string;
  readonly series: Series;
  readonly frames: number;
  readonly scanned: number;
  readonly failed: number;
  readonly excluded: number;
  /** Frames may still come: the series is in a watched folder and not final. */
  readonly arriving: boolean;
  /** Frames that came after the series was exported during a watch. */
  readonly late: number;
}

const draftFiles = memoizeLast((files: AppState['files']) => draftSeries(files.values()));

/** A draft is completed anew only when its own exclusions change. */
const completeDraft = memoizeByObject((draft: SeriesDraft) =>
  memoizeLast((excluded: ReadonlySet<string>) => completeSeries(draft, excluded)),
);

const keepSeries = keepList<Series>();

const groupFiles = memoizeLast((files: AppState['files'], settings: AppState['settings']) =>
  keepSeries(
    draftFiles(files).map((draft) => completeDraft(draft)(settingsOf({ settings }, draft.key).excluded)),
  ),
);

/** All series, ordered by folder and name. */
export function selectSeries(state: Pick<AppState, 'files' | 'settings'>): readonly Series[] {
  return groupFiles(state.files, state.settings);
}

/** A series' settings, the defaults where nothing was chosen. */
export function settingsOf(state: Pick<AppState, 'settings'>, key: string): SeriesSettings {
  return state.settings.get(key) ?? NEW_SERIES;
}

function problemOf(outcome: ScanOutcome | undefined, frame: SeriesFrame): Problem | undefined {
  if (frame.problem !== undefined) return frame.problem;
  return outcome?.kind === 'failed' ? outcome.problem : undefined;
}

/** A series' line; the same one as long as it says the same. */
const lineOf = memoizeByObject((series: Series) =>
  memoizeLast(
    (
      scanned: number,
      failed: number,
      excluded: number,
      arriving: boolean,
      late: number,
    ): SeriesListEntry => ({
      key: series.key,
      stem: series.stem,
      folder: series.folder,
      series,
      frames: series.frames.length,
      scanned,
      failed,
      excluded,
      arriving,
      late,
    }),
  ),
);

function listEntry(
  series: Series,
  outcomes: AppState['outcomes'],
  excluded: ReadonlySet<string>,
  watch: WatchState,
): SeriesListEntry {
  let scanned = 0;
  let failed = 0;
  let left = 0;
  for (const frame of series.frames) {
    const outcome = outcomes.get(frame.id);
    if (excluded.has(frame.id)) left++;
    else if (problemOf(outcome, frame) !== undefined) failed++;
    else if (outcome !== undefined) scanned++;
  }
  return lineOf(series)(scanned, failed, left, watch.arriving.has(series.key), lateFrames(watch, series));
}

const keepLines = keepList<SeriesListEntry>();

const listSeries = memoizeLast(
  (
    series: readonly Series[],
    outcomes: AppState['outcomes'],
    settings: AppState['settings'],
    watch: WatchState,
  ) =>
    keepLines(
      series.map((one) => listEntry(one, outcomes, settingsOf({ settings }, one.key).excluded, watch)),
    ),
);

/** The series list. */
export function selectSeriesList(state: AppState): readonly SeriesListEntry[] {
  return listSeries(selectSeries(state), state.outcomes, state.settings, state.watch);
}

/** What a row is made of. */
interface RowParts {
  readonly outcome: ScanOutcome | undefined;
  readonly included: boolean;
  /** Counts added in the SMV series; undefined while no included frame is scanned. */
  readonly offset: number | undefined;
}

/** What the scan found of a frame that can be used. */
function summaryOf(frame: SeriesFrame, outcome: ScanOutcome | undefined): FrameSummary | undefined {
  return outcome?.kind === 'scanned' && frame.problem === undefined ? outcome.summary : undefined;
}

function makeRow(frame: SeriesFrame, { outcome, included, offset }: RowParts): FrameRow {
  const problem = problemOf(outcome, frame);
  const summary = summaryOf(frame, outcome);
  const cut = summary !== undefined && offset !== undefined;
  return {
    frame,
    status: problem !== undefined ? 'failed' : summary !== undefined ? 'scanned' : 'waiting',
    included,
    summary,
    problem,
    low: cut ? countTruncatedLow(summary, offset) : undefined,
    high: cut ? countTruncatedHigh(summary, offset) : undefined,
  };
}

const lastRows = new WeakMap<SeriesFrame, RowParts & { readonly row: FrameRow }>();

/** A frame's row; the same one as long as what it is made of stays. */
function rowOf(frame: SeriesFrame, parts: RowParts): FrameRow {
  const last = lastRows.get(frame);
  const { outcome, included, offset } = parts;
  if (last?.outcome === outcome && last?.included === included && last?.offset === offset) return last.row;
  const row = makeRow(frame, parts);
  lastRows.set(frame, { ...parts, row });
  return row;
}

/** Adds up a count over the included frames. */
function affectedBy(rows: readonly FrameRow[], pick: (row: FrameRow) => CountBounds | undefined): Affected {
  let pixels = 0;
  let frames = 0;
  let exact = true;
  for (const row of rows) {
    const bounds = row.included ? pick(row) : undefined;
    if (bounds === undefined || bounds.atMost === 0) continue;
    pixels += bounds.atMost;
    frames++;
    exact &&= bounds.atLeast === bounds.atMost;
  }
  return { pixels, frames, exact };
}

function exactly(count: number | undefined): CountBounds | undefined {
  return count === undefined ? undefined : { atLeast: count, atMost: count };
}

type Draft = Omit<SeriesView, 'warnings' | 'arrivingQuietSec'>;

function geometryWarnings({ geometry, settings, missing, series }: Draft): SeriesWarning[] {
  const warnings: SeriesWarning[] = [];
  if (settings.acceptPlaceholders && missing.length > 0) {
    warnings.push({
      code: 'placeholders',
      keys: missing.filter(hasPlaceholder),
      leftOut: missing.filter((key) => !hasPlaceholder(key)),
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

function warningsOf(draft: Draft): SeriesWarning[] {
  const { series, rows, rule, low, high } = draft;
  const warnings: SeriesWarning[] = [];
  if (series.gaps.length > 0) warnings.push({ code: 'gaps', gaps: series.gaps });
  if (rule !== undefined && rule.smallestMinimum > 0 && rule.offset < 0) {
    warnings.push({ code: 'positiveMinimum', minimum: rule.smallestMinimum, offset: rule.offset });
  }
  if (rule?.everyFrameTruncated) {
    warnings.push({
      code: 'everyFrameTruncated',
      largestMinimum: rule.largestMinimum,
      offset: rule.offset,
    });
  }
  if (low.pixels > 0) warnings.push({ code: 'truncatedAt0', ...low });
  if (high.pixels > 0) warnings.push({ code: 'truncatedAt65535', ...high });
  const fraction = affectedBy(rows, (row) => exactly(row.summary?.fractionalCount));
  if (fraction.pixels > 0) warnings.push({ code: 'fractionCut', ...fraction });
  const inexact = affectedBy(rows, (row) => exactly(row.summary?.float32InexactCount));
  if (inexact.pixels > 0) warnings.push({ code: 'float32Inexact', ...inexact });
  return [...warnings, ...noticeWarnings(rows), ...geometryWarnings(draft)];
}

function foundBeam(search: BeamSearch | undefined): Geometry {
  if (search?.result.kind !== 'found') return {};
  const { fastPx, slowPx } = search.result;
  return { beamCentreFastPx: roundPx(fastPx), beamCentreSlowPx: roundPx(slowPx) };
}

/** The user's values for a series, strongest first. */
function layersOf(settings: SeriesSettings, ownPresets: readonly GeometryPreset[]): GeometryLayer[] {
  const preset = findPreset(settings.presetId, ownPresets);
  return [
    { origin: 'typed', values: typedGeometry(settings.typed) },
    { origin: 'found', values: foundBeam(settings.beamSearch) },
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

/**
 * @param outcomes of the series' frames, in their order
 * @param arrivingQuietSec undefined when the series is final
 */
function viewOf(
  series: Series,
  outcomes: readonly (ScanOutcome | undefined)[],
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[],
  arrivingQuietSec: number | undefined,
): SeriesView {
  const { excluded, choice } = settings;
  const minima = series.frames.flatMap((frame, at) => {
    const summary = excluded.has(frame.id) ? undefined : summaryOf(frame, outcomes[at]);
    return summary === undefined ? [] : [summary.min];
  });
  const rule = minima.length === 0 ? undefined : applyOffsetRule(minima, choice);
  const rows = series.frames.map((frame, at) =>
    rowOf(frame, {
      outcome: outcomes[at],
      included: !excluded.has(frame.id),
      offset: rule?.offset,
    }),
  );
  const geometry = resolveGeometry(
    layersOf(settings, ownPresets),
    seriesMetadata(series),
    series.shape,
    `${series.folder}/${series.stem}`,
  );
  const draft: Draft = {
    series,
    settings,
    rows,
    rule,
    minimumFrame: rows.find((row) => row.included && row.summary && row.summary.min === rule?.smallestMinimum)
      ?.frame.number,
    low: affectedBy(rows, (row) => row.low),
    high: affectedBy(rows, (row) => row.high),
    geometry,
    missing: missingGeometry(geometry),
  };
  return { ...draft, warnings: warningsOf(draft), arrivingQuietSec };
}

const nameOutputFolders = memoizeLast(outputFolders);

/** The name of each series' output folder, by key. */
export function selectOutputFolders(
  state: Pick<AppState, 'files' | 'settings'>,
): ReadonlyMap<string, string> {
  return nameOutputFolders(selectSeries(state));
}

function outcomesOf({ frames }: Series, outcomes: AppState['outcomes']): (ScanOutcome | undefined)[] {
  return frames.map(({ id }) => outcomes.get(id));
}

/**
 * Puts together all that is shown of one series. Rows of frames that did not change stay the same objects.
 * @param arrivingQuietSec undefined when the series is final
 */
export function viewSeries(
  series: Series,
  outcomes: AppState['outcomes'],
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[] = [],
  arrivingQuietSec?: number,
): SeriesView {
  return viewOf(series, outcomesOf(series, outcomes), settings, ownPresets, arrivingQuietSec);
}

function quietSecOf({ watch, watchQuietSec }: AppState, key: string): number | undefined {
  return watch.arriving.has(key) ? watchQuietSec : undefined;
}

/** Any series, by its key; worked out anew in each call. */
export function viewOfSeries(state: AppState, key: string): SeriesView | undefined {
  const series = selectSeries(state).find((one) => one.key === key);
  if (series === undefined) return undefined;
  return viewSeries(series, state.outcomes, settingsOf(state, key), state.ownPresets, quietSecOf(state, key));
}

const keepOutcomes = keepList<ScanOutcome | undefined>();
const selectedOutcomes = memoizeLast((series: Series, outcomes: AppState['outcomes']) =>
  keepOutcomes(outcomesOf(series, outcomes)),
);
const viewSelected = memoizeLast(viewOf);

/** The selected series; the same view while what the scan finds concerns other series. */
export function selectSeriesView(state: AppState): SeriesView | undefined {
  const series = selectSeries(state).find(({ key }) => key === state.selectedSeries);
  if (series === undefined) return undefined;
  const outcomes = selectedOutcomes(series, state.outcomes);
  return viewSelected(
    series,
    outcomes,
    settingsOf(state, series.key),
    state.ownPresets,
    quietSecOf(state, series.key),
  );
}

const findRow = memoizeLast((rows: readonly FrameRow[] | undefined, id: string | undefined) =>
  rows?.find(({ frame }) => frame.id === id),
);

/** The selected frame's row. */
export function selectFrameRow(state: AppState): FrameRow | undefined {
  return findRow(selectSeriesView(state)?.rows, state.selectedFrame);
}

/** What stops the export of this series. */
export function exportBlockers(view: SeriesView, formats: AppState['formats']): ExportBlocker[] {
  const included = view.rows.filter((row) => row.included);
  const blockers: ExportBlocker[] = [];
  if (view.arrivingQuietSec !== undefined) {
    blockers.push({ code: 'arriving', quietSec: view.arrivingQuietSec });
  }
  if (included.length === 0) blockers.push({ code: 'noFrames' });
  const bad = included.filter((row) => row.status === 'failed').length;
  if (bad > 0) blockers.push({ code: 'badFrames', count: bad });
  const waiting = included.filter((row) => row.status === 'waiting').length;
  if (waiting > 0) blockers.push({ code: 'notScanned', count: waiting });
  if (!formats.smv && !formats.mrc) blockers.push({ code: 'noFormat' });
  const invalid = invalidGeometry(view.settings.typed);
  if (invalid.length > 0) {
    blockers.push({ code: 'invalidFields', labels: invalid.map((key) => GEOMETRY_LABEL[key]) });
  }
  if (formats.smv && view.missing.length > 0 && !view.settings.acceptPlaceholders) {
    blockers.push({ code: 'missingGeometry', keys: view.missing });
  }
  return blockers;
}
