import { describe, expect, it } from 'vitest';
import { FileIntake } from '../../src/commands/files/fileIntake';
import { FileRegistry } from '../../src/commands/files/fileRegistry';
import { FileRemover } from '../../src/commands/files/removeFiles';
import { Scanner } from '../../src/commands/files/scanner';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import type { FramePlace, ScanOutcome } from '../../src/domain/frame';
import { frameKey } from '../../src/domain/series';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { selectSeries } from '../../src/state/allSeries';
import { type ScanProgress, selectScanProgress } from '../../src/state/scanProgress';
import { selectFrameRow, selectSeriesView } from '../../src/state/selectors';
import { type AppStore, createAppStore } from '../../src/state/store';
import type { WorkerClient } from '../../src/worker/client';
import { fileOf, only, tiaBytes } from './fixtures';

/** A frame whose smallest pixel is -minus, of a state of its file that is `version` ms newer. */
function frame(number: number, minus: number, version = 0) {
  const bytes = tiaBytes('int32', 2, 1, [-minus, 9]);
  return { file: fileOf(bytes, `run_${number}.bin`, 1_700_000_000_000 + version), folder: 'night' };
}

function keyOf(number: number, copy = 0) {
  return frameKey({ folder: 'night', name: `run_${number}.bin`, copy }, 0);
}

/** The intake with the real reading in place of the workers. @param scanning what each scan waits for */
function intakeApp(scanning: () => Promise<void> = () => Promise.resolve()) {
  const scratch = createStatisticsScratch();
  const client = {
    parallel: 2,
    inspect: inspectFile,
    async scan(file: File, place: FramePlace): Promise<ScanOutcome> {
      await scanning();
      return scanFrame(file, place, scratch);
    },
  } as unknown as WorkerClient;
  const store = createAppStore();
  const registry = new FileRegistry();
  const scanner = new Scanner(store, client, registry);
  const intake = new FileIntake(store, client, registry, scanner);
  const remover = new FileRemover(store, registry, scanner);
  const state = () => store.getState();
  const progress = () => selectScanProgress(state());
  const until = (wanted: (progress: ScanProgress) => boolean) =>
    expect.poll(() => wanted(progress()), { interval: 5 }).toBe(true);
  const watched = new Set<string>();
  return {
    store,
    intake,
    remover,
    state,
    progress,
    until,
    /** Takes files of a watched folder, and resolves when all are scanned. */
    async watch(...given: readonly ReturnType<typeof frame>[]) {
      await intake.add(given, watched);
      await until(({ phase }) => phase === 'done');
    },
  };
}

/** What the store tells of the scan from now on, each time something is new. */
function toldBy(store: AppStore): ScanProgress[] {
  const told: ScanProgress[] = [];
  store.subscribe((state) => {
    const progress = selectScanProgress(state);
    if (progress !== told.at(-1)) told.push(progress);
  });
  return told;
}

function phasesOf(told: readonly ScanProgress[]): string[] {
  const phases = told.map(({ phase }) => phase);
  return phases.filter((phase, at) => phase !== phases[at - 1]);
}

describe('a file of a watched folder that is written anew', () => {
  it('is the same frame: excluded, marked, selected and on the way back as before', async () => {
    const { store, state, watch } = intakeApp();
    await watch(frame(1, 10), frame(2, 500), frame(3, 30));
    const { key } = only(selectSeries(state()));
    store.setState({
      settings: new Map([[key, { ...NEW_SERIES, excluded: new Set([keyOf(2)]) }]]),
      exclusions: [{ seriesKey: key, excluded: new Set([keyOf(2), keyOf(3)]) }],
      marked: new Set([keyOf(2)]),
      selectedFrame: keyOf(2),
    });
    const before = selectFrameRow(state());
    await watch(frame(2, 700, 1));
    const view = selectSeriesView(state());
    expect(view?.rows.map(({ included }) => included)).toEqual([true, false, true]);
    expect(view?.rule?.offset).toBe(30);
    const row = selectFrameRow(state());
    expect(row?.frame.number).toBe(2);
    expect(row?.frame.id).not.toBe(before?.frame.id);
    const keys = view?.rows.map(({ frame: one }) => one.key) ?? [];
    expect(keys.filter((one) => state().marked.has(one))).toEqual([keyOf(2)]);
    const [step] = state().exclusions;
    expect(keys.filter((one) => step?.excluded.has(one))).toEqual([keyOf(2), keyOf(3)]);
    // What was found of the frame's former state is gone; an excluded one is not read again.
    expect(state().outcomes.size).toBe(2);
  });

  it('does not take the selection away from a series that has no other frame', async () => {
    const { store, state, watch } = intakeApp();
    const other = { file: fileOf(tiaBytes('int32', 2, 1, [1, 2]), 'a_1.bin'), folder: 'night' };
    await watch(other, frame(1, 10));
    const key = selectSeries(state()).find(({ stem }) => stem === 'run')?.key;
    store.setState({ selectedSeries: key, selectedFrame: keyOf(1) });
    const seen: (string | undefined)[] = [];
    store.subscribe(({ selectedSeries }) => seen.push(selectedSeries));
    await watch(frame(1, 20, 1));
    expect(new Set(seen)).toEqual(new Set([key]));
    expect(selectFrameRow(state())?.summary?.min).toBe(-20);
  });
});

describe('files of one path', () => {
  it('that are both sound are two frames, of which one can be left out', async () => {
    const { store, intake, state, until } = intakeApp();
    await intake.add([frame(1, 10)]);
    await intake.add([frame(1, 20, 1)]);
    await until(({ phase }) => phase !== 'running');
    const { key } = only(selectSeries(state()));
    store.setState({
      selectedSeries: key,
      settings: new Map([[key, { ...NEW_SERIES, excluded: new Set([keyOf(1)]) }]]),
    });
    const rows = selectSeriesView(state())?.rows ?? [];
    expect(rows.map(({ frame: one, included }) => [one.key, included])).toEqual([
      [keyOf(1), false],
      [keyOf(1, 1), true],
    ]);
    expect(rows.map(({ problem }) => problem)).toEqual([undefined, undefined]);
  });

  it('of which the first is broken are one frame, which keeps its exclusion', async () => {
    const { store, intake, state, until } = intakeApp();
    const { file } = frame(1, 10);
    await intake.add([frame(2, 5), { file: new File([file.slice(0, 13)], file.name), folder: 'night' }]);
    const { key } = only(selectSeries(state()));
    store.setState({ settings: new Map([[key, { ...NEW_SERIES, excluded: new Set([keyOf(1)]) }]]) });
    await intake.add([frame(1, 10)]);
    await until(({ phase }) => phase === 'done');
    const rows = selectSeriesView(state())?.rows ?? [];
    expect(rows.map(({ frame: one, included, problem }) => [one.key, included, problem])).toEqual([
      [keyOf(1), false, undefined],
      [keyOf(2), true, undefined],
    ]);
  });
});

describe('files that are taken out', () => {
  it('leave no result, be it on the way when they go', async () => {
    let resume: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      resume = resolve;
    });
    let scans = 0;
    const { intake, remover, state, until } = intakeApp(() => (scans++ === 0 ? Promise.resolve() : held));
    await intake.add([frame(1, 10), frame(2, 20)]);
    await expect.poll(() => scans, { interval: 5 }).toBe(2);
    // The first is scanned, and not told yet; the second is being scanned.
    await new Promise((resolve) => setTimeout(resolve));
    expect(state().outcomes.size).toBe(0);
    remover.remove(new Set(state().files.keys()));
    resume();
    await until(({ phase }) => phase === 'idle');
    expect([...state().outcomes.keys()]).toEqual([]);
  });
});

describe('files that are taken out and put back', () => {
  it('are there as before, with what was found and chosen', async () => {
    const { store, intake, remover, state, progress, until } = intakeApp();
    const other = { file: fileOf(tiaBytes('int32', 2, 1, [1, 2]), 'z_1.bin'), folder: 'night' };
    await intake.add([frame(1, 10), frame(2, 500), other]);
    await until(({ phase }) => phase === 'done');
    const run = selectSeries(state()).find(({ stem }) => stem === 'run');
    if (run === undefined) throw new Error('no series');
    const settings = { ...NEW_SERIES, excluded: new Set([keyOf(2)]), typed: { exposureSec: '0.5' } };
    store.setState({
      selectedSeries: run.key,
      selectedFrame: keyOf(2),
      settings: new Map([[run.key, settings]]),
    });
    const before = selectSeriesView(state());
    const removed = remover.remove(new Set(run.frames.map(({ file }) => file.id)));
    expect(selectSeriesView(state())?.series.stem).toBe('z');
    expect(state().outcomes.size).toBe(1);
    remover.putBack(removed);
    expect(selectSeriesView(state())).toEqual(before);
    expect(selectFrameRow(state())?.frame.number).toBe(2);
    expect(progress().phase).toBe('done');
  });

  it('do not come twice where they were given again meanwhile', async () => {
    const { intake, remover, state, until } = intakeApp();
    await intake.add([frame(1, 10), frame(2, 20)]);
    await until(({ phase }) => phase === 'done');
    const removed = remover.remove(new Set(state().files.keys()));
    await intake.add([frame(1, 10)]);
    remover.putBack(removed);
    await until(({ phase }) => phase === 'done');
    const { frames } = only(selectSeries(state()));
    expect(frames.map(({ number, problem }) => [number, problem])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    expect(state().outcomes.size).toBe(2);
  });
});

describe('a file that is no frame', () => {
  it('is listed once, however often it is given', async () => {
    const { intake, state } = intakeApp();
    const note = (text: string) => ({ file: new File([text], 'note.txt'), folder: 'night' });
    await intake.add([note('one'), frame(1, 10)]);
    await intake.add([note('one')]);
    await intake.add([note('longer')]);
    expect(state().ignored).toEqual([{ path: 'night/note.txt', sizeBytes: 6 }]);
  });
});

describe('a scan that files come to', () => {
  it('is running from the first file to the last frame, and counts none twice', async () => {
    const { store, intake, progress, until } = intakeApp();
    const seen = toldBy(store);
    await intake.add([frame(1, 10), frame(2, 20)]);
    await intake.add([frame(3, 30)]);
    await until(({ phase }) => phase === 'done');
    expect(progress()).toMatchObject({ framesDone: 3, framesTotal: 3 });
    expect(phasesOf(seen)).toEqual(['running', 'done']);
    expect(Math.max(...seen.map(({ framesTotal }) => framesTotal))).toBe(3);
  });

  it('goes on through additions that wait for one another, and never goes back', async () => {
    const { store, intake, until } = intakeApp();
    const seen = toldBy(store);
    // The second frame is given three times, and in the third addition nothing is new.
    const additions = [[frame(1, 10), frame(2, 20)], [frame(2, 20), frame(3, 30)], [frame(2, 20)]];
    await Promise.all(additions.map((given) => intake.add(given)));
    await until(({ phase }) => phase === 'done');
    expect(phasesOf(seen)).toEqual(['running', 'done']);
    for (const which of ['framesDone', 'framesTotal'] as const) {
      const counts = seen.map((one) => one[which]);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(counts.at(-1)).toBe(3);
    }
  });
});

describe('a fault that nobody foresaw', () => {
  it('while files are taken in is the caller’s to hear, and holds up neither the scan nor the next files', async () => {
    const { store, intake, progress, until } = intakeApp();
    const fault = new Error('a listener failed');
    const unsubscribe = store.subscribe(({ files }) => {
      if (files.size > 0) throw fault;
    });
    await expect(intake.add([frame(1, 10)])).rejects.toBe(fault);
    expect(progress()).toMatchObject({ phase: 'idle', framesTotal: 1 });
    unsubscribe();
    await intake.add([frame(2, 20)]);
    await until(({ phase }) => phase === 'done');
    expect(progress()).toMatchObject({ framesDone: 2, framesTotal: 2 });
  });

  it('on one frame is that frame’s problem, and the others are scanned', async () => {
    let calls = 0;
    const { intake, state, until } = intakeApp(() => {
      if (++calls === 2) throw new Error('lost');
      return Promise.resolve();
    });
    await intake.add([frame(1, 10), frame(2, 20), frame(3, 30)]);
    await until(({ phase }) => phase === 'done');
    const codes = [...state().outcomes.values()].map((one) =>
      one.kind === 'failed' ? one.problem.code : one.kind,
    );
    expect(codes.sort()).toEqual(['scanned', 'scanned', 'workerFailed']);
  });
});
