import { describe, expect, it } from 'vitest';
import { PresetKeeper } from '../../src/commands/geometry/presetKeeper';
import { UndoKeeper } from '../../src/commands/undo';
import { ownPreset } from '../../src/conversion/geometryPresets';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { createAppStore } from '../../src/state/store';

const PRESET = ownPreset('Titan', { highTensionKv: 300 });
const OTHER = ownPreset('Talos', { highTensionKv: 200 });

function keeper() {
  const store = createAppStore();
  store.setState({
    ownPresets: [PRESET, OTHER],
    settings: new Map([
      ['a', { ...NEW_SERIES, presetId: PRESET.id }],
      ['b', { ...NEW_SERIES, presetId: OTHER.id }],
      ['c', { ...NEW_SERIES, presetId: PRESET.id }],
    ]),
  });
  const undo = new UndoKeeper(store);
  const presets = new PresetKeeper(store, undo);
  const chosen = () => [...store.getState().settings.values()].map(({ presetId }) => presetId);
  const names = () =>
    store
      .getState()
      .ownPresets.map(({ name }) => name)
      .sort();
  return { store, undo, presets, chosen, names };
}

describe('a preset that is deleted', () => {
  it('is gone from the series that used it, and comes back with Undo', () => {
    const { store, undo, presets, chosen, names } = keeper();
    presets.remove(PRESET.id);
    expect(names()).toEqual(['Talos']);
    expect(chosen()).toEqual([undefined, OTHER.id, undefined]);
    expect(store.getState().notice).toMatchObject({ code: 'presetDeleted', name: 'Titan' });
    expect(store.getState().undoable).toBe(store.getState().notice);
    undo.undo();
    expect(names()).toEqual(['Talos', 'Titan']);
    expect(chosen()).toEqual([PRESET.id, OTHER.id, PRESET.id]);
    expect(store.getState().notice).toEqual({ code: 'undone' });
  });

  it('does not take the place of a preset that was chosen meanwhile', () => {
    const { store, undo, presets, chosen } = keeper();
    presets.remove(PRESET.id);
    const settings = new Map(store.getState().settings).set('a', { ...NEW_SERIES, presetId: OTHER.id });
    store.setState({ settings });
    undo.undo();
    expect(chosen()).toEqual([OTHER.id, OTHER.id, PRESET.id]);
  });
});
