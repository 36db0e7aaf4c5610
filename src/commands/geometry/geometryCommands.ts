import type { TypedGeometry } from '../../conversion/geometryFields';
import { withTexts } from '../../conversion/geometryTexts';
import type { BeamPlace } from '../../domain/beamSearch';
import type { BeamStop } from '../../domain/beamStop';
import type { GeometryKey } from '../../domain/geometry';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore, PickTool } from '../../state/store';
import { changeSelected } from '../changeSettings';
import { restoreSettings, type UndoKeeper } from '../undo';
import type { BeamFinder } from './beamFinder';
import { copyGeometry } from './copyGeometry';
import type { PresetKeeper } from './presetKeeper';

/** The geometry of the selected series: typed, from presets, found or picked on the frame. */
export interface GeometryCommands {
  /** Takes over what is typed for a value, right or wrong. */
  setGeometryText(key: GeometryKey, text: string): void;
  /** Takes over what is typed for several values at once; a notice can undo it. */
  setGeometryTexts(texts: TypedGeometry): void;
  /** Gives every other series the geometry of the selected one; a notice says what came of it. */
  copyGeometryToAll(): void;
  /** Gives the series chosen for the export of all the geometry of the selected one; a notice says what came of it. */
  copyGeometryToChosen(): void;
  /** Lets missing values of the geometry be written as placeholders, or not. */
  acceptPlaceholders(accept: boolean): void;

  /** Chooses a preset; undefined for none. */
  setPreset(presetId: string | undefined): void;
  /**
   * Saves what a set-up fixes as a preset of the user's own; an equal name is replaced.
   * @returns false where nothing was saved; a notice says why
   */
  savePreset(name: string): boolean;
  /** Deletes a preset of the user's own. */
  deletePreset(id: string): void;
  /** Offers all presets of the user's own as one file. */
  exportPresets(): void;
  /** Takes the good presets of a file; a notice names the others. */
  importPresets(file: File): Promise<void>;

  /** Looks for the beam centre; a certain one replaces what was typed. */
  findBeamCentre(): Promise<void>;
  /** Looks for the beam centres of all scanned series that have none; a notice says how many were found. */
  findAllBeamCentres(): Promise<void>;
  /** Takes a beam centre given on the frame, px from the outer corner of the first pixel. */
  setBeamCentre(place: BeamPlace): void;
  /** Starts or, with undefined, ends picking on the frame. */
  pick(picking: PickTool | undefined): void;
  /** Radius of a ring picked on the frame, px. */
  setPickedRadius(pickedRadiusPx: number): void;
  /** Marks the shadow of the beam stop, or takes the mark away. */
  setBeamStop(beamStop: BeamStop | undefined): void;
}

/** What the geometry commands work with. */
export interface GeometryParts {
  readonly beamFinder: BeamFinder;
  readonly presets: PresetKeeper;
  readonly undo: UndoKeeper;
}

/** Makes the commands for the geometry. */
export function createGeometryCommands(store: AppStore, parts: GeometryParts): GeometryCommands {
  const { beamFinder, presets, undo } = parts;
  return {
    setGeometryText: (key, text) => changeSelected(store, (settings) => withTexts(settings, { [key]: text })),
    setGeometryTexts(texts) {
      const view = selectSeriesView(store.getState());
      if (view === undefined) return;
      const { key, stem } = view.series;
      const { typed, textOrigins, beamSearch } = view.settings;
      changeSelected(store, (settings) => withTexts(settings, texts));
      undo.offer({ code: 'geometryTyped', stem, values: Object.keys(texts).length }, () =>
        restoreSettings(store, new Map([[key, { typed, textOrigins, beamSearch }]])),
      );
    },
    copyGeometryToAll: () => copyGeometry(store, undo, () => true),
    copyGeometryToChosen: () => copyGeometry(store, undo, ({ inBatch }) => inBatch),
    acceptPlaceholders: (accept) => changeSelected(store, () => ({ acceptPlaceholders: accept })),

    setPreset: (presetId) => changeSelected(store, () => ({ presetId })),
    savePreset: (name) => presets.save(name),
    deletePreset: (id) => presets.remove(id),
    exportPresets: () => presets.exportAll(),
    importPresets: (file) => presets.importFile(file),

    findBeamCentre: () => beamFinder.find(),
    findAllBeamCentres: () => beamFinder.findAll(),
    setBeamCentre: (place) => beamFinder.set(place),
    pick: (picking) => store.setState({ picking }),
    setPickedRadius: (pickedRadiusPx) => store.setState({ pickedRadiusPx, picking: undefined }),
    setBeamStop(beamStop) {
      changeSelected(store, () => ({ beamStop }));
      store.setState({ picking: undefined });
    },
  };
}
