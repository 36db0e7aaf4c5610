import { describe, expect, it } from 'vitest';
import { fillNewSeries, startNewSeriesGeometry } from '../../src/commands/watching/newSeriesGeometry';
import { ownPreset } from '../../src/conversion/geometryPresets';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { EXAMPLE } from '../../src/example/simulateSeries';
import { selectSeries, settingsOf } from '../../src/state/allSeries';
import { createAppStore } from '../../src/state/store';
import { at, entryOf, FULL_GEOMETRY, layoutOf } from './fixtures';

/** Without the date, which is of one series. */
const { date: _, ...TYPED } = FULL_GEOMETRY;
const PRESET = ownPreset('my Ceta', { detectorDistanceMm: 1193.5 });

/** Series a, selected, with some settings, then b, and c whose frames have another size. */
function threeSeries(settings: Partial<SeriesSettings>) {
  const store = createAppStore();
  const entries = ['a_1.bin', 'b_1.bin', 'c_1.bin'].map((name) => entryOf(name));
  const other = at(entries, 2);
  const layout = layoutOf({ fastSize: 7 });
  const all = [...entries.slice(0, 2), { ...other, inspection: { kind: 'ok', layout } as const }];
  store.setState({
    files: new Map(all.map((entry) => [entry.file.id, entry])),
    ownPresets: [PRESET],
  });
  const series = selectSeries(store.getState());
  const [a, b, c] = series.map(({ key }) => key) as [string, string, string];
  store.setState({ selectedSeries: a, settings: new Map([[a, { ...NEW_SERIES, ...settings }]]) });
  const give = () => {
    startNewSeriesGeometry(store);
    fillNewSeries(store, series);
  };
  return { store, series, a, b, c, give, of: (key: string) => settingsOf(store.getState(), key) };
}

describe('the geometry for new series', () => {
  it('is what was typed but the date, with preset and beam stop, for frames of the same size', () => {
    const beamStop = { form: 'ellipse', fastFromPx: 1, fastToPx: 2, slowFromPx: 1, slowToPx: 2 } as const;
    const typed = { ...FULL_GEOMETRY, exposureSec: '0,8' };
    const { give, of, b, c } = threeSeries({ typed, presetId: PRESET.id, beamStop });
    give();
    expect(of(b)).toEqual({
      ...NEW_SERIES,
      typed: { ...TYPED, exposureSec: '0,8' },
      textOrigins: Object.fromEntries(Object.keys(TYPED).map((key) => [key, 'copied'])),
      presetId: PRESET.id,
      beamStop,
    });
    expect(of(c)).toBe(NEW_SERIES);
  });

  it('has a beam centre that was found with its uncertainty and the name of its series', () => {
    const { beamCentreFastPx: _fast, beamCentreSlowPx: _slow, ...others } = TYPED;
    const result = {
      kind: 'found',
      fastPx: 511.256,
      slowPx: 480.5,
      sigmaPx: 0.1,
      method: 'inversion',
    } as const;
    const { give, of, b } = threeSeries({ typed: others, beamSearch: { result, frameCount: 5 } });
    give();
    expect(of(b).typed).toEqual(others);
    expect(of(b).beamSearch).toEqual({ result, frameCount: 5, foundIn: 'a' });
  });

  it('leaves a series alone in which something was done, be it a field made empty', () => {
    const { store, give, of, b } = threeSeries({ typed: TYPED });
    const mine = { ...NEW_SERIES, typed: { exposureSec: '' } };
    store.setState(({ settings }) => ({ settings: new Map(settings).set(b, mine) }));
    give();
    expect(of(b)).toBe(mine);
  });

  it('keeps what else was chosen for a series', () => {
    const { store, give, of, b } = threeSeries({ typed: TYPED });
    store.setState(({ settings }) => ({
      settings: new Map(settings).set(b, { ...NEW_SERIES, inBatch: false }),
    }));
    give();
    expect(of(b)).toMatchObject({ inBatch: false, typed: TYPED });
  });

  it('has no preset that was deleted since', () => {
    const { store, series, give, of, a, b } = threeSeries({ typed: TYPED, presetId: PRESET.id });
    give();
    store.setState(({ settings }) => ({ ownPresets: [], settings: new Map([...settings].slice(0, 1)) }));
    fillNewSeries(store, series);
    expect(of(a).presetId).toBe(PRESET.id);
    expect(of(b).presetId).toBeUndefined();
  });

  it('is not taken while a value is missing or cannot be read, nor where the user gave none', () => {
    const refused = (settings: Partial<SeriesSettings>) => {
      const { store, give, of, b } = threeSeries(settings);
      give();
      expect(of(b)).toBe(NEW_SERIES);
      return store.getState().notice;
    };
    expect(refused({ typed: { ...TYPED, exposureSec: '', binning: '' } })).toEqual({
      code: 'newSeriesMissing',
      stem: 'a',
      keys: ['binning', 'exposureSec'],
    });
    expect(refused({ typed: { ...TYPED, exposureSec: 'long' } })).toEqual({
      code: 'geometryInvalid',
      stem: 'a',
      keys: ['exposureSec'],
    });
    expect(refused({ example: EXAMPLE.geometry })).toEqual({ code: 'geometryNothing', stem: 'a' });
  });
});
