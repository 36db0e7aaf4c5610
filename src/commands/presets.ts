import type { PresetFileFault } from '../domain/preset';
import { selectSeries, settingsOf } from '../state/allSeries';
import { invalidGeometry } from '../state/geometryForm';
import { loadPresets, storePresets } from '../state/presetStorage';
import {
  findPreset,
  type GeometryPreset,
  mergePresets,
  ownPreset,
  PRESET_KEYS,
  presetNameFault,
  presetsFileText,
  presetValues,
  type ReadPresets,
  readPresets,
} from '../state/presets';
import { selectSeriesView } from '../state/seriesView';
import type { AppStore } from '../state/store';
import { GEOMETRY_LABEL } from '../wording/geometryLabels';
import { explainImport, explainPresetFault, explainPresetFile, quotePreset } from '../wording/presets';
import { downloadFile } from './download';
import { changeSettings } from './settings';

const FILE_NAME = 'pedestal-presets.json';
/** Thousands of presets; a larger file was chosen by mistake. */
const FILE_LIMIT_BYTES = 1_000_000;

async function readFile(file: File): Promise<ReadPresets | PresetFileFault> {
  if (file.size > FILE_LIMIT_BYTES) {
    return { code: 'tooLarge', sizeBytes: file.size, limitBytes: FILE_LIMIT_BYTES };
  }
  try {
    return readPresets(await file.text());
  } catch (error) {
    return { code: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Saves, deletes, exports and imports the user's own presets. */
export class PresetKeeper {
  private readonly store: AppStore;

  constructor(store: AppStore) {
    this.store = store;
  }

  /**
   * Saves what a set-up fixes, as it stands for the selected series, and chooses the new preset there.
   * An equal name is replaced.
   * @returns false where nothing was saved; a notice says why
   */
  save(givenName: string): boolean {
    const view = selectSeriesView(this.store.getState());
    if (view === undefined) return false;
    const name = givenName.trim();
    const fault = presetNameFault(name);
    const invalid = invalidGeometry(view.settings.typed).filter((key) => PRESET_KEYS.includes(key));
    if (fault !== undefined || invalid.length > 0) {
      const what =
        fault === undefined
          ? `correct ${invalid.map((key) => GEOMETRY_LABEL[key]).join(', ')} first.`
          : `${explainPresetFault(fault)}. Give it another name.`;
      this.store.setState({ notice: `Preset not saved: ${what}` });
      return false;
    }
    const preset = ownPreset(name, presetValues(view.geometry));
    const { presets, replaced } = mergePresets(this.latest(), [preset]);
    this.keep(
      presets,
      `Preset ${quotePreset(name)} ${replaced > 0 ? 'replaced' : 'saved'}.`,
      view.series.key,
    );
    this.choose(view.series.key, preset.id);
    return true;
  }

  /** Deletes a preset of the user's own; the series that used it have none then. */
  remove(id: string): void {
    const preset = this.store.getState().ownPresets.find((own) => own.id === id);
    if (preset === undefined) return;
    const rest = this.latest().filter((own) => own.id !== id);
    this.keep(rest, `Preset ${quotePreset(preset.name)} deleted.`);
    for (const [key, { presetId }] of this.store.getState().settings) {
      if (presetId === id) this.choose(key, undefined);
    }
  }

  /** Offers all presets of the user's own as one file. */
  exportAll(): void {
    const text = presetsFileText(this.store.getState().ownPresets);
    downloadFile(new Blob([text], { type: 'application/json' }), FILE_NAME);
  }

  /** Takes the good presets of a file; a notice says how many, and names each of the others. */
  async importFile(file: File): Promise<void> {
    const read = await readFile(file);
    if ('code' in read) {
      const { cause, remedy } = explainPresetFile(read);
      this.store.setState({ notice: `${file.name}: ${cause} ${remedy}` });
      return;
    }
    const { presets, added, replaced } = mergePresets(this.latest(), read.presets);
    this.keep(presets, `${file.name}: ${explainImport(added, replaced, read.rejected)}`);
  }

  /** The presets with those that another tab has saved since; nothing is lost that is only here. */
  private latest(): readonly GeometryPreset[] {
    return mergePresets(this.store.getState().ownPresets, loadPresets().presets).presets;
  }

  private choose(key: string, presetId: string | undefined): void {
    changeSettings(this.store, key, () => ({ presetId }));
  }

  /**
   * Takes the presets over and says what that changed.
   * @param except a series whose values stay as they are
   */
  private keep(presets: readonly GeometryPreset[], what: string, except?: string): void {
    const state = this.store.getState();
    const values = (id: string | undefined, own: readonly GeometryPreset[]) =>
      JSON.stringify(findPreset(id, own)?.values);
    const changed = selectSeries(state).filter(({ key }) => {
      const { presetId } = settingsOf(state, key);
      return key !== except && values(presetId, state.ownPresets) !== values(presetId, presets);
    }).length;
    const failure = storePresets(presets);
    const sentences = [
      what,
      changed === 0 ? '' : `This changes the preset values of ${changed} series.`,
      failure === undefined
        ? ''
        : `The browser could not keep this on the computer (${failure}). Export the presets to a file.`,
    ];
    this.store.setState({ ownPresets: presets, notice: sentences.filter((one) => one !== '').join(' ') });
  }
}
