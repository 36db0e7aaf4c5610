import { describe, expect, it } from 'vitest';
import { foldWatch, type WatchEvent } from '../../src/commands/watching/foldWatch';
import type { InspectedFile } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { createAppStore } from '../../src/state/store';
import { IDLE_WATCH, lateFrames, type WatchState } from '../../src/state/watch';
import { entryOf, only } from './fixtures';

/** What the screen knows of a watch is folded from its events alone: no folder, no clock. */

const STARTED: WatchEvent = { kind: 'started', folderName: 'night' };
const GONE = { code: 'gone', path: 'night/sub', detail: 'NotFoundError' } as const;

function fold(...events: readonly WatchEvent[]): WatchState {
  return events.reduce(foldWatch, IDLE_WATCH);
}

function looked(change: Partial<Extract<WatchEvent, { kind: 'looked' }>> = {}): WatchEvent {
  return { kind: 'looked', trouble: undefined, waiting: [], arriving: new Set(), ...change };
}

function seriesOf(...entries: readonly InspectedFile[]) {
  const store = createAppStore();
  store.setState({ files: new Map(entries.map((entry) => [entry.file.id, entry])) });
  return only(selectSeries(store.getState()));
}

describe('a look at the folder', () => {
  it('that finds nothing new changes nothing, so that nothing is drawn for it', () => {
    const state = fold(STARTED, looked({ waiting: ['night/a_1.bin'], arriving: new Set(['a']) }));
    expect(state).toMatchObject({ phase: 'watching', folderName: 'night' });
    expect(foldWatch(state, looked({ waiting: ['night/a_1.bin'], arriving: new Set(['a']) }))).toBe(state);
    expect(foldWatch(state, looked({ waiting: [], arriving: new Set(['a']) })).waiting).toEqual([]);
  });

  it('tells of a folder that cannot be read for as long as that is so', () => {
    const trouble = fold(STARTED, looked({ trouble: GONE }));
    expect(trouble).toMatchObject({ phase: 'trouble', trouble: GONE });
    expect(foldWatch(trouble, looked({ trouble: { ...GONE } }))).toBe(trouble);
    expect(foldWatch(trouble, looked())).toMatchObject({ phase: 'watching', trouble: undefined });
  });

  it('that ends by a fault leaves what is known of the files', () => {
    const state = fold(STARTED, looked({ arriving: new Set(['a']) }), { kind: 'failed', detail: 'lost' });
    expect(state).toMatchObject({
      phase: 'trouble',
      trouble: { code: 'unreachable', path: 'night', detail: 'lost' },
      arriving: new Set(['a']),
    });
  });
});

describe('the end of a watch', () => {
  it('leaves only what was written, so that late frames are still told of', () => {
    const series = seriesOf(entryOf('a_1.bin'));
    const state = fold(
      STARTED,
      { kind: 'outputChosen', outputName: 'out' },
      looked({ waiting: ['x'], arriving: new Set([series.key]) }),
      { kind: 'written', series },
      { kind: 'stopped' },
    );
    expect(state).toEqual({ ...IDLE_WATCH, exported: state.exported });
    expect(lateFrames(state, series)).toBe(0);
    const grown = seriesOf(entryOf('a_1.bin'), entryOf('a_2.bin'));
    expect(lateFrames(state, { ...grown, key: series.key })).toBe(1);
  });
});

describe('series that are held back', () => {
  const held = [{ key: 'a', stem: 'a', reason: 'No distance.', failed: false }];

  it('are told of anew only where one or its reason is another', () => {
    const state = fold(STARTED, { kind: 'outputChosen', outputName: 'out' }, { kind: 'held', held });
    expect(foldWatch(state, { kind: 'held', held: held.map((one) => ({ ...one })) })).toBe(state);
    const other = held.map((one) => ({ ...one, reason: 'No space.' }));
    expect(foldWatch(state, { kind: 'held', held: other }).held).toEqual(other);
  });

  it('are forgotten with their folder', () => {
    const state = fold(STARTED, { kind: 'held', held }, { kind: 'outputChosen', outputName: undefined });
    expect(state).toMatchObject({ outputName: undefined, held: [] });
  });
});
