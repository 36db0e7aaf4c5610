import { describe, expect, it } from 'vitest';
import { exportBlockers } from '../../src/conversion/exportBlockers';
import { noOffset, offsetFacts } from '../../src/conversion/offsetFacts';
import { warningsFor } from '../../src/conversion/outputWarnings';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { type SeriesView, viewSeries } from '../../src/conversion/seriesView';
import { type ConversionChoice, LEGINON_CHOICE } from '../../src/domain/conversion';
import type { FileLayout, FrameSummary, ScanOutcome } from '../../src/domain/frame';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { SeriesFrame } from '../../src/domain/series';
import type { SeriesWarning } from '../../src/domain/warning';
import { selectSeriesView } from '../../src/state/selectors';
import { selectSeriesList } from '../../src/state/seriesLines';
import { type AppState, createAppStore } from '../../src/state/store';
import { frameStates, IDLE_WATCH, type WatchState } from '../../src/state/watch';
import { at, BOTH, entryOf, FULL_GEOMETRY, layoutOf, MRC, only, recipeOf } from './fixtures';

/** The outcome of a scan of ten pixels: the minimum, eight zeros, the maximum. */
function outcomeOf(min: number, max: number, change: Partial<FrameSummary> = {}): ScanOutcome {
  const values = [min, ...(min < 0 && max > 0 ? [0] : []), max];
  const cumulative = values.length === 3 ? [1, 9, 10] : [9, 10];
  const summary: FrameSummary = {
    pixelCount: 10,
    min,
    minPlace: 0,
    max,
    mean: 1,
    std: 1,
    histogram: {
      values: Float64Array.from(values),
      cumulative: Uint32Array.from(cumulative),
      unresolvedBelow: 0,
      unresolvedAbove: 0,
    },
    thumbnail: { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) },
    fractionalCount: 0,
    float32InexactCount: 0,
    wrappedCount: 0,
    fingerprint: 7,
    ...change,
  };
  return { kind: 'scanned', summary };
}

interface Case {
  /** Outcomes of frames x_1, x_2 and so on; undefined = not scanned. */
  readonly outcomes: readonly (ScanOutcome | undefined)[];
  readonly settings?: Partial<SeriesSettings>;
  readonly excluded?: readonly number[];
  readonly layout?: FileLayout;
}

function viewOf({ outcomes, settings = {}, excluded = [], layout = layoutOf() }: Case): SeriesView {
  const series = only(groupIntoSeries(outcomes.map((_, i) => entryOf(`x_${i + 1}.bin`, { layout }))));
  const scanned = outcomes.flatMap((outcome, i) =>
    outcome === undefined ? [] : [[at(series.frames, i).id, outcome] as const],
  );
  const left = excluded.map((number) => at(series.frames, number - 1).key);
  return viewSeries(series, new Map(scanned), { ...NEW_SERIES, ...settings, excluded: new Set(left) });
}

function warningOf<C extends SeriesWarning['code']>(view: SeriesView, code: C) {
  return warningsFor(view, BOTH).find((warning) => warning.code === code);
}

const WORKED = [outcomeOf(-10000, 5000), outcomeOf(-145, 5000), outcomeOf(-200, 5000)];

describe('view of a series', () => {
  it('has one offset and pedestal for all frames, and the frame with the smallest minimum', () => {
    const view = viewOf({ outcomes: WORKED });
    expect(view.rule).toMatchObject({ offset: 2000, pedestal: 1855 });
    expect(view.minimumFrame).toBe(1);
    expect(view.rows.map(({ low }) => low?.atMost)).toEqual([1, 0, 0]);
    expect(view.low).toEqual({ pixels: 1, frames: 1, exact: true });
    expect(view.high).toEqual({ pixels: 0, frames: 0, exact: true });
  });

  it('leaves excluded frames out of the rule, the counts and the warnings', () => {
    const view = viewOf({ outcomes: WORKED, excluded: [1] });
    expect(view.rule).toMatchObject({ offset: 200, pedestal: 55 });
    expect(view.minimumFrame).toBe(3);
    expect(view.low.pixels).toBe(0);
    expect(view.rows[0]).toMatchObject({ included: false, low: { atLeast: 1, atMost: 1 } });
    expect(warningOf(view, 'truncatedAt0')).toBeUndefined();
  });

  it('has no rule while nothing is scanned', () => {
    const view = viewOf({ outcomes: [undefined, undefined] });
    expect(view.rule).toBeUndefined();
    expect(view.rows.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
  });

  it('takes what is scanned so far', () => {
    const view = viewOf({ outcomes: [undefined, WORKED[1]] });
    expect(view.rule?.offset).toBe(145);
    expect(view.rows.map(({ status }) => status)).toEqual(['waiting', 'scanned']);
  });

  it('shows a failed frame as failed and keeps it out of the rule', () => {
    const failed: ScanOutcome = { kind: 'failed', problem: { code: 'nonFinite', count: 2 } };
    const view = viewOf({ outcomes: [failed, WORKED[1]] });
    expect(view.rows[0]).toMatchObject({
      status: 'failed',
      problem: { code: 'nonFinite' },
      summary: undefined,
    });
    expect(view.rule?.offset).toBe(145);
  });

  it('counts what the upper end cuts', () => {
    const view = viewOf({ outcomes: [outcomeOf(-1500, 64036), outcomeOf(-700, 64035)] });
    expect(view.high).toEqual({ pixels: 1, frames: 1, exact: true });
    expect(warningOf(view, 'truncatedAt65535')).toMatchObject({ pixels: 1, frames: 1 });
  });
});

describe('why there is no offset', () => {
  const failed: ScanOutcome = { kind: 'failed', problem: { code: 'nonFinite', count: 2 } };
  it.each([
    ['nothing is scanned yet', { outcomes: [undefined, failed] }, { code: 'noFrameScanned' }],
    ['no frame can be converted', { outcomes: [failed, failed] }, { code: 'noFrameReadable', frames: 2 }],
    ['no frame is included', { outcomes: [WORKED[0]], excluded: [1] }, { code: 'noFramesIncluded' }],
  ] as const)('is that %s', (_, given, reason) => {
    const view = viewOf(given);
    expect(view.rule).toBeUndefined();
    expect(noOffset(view)).toEqual(reason);
  });
});

describe('why offset and pedestal are what they are', () => {
  const reasonsOf = (outcomes: readonly ScanOutcome[], choice: Partial<ConversionChoice> = {}) => {
    const facts = offsetFacts(viewOf({ outcomes, settings: { choice: { ...LEGINON_CHOICE, ...choice } } }));
    return [facts?.offsetReason.code, facts?.pedestalReason.code];
  };
  const deep = [outcomeOf(-2500, 10), outcomeOf(-3000, 10)];

  it.each<[readonly (string | undefined)[], ReturnType<typeof reasonsOf>]>([
    [reasonsOf(WORKED.slice(1)), ['withinCap', 'largestMinimum']],
    [reasonsOf(WORKED), ['beyondCap', 'largestMinimum']],
    [reasonsOf([outcomeOf(100, 500)]), ['negativeOffset', 'largestMinimum']],
    [reasonsOf([outcomeOf(0, 500)]), ['withinCap', 'largestMinimum']],
    [reasonsOf(deep), ['beyondCap', 'everyMinimumBelow']],
    [reasonsOf(deep, { pedestal: { kind: 'median' } }), ['beyondCap', 'medianBelow']],
    [reasonsOf(WORKED, { pedestal: { kind: 'median' } }), ['beyondCap', 'medianMinimum']],
    [reasonsOf(WORKED, { pedestal: { kind: 'restoreRawZero' } }), ['beyondCap', 'rawZero']],
    [
      reasonsOf(WORKED, { offset: { kind: 'typed', offset: 5 }, pedestal: { kind: 'typed', pedestal: 5 } }),
      ['typedOffset', 'typedPedestal'],
    ],
  ])('%j', (found, expected) => {
    expect(found).toEqual(expected);
  });

  it('names the frames', () => {
    const facts = offsetFacts(viewOf({ outcomes: WORKED }));
    expect(facts?.offsetReason).toMatchObject({ minimumFrame: 1, minimum: -10_000, pixels: 1, frames: 1 });
    expect(facts?.pedestalReason).toMatchObject({ maximumFrame: 2, maximum: -145 });
  });
});

/** All warnings but that on the resolution: the frames are tiny. */
function sayable(view: SeriesView) {
  return warningsFor(view, BOTH).filter(({ code }) => code !== 'resolutionImplausible');
}

describe('warnings', () => {
  it('are none for a sound series with its geometry', () => {
    expect(sayable(viewOf({ outcomes: [WORKED[1]], settings: { typed: FULL_GEOMETRY } }))).toEqual([]);
  });

  it('add up fractions and values that float32 changes over the included frames', () => {
    const change = { fractionalCount: 3, float32InexactCount: 2 };
    const outcomes = [outcomeOf(-5, 5, change), outcomeOf(-5, 5, change), outcomeOf(-5, 5, change)];
    const view = viewOf({ outcomes, excluded: [2] });
    expect(warningOf(view, 'fractionCut')).toMatchObject({ pixels: 6, frames: 2, exact: true });
    expect(warningOf(view, 'float32Inexact')).toMatchObject({ pixels: 4, frames: 2, exact: true });
  });

  it('count the files with surplus bytes or permuted axes', () => {
    const layout = layoutOf({
      notices: [
        { code: 'surplusBytes', expectedBytes: 70, actualBytes: 77 },
        { code: 'unusualAxisOrder', mapc: 2, mapr: 1, maps: 3 },
      ],
    });
    const view = viewOf({ outcomes: [...WORKED], layout, excluded: [1] });
    expect(warningOf(view, 'surplusBytes')).toEqual({ code: 'surplusBytes', files: 2 });
    expect(warningOf(view, 'unusualAxisOrder')).toEqual({ code: 'unusualAxisOrder', files: 2 });
  });

  it("keep a stack's notice when its first section is excluded", () => {
    const notices = [{ code: 'surplusBytes', expectedBytes: 70, actualBytes: 77 }] as const;
    const layout = layoutOf({ format: 'mrc', frameCount: 3, notices });
    const series = only(groupIntoSeries([entryOf('s.mrc', { layout })]));
    const outcomes = new Map(series.frames.map(({ id }) => [id, outcomeOf(-5, 5)]));
    const excluded = new Set([at(series.frames, 0).key]);
    const view = viewSeries(series, outcomes, { ...NEW_SERIES, excluded });
    expect(warningOf(view, 'surplusBytes')).toEqual({ code: 'surplusBytes', files: 1 });
  });

  it('name gaps', () => {
    const series = only(groupIntoSeries([entryOf('x_1.bin'), entryOf('x_4.bin')]));
    expect(viewSeries(series, new Map(), NEW_SERIES).warnings).toContainEqual({
      code: 'gaps',
      gaps: [[2, 3]],
    });
  });

  it.each([
    ['a still', { oscillationPerFrameDeg: '0' }, { code: 'noRotation' }],
    [
      'binning that the plug-in does not know',
      { binning: '4' },
      { code: 'binningUnknownToPlugin', binning: 4 },
    ],
    ['a beam beyond the last column', { beamCentreFastPx: '5.5' }, { code: 'beamCentreOutside' }],
    ['a beam before the first row', { beamCentreSlowPx: '-0.5' }, { code: 'beamCentreOutside' }],
  ])('name %s', (_, typed, warning) => {
    const view = viewOf({ outcomes: [WORKED[1]], settings: { typed: { ...FULL_GEOMETRY, ...typed } } });
    expect(sayable(view)).toContainEqual(warning);
  });

  it('take a beam on the far edge for inside', () => {
    const typed = { ...FULL_GEOMETRY, beamCentreFastPx: '5', beamCentreSlowPx: '3' };
    expect(sayable(viewOf({ outcomes: [WORKED[1]], settings: { typed } }))).toEqual([]);
  });

  it('name placeholders only where the user accepted them, and only what is written', () => {
    const outcomes = [WORKED[1]];
    expect(warningOf(viewOf({ outcomes }), 'placeholders')).toBeUndefined();
    const view = viewOf({ outcomes, settings: { acceptPlaceholders: true } });
    // without BIN and GAIN, which readers have defaults for: no header gets a made-up one
    const keys = [
      'wavelengthAngstrom',
      'detectorDistanceMm',
      'pixelSizeMm',
      'oscillationStartDeg',
      'oscillationPerFrameDeg',
      'beamCentreFastPx',
      'beamCentreSlowPx',
      'exposureSec',
    ];
    const omitted = ['binning', 'gainCountsPerElectron'];
    expect(warningOf(view, 'placeholders')).toEqual({ code: 'placeholders', keys, omitted });
  });
});

describe('what stops an export', () => {
  const typed = FULL_GEOMETRY;

  it('is nothing for a scanned series with its geometry', () => {
    expect(exportBlockers(viewOf({ outcomes: WORKED, settings: { typed } }), BOTH)).toEqual([]);
  });

  it.each([
    ['no included frame', { outcomes: WORKED, excluded: [1, 2, 3] }, [{ code: 'noFrames' }]],
    ['frames not scanned', { outcomes: [WORKED[0], undefined] }, [{ code: 'notScanned', count: 1 }]],
    [
      'frames that failed',
      { outcomes: [WORKED[0], { kind: 'failed', problem: { code: 'changedSinceScan' } }] },
      [{ code: 'badFrames', count: 1 }],
    ],
  ] as const)('is %s', (_, given, blockers) => {
    expect(exportBlockers(viewOf({ ...given, settings: { typed } }), BOTH)).toEqual(blockers);
  });

  it('is no failed frame once it is excluded', () => {
    const failed: ScanOutcome = { kind: 'failed', problem: { code: 'changedSinceScan' } };
    const view = viewOf({ outcomes: [WORKED[0], failed], excluded: [2], settings: { typed } });
    expect(exportBlockers(view, BOTH)).toEqual([]);
  });

  it('is a series that still arrives, whatever else is ready', () => {
    const final = viewOf({ outcomes: WORKED, settings: { typed } });
    expect(exportBlockers({ ...final, arrivingQuietSec: 60 }, BOTH)).toEqual([
      { code: 'arriving', quietSec: 60 },
    ]);
  });

  it('is no chosen format', () => {
    const view = viewOf({ outcomes: WORKED, settings: { typed } });
    expect(exportBlockers(view, { ...BOTH, outputs: [] })).toEqual([{ code: 'noFormat' }]);
  });

  it('is a field that cannot be read, by its label', () => {
    const view = viewOf({ outcomes: WORKED, settings: { typed: { ...typed, exposureSec: 'x' } } });
    expect(exportBlockers(view, MRC)).toEqual([{ code: 'invalidFields', labels: ['Exposure (s)'] }]);
  });

  it('names a field once that is wrong and missing', () => {
    const view = viewOf({
      outcomes: WORKED,
      settings: { typed: { ...typed, exposureSec: 'x', binning: '' } },
    });
    expect(exportBlockers(view, BOTH)).toEqual([
      { code: 'invalidFields', labels: ['Exposure (s)'] },
      { code: 'missingGeometry', keys: ['binning'] },
    ]);
  });

  it('is missing geometry for SMV, until placeholders are accepted', () => {
    const { pixelSizeMm: _, ...rest } = typed;
    const missing = [{ code: 'missingGeometry', keys: ['pixelSizeMm'] }];
    const view = viewOf({ outcomes: WORKED, settings: { typed: rest } });
    expect(exportBlockers(view, BOTH)).toEqual(missing);
    expect(exportBlockers(view, MRC)).toEqual([]);
    const accepted = viewOf({ outcomes: WORKED, settings: { typed: rest, acceptPlaceholders: true } });
    expect(exportBlockers(accepted, BOTH)).toEqual([]);
  });

  it('is not a missing exposure alone, which is written as 0 and said', () => {
    const { exposureSec: _, ...rest } = typed;
    const view = viewOf({ outcomes: WORKED, settings: { typed: rest } });
    expect(exportBlockers(view, BOTH)).toEqual([]);
    expect(warningsFor(view, BOTH)).toContainEqual({
      code: 'placeholders',
      keys: ['exposureSec'],
      omitted: [],
    });
    const recipe = recipeOf(view);
    expect(recipe.headerGeometry.exposureSec).toBe(0);
    expect(recipe.placeholders).toEqual(['exposureSec']);
  });
});

describe('geometry of a view', () => {
  it('is typed over preset over example over file', () => {
    const layout = layoutOf({ metadata: { highTensionKv: 120, exposureSec: 9 } });
    const view = viewOf({
      outcomes: WORKED,
      layout,
      settings: { typed: { binning: '1' }, presetId: 'ceta-2-300', example: { gainCountsPerElectron: 26 } },
    });
    expect(view.geometry).toMatchObject({
      binning: { value: 1, origin: 'typed' },
      highTensionKv: { value: 300, origin: 'preset' },
      pixelSizeMm: { value: 0.028, origin: 'preset' },
      gainCountsPerElectron: { value: 26, origin: 'example' },
      exposureSec: { value: 9, origin: 'file' },
    });
  });
});

describe('tilt of a series whose first file says nothing', () => {
  function startOf(tiltPerFrameDeg: number | undefined) {
    const metadata = { tiltDeg: -28, ...(tiltPerFrameDeg === undefined ? {} : { tiltPerFrameDeg }) };
    const { file } = entryOf('x_1.mrc');
    const broken = { file, inspection: { kind: 'failed', problem: { code: 'notAFrame' } } } as const;
    const sound = entryOf('x_4.mrc', { layout: layoutOf({ metadata }) });
    return viewSeries(only(groupIntoSeries([broken, sound])), new Map(), NEW_SERIES).geometry
      .oscillationStartDeg;
  }

  it('is carried back from a later frame: -28 at frame 4 in steps of 0.5 is -29.5 at frame 1', () => {
    expect(startOf(0.5)).toEqual({ value: -29.5, origin: 'file' });
  });

  it('is unknown without the tilt per frame', () => {
    expect(startOf(undefined)).toBeUndefined();
  });
});

describe('series list', () => {
  it('counts scanned, failed and excluded frames', () => {
    const entries = ['x_1.bin', 'x_2.bin', 'x_3.bin', 'x_4.bin', 'y_1.bin'].map((name) => entryOf(name));
    const store = createAppStore();
    const series = at(groupIntoSeries(entries), 0);
    const id = (index: number) => at(series.frames, index).id;
    store.setState({
      files: new Map(entries.map((entry) => [entry.file.id, entry])),
      outcomes: new Map<string, ScanOutcome>([
        [id(0), outcomeOf(-5, 5)],
        [id(1), { kind: 'failed', problem: { code: 'changedSinceScan' } }],
        [id(2), outcomeOf(-5, 5)],
      ]),
      settings: new Map([[series.key, { ...NEW_SERIES, excluded: new Set([at(series.frames, 2).key]) }]]),
    });
    expect(selectSeriesList(store.getState())).toMatchObject([
      { stem: 'x', state: 'failed', frames: 4, scanned: 1, failed: 1, excluded: 1 },
      { stem: 'y', state: 'scanning', frames: 1, scanned: 0, failed: 0, excluded: 0 },
    ]);
    expect(selectSeriesList(store.getState())).toBe(selectSeriesList(store.getState()));
  });
});

describe('the state of a series in the list', () => {
  const entries = ['x_1.bin', 'x_2.bin'].map((name) => entryOf(name));
  const series = only(groupIntoSeries(entries));

  /** @param minimum of the two frames that are scanned */
  function stateWith(change: Partial<SeriesSettings>, state: Partial<AppState> = {}, minimum = -50) {
    const store = createAppStore();
    store.setState({
      files: new Map(entries.map((entry) => [entry.file.id, entry])),
      outcomes: new Map(series.frames.map(({ id }) => [id, outcomeOf(minimum, 5)])),
      settings: new Map([[series.key, { ...NEW_SERIES, ...change }]]),
      ...state,
    });
    return only(selectSeriesList(store.getState())).state;
  }
  const typed = FULL_GEOMETRY;

  it('is ready when nothing stops its export, and not before', () => {
    expect(stateWith({ typed })).toBe('ready');
    expect(stateWith({})).toBe('scanned');
    expect(stateWith({ typed: { ...typed, exposureSec: 'x' } })).toBe('scanned');
    expect(stateWith({ acceptPlaceholders: true })).toBe('ready');
    expect(stateWith({}, { formats: { smv: false, mrc: true } })).toBe('ready');
    expect(stateWith({ typed }, { formats: { smv: false, mrc: false } })).toBe('scanned');
    expect(stateWith({ typed, excluded: new Set(series.frames.map(({ key }) => key)) })).toBe('scanned');
  });

  it('is that of its scan and its arrival before', () => {
    const [first] = series.frames;
    const outcomes = new Map(first && [[first.id, outcomeOf(-5, 5)]]);
    expect(stateWith({ typed }, { outcomes })).toBe('scanning');
    const watch = { ...IDLE_WATCH, arriving: new Set([series.key]) };
    expect(stateWith({ typed }, { watch })).toBe('arriving');
  });
});

describe('a series of a watched folder', () => {
  const entries = ['x_1.bin', 'x_2.bin', 'x_3.bin'].map((name) => entryOf(name));
  const series = only(groupIntoSeries(entries));
  const [first, second, third] = series.frames as readonly [SeriesFrame, SeriesFrame, SeriesFrame];
  const changed = (frame: SeriesFrame) => ({ ...frame, file: { ...frame.file, lastModifiedMs: 9 } });

  function withWatch(watch: Partial<WatchState>) {
    const store = createAppStore();
    store.setState({
      files: new Map(entries.map((entry) => [entry.file.id, entry])),
      watch: { ...IDLE_WATCH, ...watch },
      watchQuietSec: 30,
      selectedSeries: series.key,
    });
    return store.getState();
  }

  it('is arriving in list and view until it is final', () => {
    const arriving = withWatch({ arriving: new Set([series.key]) });
    expect(only(selectSeriesList(arriving)).arriving).toBe(true);
    expect(selectSeriesView(arriving)?.arrivingQuietSec).toBe(30);
    const final = withWatch({ arriving: new Set(['another']) });
    expect(only(selectSeriesList(final)).arriving).toBe(false);
    expect(selectSeriesView(final)?.arrivingQuietSec).toBeUndefined();
  });

  it.each([
    ['was never exported', undefined, 0],
    ['has what was exported, under other ids', series.frames.map((frame) => ({ ...frame, id: 'x/0' })), 0],
    ['got frames after the export', [first], 2],
    ['has a frame that was written anew after the export', [first, changed(second), third], 1],
    ['was written anew as a whole', series.frames.map(changed), 3],
  ])('that %s', (_, frames, late) => {
    const map = frames === undefined ? [] : [[series.key, frameStates({ ...series, frames })] as const];
    expect(only(selectSeriesList(withWatch({ exported: new Map(map) }))).late).toBe(late);
  });
});

describe('rotation', () => {
  it('comes from the tilts of single files where no header states a step', () => {
    const entries = [2, 3, 6].map((number) =>
      entryOf(`x_${number}.mrc`, { layout: layoutOf({ metadata: { tiltDeg: 40 - 0.25 * number } }) }),
    );
    const { geometry } = viewSeries(only(groupIntoSeries(entries)), new Map(), NEW_SERIES);
    expect(geometry.oscillationPerFrameDeg).toEqual({ value: -0.25, origin: 'file' });
    expect(geometry.oscillationStartDeg).toEqual({ value: 39.5, origin: 'file' });
  });
});
