import { describe, expect, it } from 'vitest';
import { copyGeometry } from '../../src/commands/geometry/copyGeometry';
import { UndoKeeper } from '../../src/commands/undo';
import { ownPreset } from '../../src/conversion/geometryPresets';
import { searchInUse } from '../../src/conversion/seriesGeometry';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { frameKey, type InspectedFile } from '../../src/domain/series';
import { selectSeries, settingsOf } from '../../src/state/allSeries';
import { viewOfSeries } from '../../src/state/selectors';
import { createAppStore } from '../../src/state/store';
import { entryOf, FULL_GEOMETRY, layoutOf } from './fixtures';

const { beamCentreFastPx, beamCentreSlowPx, date, ...OTHERS } = FULL_GEOMETRY;
const FOUND = { kind: 'found', fastPx: 3.5, slowPx: 1.25, sigmaPx: 0.1, method: 'inversion' } as const;
const STOP = { form: 'ellipse', fastFromPx: 1, fastToPx: 2, slowFromPx: 1, slowToPx: 2 } as const;
const PRESET = ownPreset('mine', { detectorDistanceMm: 900, pixelSizeMm: 0.014 });

/** Series a, selected; b with frames of the same size, and c with larger ones. */
function threeSeries(settings: { readonly [stem: string]: Partial<SeriesSettings> }) {
  const store = createAppStore();
  const large = layoutOf({ fastSize: 10 });
  const entries: InspectedFile[] = [
    entryOf('a_1.bin'),
    entryOf('b_1.bin'),
    entryOf('c_1.bin', { layout: large }),
  ];
  store.setState({
    files: new Map(entries.map((entry) => [entry.file.id, entry])),
    ownPresets: [PRESET],
  });
  const keys = new Map(selectSeries(store.getState()).map(({ stem, key }) => [stem, key]));
  const keyOf = (stem: string) => keys.get(stem) ?? '';
  store.setState({
    selectedSeries: keyOf('a'),
    settings: new Map(
      Object.entries(settings).map(([stem, own]) => [keyOf(stem), { ...NEW_SERIES, ...own }]),
    ),
  });
  const undo = new UndoKeeper(store);
  return {
    store,
    copy: () => copyGeometry(store, undo, () => true),
    undo: () => undo.undo(),
    notice: () => store.getState().notice,
    of: (stem: string) => settingsOf(store.getState(), keyOf(stem)),
    geometryOf: (stem: string) => viewOfSeries(store.getState(), keyOf(stem))?.geometry,
    change: (stem: string, change: Partial<SeriesSettings>) =>
      store.setState(({ settings: now }) => ({
        settings: new Map(now).set(keyOf(stem), { ...settingsOf({ settings: now }, keyOf(stem)), ...change }),
      })),
  };
}

describe('the geometry for all series', () => {
  it('has no date, and a typed beam centre and a beam stop only where the frames have the same size', () => {
    const { copy, of, geometryOf, notice } = threeSeries({ a: { typed: FULL_GEOMETRY, beamStop: STOP } });
    copy();
    expect(of('b').typed).toEqual({ ...OTHERS, beamCentreFastPx, beamCentreSlowPx });
    expect(of('b').beamStop).toEqual(STOP);
    expect(of('c').typed).toEqual(OTHERS);
    expect(of('c').beamStop).toBeUndefined();
    expect(geometryOf('b')?.exposureSec).toEqual({ value: 0.75, origin: 'copied' });
    expect(geometryOf('a')?.exposureSec).toEqual({ value: 0.75, origin: 'typed' });
    expect(notice()).toEqual({
      code: 'geometryCopied',
      stem: 'a',
      series: 2,
      otherSize: 1,
      places: ['beamCentre', 'beamStop'],
    });
  });

  it('has a found beam centre with its uncertainty, in the place of what was typed there', () => {
    const { copy, of, geometryOf } = threeSeries({
      a: { beamSearch: { result: FOUND, frameCount: 4 } },
      b: { typed: { beamCentreFastPx: '9', beamCentreSlowPx: '8', exposureSec: '2' } },
    });
    copy();
    expect(searchInUse(of('b'))).toEqual({ result: FOUND, frameCount: 4, foundIn: 'a' });
    expect(geometryOf('b')?.beamCentreFastPx).toEqual({ value: 3.5, origin: 'copied' });
    // What is not given stays.
    expect(of('b').typed).toEqual({ exposureSec: '2' });
  });

  it('has a beam centre of which one coordinate was typed as texts', () => {
    const { copy, of } = threeSeries({
      a: { beamSearch: { result: FOUND, frameCount: 4 }, typed: { beamCentreSlowPx: '1,5' } },
      b: { beamSearch: { result: { ...FOUND, fastPx: 9 }, frameCount: 2 } },
    });
    copy();
    expect(of('b').typed).toEqual({ beamCentreFastPx: '3.5', beamCentreSlowPx: '1.5' });
    expect(searchInUse(of('b'))).toBeUndefined();
  });

  it("leaves a series' own beam centre where there is none to give", () => {
    const search = { result: FOUND, frameCount: 4 };
    const { copy, of, notice } = threeSeries({
      a: { typed: { exposureSec: '1' } },
      b: { beamSearch: search },
    });
    copy();
    expect(of('b').beamSearch).toEqual(search);
    expect(notice()).toMatchObject({ series: 2, otherSize: 0, places: [] });
  });

  it('has what a preset gives, in the place of what was typed there', () => {
    const { copy, of, geometryOf } = threeSeries({
      a: { presetId: PRESET.id, typed: { pixelSizeMm: '0.028' } },
      b: { typed: { detectorDistanceMm: '5', exposureSec: '2' } },
    });
    copy();
    expect(geometryOf('b')).toMatchObject({
      detectorDistanceMm: { value: 900, origin: 'preset' },
      pixelSizeMm: { value: 0.028, origin: 'copied' },
      exposureSec: { value: 2, origin: 'typed' },
    });
    expect(of('c').presetId).toBe(PRESET.id);
  });

  it('can be taken back, with what was done meanwhile in place', () => {
    const own: Partial<SeriesSettings> = {
      typed: { exposureSec: '2', beamCentreFastPx: '9' },
      textOrigins: { exposureSec: 'settingsFile' },
      beamSearch: { result: { ...FOUND, fastPx: 9 }, frameCount: 2 },
    };
    const { copy, undo, of, change, notice, store } = threeSeries({
      a: { typed: FULL_GEOMETRY, presetId: PRESET.id, beamStop: STOP },
      b: own,
    });
    const before = [of('b'), of('c')];
    copy();
    expect(store.getState().undoable).toBe(notice());
    const excluded = new Set([frameKey({ folder: '', name: 'b_1.bin', copy: 0 }, 0)]);
    change('b', { excluded });
    undo();
    expect([of('b'), of('c')]).toEqual([{ ...before[0], excluded }, before[1]]);
    expect(notice()).toEqual({ code: 'undone' });
    expect(store.getState().undoable).toBeUndefined();
  });

  it('cannot be taken back when something else is said', () => {
    const { copy, undo, of, store } = threeSeries({ a: { typed: FULL_GEOMETRY } });
    copy();
    store.setState({ notice: { code: 'copied', what: 'SMV header' } });
    undo();
    expect(of('b').typed.exposureSec).toBe('0.75');
  });

  it.each([
    ['a field cannot be read', { typed: { exposureSec: 'long' } }, 'geometryInvalid'],
    ['there is nothing to give', { typed: { exposureSec: '', date: date ?? '' } }, 'geometryNothing'],
  ])('changes nothing where %s', (_, settings, code) => {
    const { copy, of, notice } = threeSeries({ a: settings, b: { typed: { exposureSec: '2' } } });
    const before = of('b');
    copy();
    expect(of('b')).toBe(before);
    expect(notice()?.code).toBe(code);
  });
});
