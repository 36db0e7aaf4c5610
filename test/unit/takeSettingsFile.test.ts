import { describe, expect, it } from 'vitest';
import { takeSettingsFile } from '../../src/commands/files/takeSettingsFile';
import { PresetKeeper } from '../../src/commands/geometry/presetKeeper';
import { UndoKeeper } from '../../src/commands/undo';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { frameKey } from '../../src/domain/series';
import { conversionJson } from '../../src/pipeline/report';
import { selectSeries, settingsOf } from '../../src/state/allSeries';
import { selectSeriesView } from '../../src/state/selectors';
import { createAppStore } from '../../src/state/store';
import { entryOf, FULL_GEOMETRY, fileOf, layoutOf, only, recipeOf, tiaBytes, viewFiles } from './fixtures';

const STOP = { form: 'rectangle', fastFromPx: 1, fastToPx: 2, slowFromPx: 1, slowToPx: 2 } as const;
const CHOICE = {
  cap: 15,
  offset: { kind: 'typed', offset: 7 },
  pedestal: { kind: 'restoreRawZero' },
  rounding: 'cut',
  scale: 1,
} as const;

/** The report on a series of 5 x 3 pixels called run, with everything chosen and its second frame left out. */
async function report(): Promise<string> {
  const files = [1, 2, 3].map((n) => fileOf(tiaBytes('int32', 5, 3, Array(15).fill(-n)), `run_${n}.bin`));
  const view = await viewFiles(files, {
    typed: FULL_GEOMETRY,
    choice: CHOICE,
    beamStop: STOP,
    excluded: [2],
  });
  // Of the version that runs here.
  return conversionJson({ ...recipeOf(view), program: 'Pedestal' }, [], new Date(0));
}

function keyOf(stem: string, number: number) {
  return frameKey({ folder: '', name: `${stem}_${number}.bin`, copy: 0 }, 0);
}

/** Drops a settings file where a series with two frames is selected. */
async function drop(text: string, stem: string, fastSize: number, settings: Partial<SeriesSettings>) {
  const store = createAppStore();
  const entries = [2, 3].map((n) => entryOf(`${stem}_${n}.bin`, { layout: layoutOf({ fastSize }) }));
  store.setState({ files: new Map(entries.map((entry) => [entry.file.id, entry])) });
  const { key } = only(selectSeries(store.getState()));
  store.setState({ selectedSeries: key, settings: new Map([[key, { ...NEW_SERIES, ...settings }]]) });
  const undo = new UndoKeeper(store);
  const file = new File([text], 'conversion.json');
  expect(await takeSettingsFile(store, new PresetKeeper(store, undo), undo, file)).toBe(true);
  const { notice } = store.getState();
  return {
    now: () => settingsOf(store.getState(), key),
    geometry: () => selectSeriesView(store.getState())?.geometry,
    notice,
    undo: () => undo.undo(),
  };
}

describe('a dropped conversion.json', () => {
  it('gives everything to the same series, with where it comes from', async () => {
    const { now, geometry, notice } = await drop(await report(), 'run', 5, {
      typed: { exposureSec: '9', detectorDistanceMm: '1' },
    });
    expect(now()).toMatchObject({ choice: CHOICE, beamStop: STOP, excluded: new Set([keyOf('run', 2)]) });
    expect(geometry()).toMatchObject({
      detectorDistanceMm: { value: 1234.5, origin: 'settingsFile' },
      beamCentreFastPx: { value: 3.25, origin: 'settingsFile' },
      date: { value: FULL_GEOMETRY.date, origin: 'settingsFile' },
    });
    const values = Object.keys(FULL_GEOMETRY).length;
    expect(notice).toMatchObject({ code: 'settingsTaken', values, excludedFrames: 1, left: [], faults: [] });
  });

  it('gives another series neither date nor exclusions', async () => {
    const excluded = new Set([keyOf('next', 3)]);
    const { now, notice } = await drop(await report(), 'next', 5, { excluded });
    expect(now().excluded).toEqual(excluded);
    expect(now().typed.date).toBeUndefined();
    expect(now().typed.beamCentreFastPx).toBe('3.25');
    expect(notice).toMatchObject({ excludedFrames: 0, left: ['date', 'excluded'] });
  });

  it('gives frames of another size no place on the frame', async () => {
    const result = { kind: 'found', fastPx: 4, slowPx: 2, sigmaPx: 0.1, method: 'inversion' } as const;
    const beamSearch = { result, frameCount: 3 };
    const { now, notice } = await drop(await report(), 'run', 10, { beamSearch });
    expect(now()).toMatchObject({ beamSearch, beamStop: undefined });
    expect(now().typed.beamCentreFastPx).toBeUndefined();
    expect(notice).toMatchObject({ left: ['beamCentre', 'beamStop'] });
  });

  it('can be taken back', async () => {
    const before = { ...NEW_SERIES, typed: { exposureSec: '9' }, excluded: new Set([keyOf('run', 3)]) };
    const { now, undo } = await drop(await report(), 'run', 5, before);
    undo();
    expect(now()).toEqual(before);
  });

  it('says what of it is wrong, and takes the rest', async () => {
    const wrong = JSON.parse(await report());
    wrong.offset.cap = -1;
    wrong.geometry.binning.value = 0;
    const { now, notice } = await drop(JSON.stringify(wrong), 'run', 5, {});
    expect(notice).toMatchObject({ faults: [{ code: 'badCap' }, { code: 'badGeometry', key: 'binning' }] });
    expect(now().choice.cap).toBe(2000);
    expect(now().typed.exposureSec).toBe('0.75');
  });
});
