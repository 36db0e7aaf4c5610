import { invalidGeometry } from '../../conversion/geometryFields';
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
} from '../../conversion/geometryPresets';
import type { Notice, PresetEffects } from '../../domain/noticeFacts';
import type { PresetFileFault } from '../../domain/preset';
import { selectSeries, settingsOf } from '../../state/allSeries';
import { loadPresets, storePresets } from '../../state/presetStorage';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { downloadFile } from '../browser/download';
import { offer } from '../browser/offer';
import { changeSettings } from '../changeSettings';
import type { UndoKeeper } from '../undo';

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
  private readonly undo: UndoKeeper;

  constructor(store: AppStore, undo: UndoKeeper) {
    this.store = store;
    this.undo = undo;
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
      this.store.setState({
        notice: fault ? { code: 'presetNameRefused', fault } : { code: 'presetInvalid', keys: invalid },
      });
      return false;
    }
    const preset = ownPreset(name, presetValues(view.geometry), view.axisRows);
    const { presets, replaced } = mergePresets(this.latest(), [preset]);
    const what = { code: 'presetSaved' as const, name, replaced: replaced > 0 };
    this.keep(presets, (effects) => ({ ...what, ...effects }), view.series.key);
    this.choose(view.series.key, preset.id);
    return true;
  }

  /** Deletes a preset of the user's own; the series that used it have none then. A notice can bring it back. */
  remove(id: string): void {
    const preset = this.store.getState().ownPresets.find((own) => own.id === id);
    if (preset === undefined) return;
    const rest = this.latest().filter((own) => own.id !== id);
    this.keep(rest, (effects) => ({ code: 'presetDeleted', name: preset.name, ...effects }));
    const { settings, notice } = this.store.getState();
    const users = [...settings].filter(([, { presetId }]) => presetId === id).map(([key]) => key);
    for (const key of users) this.choose(key, undefined);
    if (notice === undefined) return;
    this.undo.offer(notice, () => {
      this.keep(mergePresets(this.latest(), [preset]).presets, () => ({ code: 'undone' }));
      for (const key of users) {
        if (settingsOf(this.store.getState(), key).presetId === undefined) this.choose(key, id);
      }
    });
  }

  /** Offers all presets of the user's own as one file. */
  exportAll(): void {
    const text = presetsFileText(this.store.getState().ownPresets);
    void offer(this.store, FILE_NAME, () =>
      downloadFile(new Blob([text], { type: 'application/json' }), FILE_NAME),
    );
  }

  /** Takes the good presets of a file; a notice says how many, and names each of the others. */
  async importFile(file: File): Promise<void> {
    const read = await readFile(file);
    if ('code' in read) {
      this.store.setState({ notice: { code: 'presetFileRefused', file: file.name, fault: read } });
      return;
    }
    const { presets, added, replaced } = mergePresets(this.latest(), read.presets);
    const what = { file: file.name, added, replaced, rejected: read.rejected };
    this.keep(presets, (effects) => ({ code: 'presetsImported', ...what, ...effects }));
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
  private keep(
    presets: readonly GeometryPreset[],
    noticeOf: (effects: PresetEffects) => Notice,
    except?: string,
  ): void {
    const state = this.store.getState();
    const values = (id: string | undefined, own: readonly GeometryPreset[]) =>
      JSON.stringify(findPreset(id, own)?.values);
    const changed = selectSeries(state).filter(({ key }) => {
      const { presetId } = settingsOf(state, key);
      return key !== except && values(presetId, state.ownPresets) !== values(presetId, presets);
    }).length;
    const notKept = storePresets(presets);
    const effects = { seriesChanged: changed, ...(notKept !== undefined && { notKept }) };
    this.store.setState({ ownPresets: presets, notice: noticeOf(effects) });
  }
}
