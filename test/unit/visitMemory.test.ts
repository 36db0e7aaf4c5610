import { describe, expect, it } from 'vitest';
import type { InspectedFile } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { type AppState, NEW_SERIES } from '../../src/state/store';
import { readVisit, recallVisit, visitText } from '../../src/state/visitMemory';
import { layoutOf } from './fixtures';

type State = Pick<AppState, 'files' | 'settings'>;

function stateOf(
  prefix: string,
  sizes: readonly number[],
  settings: AppState['settings'] = new Map(),
): State {
  const files = sizes.map((sizeBytes, i): [string, InspectedFile] => {
    const id = `${prefix}${i}`;
    const file = { id, folder: 'night', name: `run_${i + 1}.bin`, sizeBytes, lastModifiedMs: 5 };
    return [id, { file, inspection: { kind: 'ok', layout: layoutOf() } }];
  });
  return { files: new Map(files), settings };
}

const NONE: AppState['files'] = new Map();

function keyOf(state: State): string {
  return selectSeries(state)[0]?.key ?? '';
}

/** A visit in which the second frame was left out and an exposure typed. */
function visit(): string {
  const state = stateOf('a', [70, 71, 72]);
  const excluded = new Set(['a1/0']);
  const settings = new Map([[keyOf(state), { ...NEW_SERIES, excluded, typed: { exposureSec: '0.8' } }]]);
  return visitText({ ...state, settings }, new Map(), '1.0');
}

describe('choices through a reload', () => {
  it('find their series and frames under other ids', () => {
    const state = stateOf('z', [70, 71, 72]);
    const { settings, recalled } = recallVisit(state, readVisit(visit(), '1.0'), NONE, new Set());
    expect([...recalled]).toEqual([keyOf(state)]);
    const found = settings.get(keyOf(state));
    expect([...(found?.excluded ?? [])]).toEqual(['z1/0']);
    expect(found?.typed).toEqual({ exposureSec: '0.8' });
  });

  it('leave a frame in whose file is another one', () => {
    const { settings } = recallVisit(stateOf('z', [70, 99, 72]), readVisit(visit(), '1.0'), NONE, new Set());
    expect([...settings.values()].map(({ excluded }) => excluded.size)).toEqual([0]);
  });

  it('find frames that come later, and leave what was changed meanwhile', () => {
    const memory = readVisit(visit(), '1.0');
    const first = stateOf('z', [70]);
    const begun = recallVisit(first, memory, NONE, new Set());
    expect([...begun.settings.values()].map(({ excluded }) => excluded.size)).toEqual([0]);
    const more = stateOf('z', [70, 71, 72], begun.settings);
    const later = recallVisit(more, memory, first.files, begun.recalled);
    expect([...(later.settings.get(keyOf(more))?.excluded ?? [])]).toEqual(['z1/0']);
    // The user takes the frame in again; another file comes.
    const changed = new Map([[keyOf(more), { ...NEW_SERIES, typed: { exposureSec: '2' } }]]);
    const last = stateOf('z', [70, 71, 72, 73], changed);
    const kept = recallVisit(last, memory, more.files, later.recalled);
    expect(kept.settings.get(keyOf(last))).toEqual(changed.get(keyOf(last)));
  });

  it('do not replace newer ones', () => {
    const state = stateOf('z', [70]);
    const newer = new Map([[keyOf(state), NEW_SERIES]]);
    const { recalled } = recallVisit(
      { ...state, settings: newer },
      readVisit(visit(), '1.0'),
      NONE,
      new Set(),
    );
    expect([...recalled]).toEqual([]);
  });

  it('are kept for series that have not come yet', () => {
    const memory = readVisit(visit(), '1.0');
    const again = readVisit(visitText({ files: new Map(), settings: new Map() }, memory, '1.0'), '1.0');
    expect([...again]).toEqual([...memory]);
  });

  it.each([
    ['of another version', visit(), '1.1'],
    ['damaged', '{"version":', '1.0'],
    ['absent', null, '1.0'],
  ])('are none where the text is %s', (_, text, version) => {
    expect(readVisit(text, version).size).toBe(0);
  });
});
