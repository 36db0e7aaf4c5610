import { withoutTexts, withTexts } from '../../conversion/geometryTexts';
import { PROGRAM_NAME } from '../../conversion/programName';
import { type ConversionSettings, readConversion } from '../../conversion/readConversion';
import type { SeriesSettings } from '../../conversion/seriesSettings';
import type { SeriesView } from '../../conversion/seriesView';
import { BEAM_CENTRE_KEYS, type GeometryKey } from '../../domain/geometry';
import type { Notice } from '../../domain/noticeFacts';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { changeSettings } from '../changeSettings';
import type { PresetKeeper } from '../geometry/presetKeeper';
import { restoreSettings, type UndoKeeper } from '../undo';

/** A report on 100,000 frames; a larger file was given by mistake. */
const LIMIT_BYTES = 50_000_000;

function isPresets(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === 'pedestal-presets';
  } catch {
    return false;
  }
}

/** What a series gets of another conversion, and what of it is not for this series. */
function settingsFrom(
  { series, settings, rows }: SeriesView,
  read: ConversionSettings,
): {
  readonly change: Partial<SeriesSettings>;
  /** How many values of the geometry. */
  readonly values: number;
  readonly left: Extract<Notice, { code: 'settingsTaken' }>['left'];
} {
  const isSame = read.series?.stem === series.stem;
  const size = read.series?.size;
  const isOfSize = size?.fastSize === series.shape?.fastSize && size?.slowSize === series.shape?.slowSize;
  const hasBeam = BEAM_CENTRE_KEYS.some((key) => read.typed[key] !== undefined);
  const left: GeometryKey[] = [...(isSame ? [] : ['date' as const]), ...(isOfSize ? [] : BEAM_CENTRE_KEYS)];
  const { typed } = withoutTexts({ typed: read.typed, textOrigins: {} }, left);
  const base = isOfSize && hasBeam ? withoutTexts(settings, BEAM_CENTRE_KEYS) : settings;
  const numbers = new Set(read.excludedNumbers);
  const keys = rows.filter(({ frame }) => numbers.has(frame.number)).map(({ frame }) => frame.key);
  return {
    change: {
      choice: read.choice,
      reading: isSame ? read.reading : settings.reading,
      numbering: isSame ? read.numbering : settings.numbering,
      ...withTexts(base, typed, 'settingsFile'),
      axisRows: typed.rotationAxisDeg === undefined ? settings.axisRows : read.axisRows,
      beamSearch: isOfSize && hasBeam ? undefined : settings.beamSearch,
      beamStop: isOfSize ? (read.beamStop ?? settings.beamStop) : settings.beamStop,
      excluded: isSame ? new Set(keys) : settings.excluded,
    },
    values: Object.keys(typed).length,
    left: [
      ...(!isSame && read.typed.date !== undefined ? (['date'] as const) : []),
      ...(!isSame && numbers.size > 0 ? (['excluded'] as const) : []),
      ...(!isOfSize && hasBeam ? (['beamCentre'] as const) : []),
      ...(!isOfSize && read.beamStop !== undefined ? (['beamStop'] as const) : []),
    ],
  };
}

/**
 * Gives the selected series the choices of another conversion: date and excluded frames where it is the same series,
 * places on the frame where the frames have the same size.
 */
function apply(store: AppStore, undo: UndoKeeper, file: string, read: ConversionSettings): void {
  const view = selectSeriesView(store.getState());
  if (view === undefined) {
    store.setState({ notice: { code: 'settingsWithoutSeries', file } });
    return;
  }
  const { key, stem } = view.series;
  const { change, values, left } = settingsFrom(view, read);
  const { choice, reading, numbering, typed, textOrigins, axisRows, beamSearch, beamStop, excluded } =
    view.settings;
  const before = { choice, reading, numbering, typed, textOrigins, axisRows, beamSearch, beamStop, excluded };
  changeSettings(store, key, () => change);
  const excludedFrames = change.excluded === excluded ? 0 : (change.excluded?.size ?? 0);
  undo.offer({ code: 'settingsTaken', file, stem, values, excludedFrames, left, faults: read.faults }, () =>
    restoreSettings(store, new Map([[key, before]])),
  );
}

/**
 * Takes a file of settings: a `conversion.json`, whose choices the selected series gets, or exported presets.
 * @returns false for any other file
 */
export async function takeSettingsFile(
  store: AppStore,
  presets: PresetKeeper,
  undo: UndoKeeper,
  file: File,
): Promise<boolean> {
  if (!file.name.toLowerCase().endsWith('.json') || file.size > LIMIT_BYTES) return false;
  // What cannot be read is said of it as of any other file.
  const text = await file.text().catch(() => '');
  const read = readConversion(text, PROGRAM_NAME);
  if (read !== undefined) apply(store, undo, file.name, read);
  else if (isPresets(text)) await presets.importFile(file);
  else return false;
  return true;
}
