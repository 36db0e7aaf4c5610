import { describe, expect, it } from 'vitest';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import type { ScanOutcome } from '../../src/domain/frame';
import type { InspectedFile, SeriesFrame } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { selectSeriesView } from '../../src/state/selectors';
import { selectSeriesList } from '../../src/state/seriesLines';
import { createAppStore } from '../../src/state/store';
import { at, entryOf } from './fixtures';

/**
 * With thousands of frames a change must cost what it changes: what it leaves alone stays the same object, so that
 * nothing is counted or drawn anew for it.
 */

const FRAMES = 50;

function scanned(min: number): ScanOutcome {
  return {
    kind: 'scanned',
    summary: {
      pixelCount: 2,
      min,
      minPlace: 0,
      max: 9,
      mean: 0,
      std: 1,
      histogram: {
        values: Float64Array.of(min, 9),
        cumulative: Uint32Array.of(1, 2),
        unresolvedBelow: 0,
        unresolvedAbove: 0,
      },
      thumbnail: { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) },
      fractionalCount: 0,
      float32InexactCount: 0,
      wrappedCount: 0,
      fingerprint: 0,
    },
  };
}

/** Two series, a and b, of which a is selected and scanned but for its last frame. */
function twoSeries() {
  const store = createAppStore();
  const names = Array.from({ length: FRAMES }, (_, i) => `${String(i + 1).padStart(3, '0')}.bin`);
  const entries = ['a_', 'b_'].flatMap((stem) => names.map((name) => entryOf(stem + name)));
  const filesOf = (list: readonly InspectedFile[]) => new Map(list.map((entry) => [entry.file.id, entry]));
  store.setState({ files: filesOf(entries) });
  const list = selectSeries(store.getState());
  const [a, b] = [at(list, 0), at(list, 1)];
  const idsOfA = a.frames.map(({ id }) => id);
  const last = at(idsOfA, FRAMES - 1);
  store.setState({
    selectedSeries: a.key,
    outcomes: new Map(idsOfA.slice(0, -1).map((id) => [id, scanned(-20)])),
  });
  const current = () => {
    const view = selectSeriesView(store.getState());
    if (view === undefined) throw new Error('no series is selected');
    return view;
  };
  const arrive = (id: string, outcome: ScanOutcome) =>
    store.setState({ outcomes: new Map([...store.getState().outcomes, [id, outcome]]) });
  const exclude = (frame: SeriesFrame) =>
    store.setState({ settings: new Map([[a.key, { ...NEW_SERIES, excluded: new Set([frame.key]) }]]) });
  const lines = () => selectSeriesList(store.getState());
  return { store, entries, filesOf, a, b, last, current, arrive, exclude, lines };
}

/** Positions at which the members of two lists are not the same object. */
function changedAt(before: readonly unknown[], after: readonly unknown[]): number[] {
  expect(after.length).toBe(before.length);
  return before.flatMap((one, i) => (one === after[i] ? [] : [i]));
}

describe('a result that arrives', () => {
  it('makes one row anew when the offset stays', () => {
    const { current, arrive, last } = twoSeries();
    const { rows } = current();
    arrive(last, scanned(-5));
    expect(changedAt(rows, current().rows)).toEqual([FRAMES - 1]);
    expect(at(current().rows, FRAMES - 1)).toMatchObject({ status: 'scanned', low: { atMost: 0 } });
  });

  it('makes every row anew when the offset changes, for what it cuts', () => {
    const { current, arrive, last, exclude, a } = twoSeries();
    const { rows } = current();
    arrive(last, scanned(-30));
    expect(changedAt(rows, current().rows)).toHaveLength(FRAMES);
    exclude(at(a.frames, FRAMES - 1));
    // Offset 20 again; the excluded frame has one pixel below it.
    expect(current().rows.map(({ low }) => low?.atMost)).toEqual([...Array(FRAMES - 1).fill(0), 1]);
  });

  it('leaves the view alone when it belongs to another series', () => {
    const { current, arrive, b, lines } = twoSeries();
    const [view, list] = [current(), lines()];
    arrive(at(b.frames, 0).id, scanned(-300));
    expect(current()).toBe(view);
    expect(changedAt(list, lines())).toEqual([1]);
    expect(at(lines(), 1)).toMatchObject({ stem: 'b', scanned: 1 });
  });

  it('is no change where nothing arrived', () => {
    const { store, current, lines } = twoSeries();
    const [view, list] = [current(), lines()];
    store.setState({ outcomes: new Map(store.getState().outcomes) });
    expect(current()).toBe(view);
    expect(lines()).toBe(list);
  });
});

describe('an exclusion', () => {
  it('makes anew one row and one series', () => {
    const { store, current, exclude, a } = twoSeries();
    const { rows } = current();
    const series = selectSeries(store.getState());
    exclude(at(a.frames, 3));
    expect(changedAt(rows, current().rows)).toEqual([3]);
    expect(at(current().rows, 3).included).toBe(false);
    expect(changedAt(series, selectSeries(store.getState()))).toEqual([0]);
  });

  it('leaves the series alone when another setting changes', () => {
    const { store, a } = twoSeries();
    const series = selectSeries(store.getState());
    store.setState({ settings: new Map([[a.key, { ...NEW_SERIES, acceptPlaceholders: true }]]) });
    expect(selectSeries(store.getState())).toBe(series);
  });
});

describe('a file that arrives', () => {
  it('leaves the frames of the others the same objects', () => {
    const { store, entries, filesOf, current, a } = twoSeries();
    const { rows } = current();
    store.setState({ files: filesOf([...entries, entryOf('a_000.bin')]) });
    const now = at(selectSeries(store.getState()), 0);
    expect(now.frames[0]?.file.name).toBe('a_000.bin');
    expect(changedAt(a.frames, now.frames.slice(1))).toEqual([]);
    expect(changedAt(rows, current().rows.slice(1))).toEqual([]);
  });
});
