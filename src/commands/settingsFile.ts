import { PROGRAM_NAME } from '../state/recipe';
import { selectSeriesView } from '../state/seriesView';
import { type ConversionSettings, readConversion } from '../state/settingsFile';
import type { AppStore } from '../state/store';
import type { PresetKeeper } from './presets';
import { changeSettings } from './settings';

/** A report on 100,000 frames; a larger file was given by mistake. */
const LIMIT_BYTES = 50_000_000;

function isPresets(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === 'pedestal-presets';
  } catch {
    return false;
  }
}

/** Gives the selected series the choices of another conversion. */
function apply(store: AppStore, name: string, read: ConversionSettings): void {
  const view = selectSeriesView(store.getState());
  if (view === undefined) {
    store.setState({ notice: { code: 'settingsWithoutSeries', file: name } });
    return;
  }
  const { choice, typed, beamStop, excludedNumbers } = read;
  const wanted = new Set(excludedNumbers);
  const left = view.rows.filter(({ frame }) => wanted.has(frame.number)).map(({ frame }) => frame.key);
  changeSettings(store, view.series.key, (before) => ({
    choice,
    typed: { ...before.typed, ...typed },
    beamStop: beamStop ?? before.beamStop,
    excluded: new Set(left),
  }));
  store.setState({
    notice: {
      code: 'settingsTaken',
      file: name,
      stem: view.series.stem,
      values: Object.keys(typed).length,
      excludedFrames: left.length,
    },
  });
}

/**
 * Takes a file of settings: a `conversion.json`, whose choices the selected series gets, or exported presets.
 * @returns false for any other file
 */
export async function takeSettingsFile(store: AppStore, presets: PresetKeeper, file: File): Promise<boolean> {
  if (!file.name.toLowerCase().endsWith('.json') || file.size > LIMIT_BYTES) return false;
  // What cannot be read is said of it as of any other file.
  const text = await file.text().catch(() => '');
  const read = readConversion(text, PROGRAM_NAME);
  if (read !== undefined) apply(store, file.name, read);
  else if (isPresets(text)) await presets.importFile(file);
  else return false;
  return true;
}
