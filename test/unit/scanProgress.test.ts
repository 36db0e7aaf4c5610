import { describe, expect, it } from 'vitest';
import { foldScan } from '../../src/commands/files/foldScan';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import type { ScanOutcome } from '../../src/domain/frame';
import type { InspectedFile } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { selectScanProgress } from '../../src/state/scanProgress';
import { createAppStore } from '../../src/state/store';
import { at, entryOf, only } from './fixtures';

/** How far a scan is, told from files, results and what is announced: no worker, no clock. */

const FAILED: ScanOutcome = { kind: 'failed', problem: { code: 'nonFinite', count: 1 } };

function storeWith(...entries: readonly InspectedFile[]) {
  const store = createAppStore();
  store.setState({ files: new Map(entries.map((entry) => [entry.file.id, entry])) });
  const fold = (...events: Parameters<typeof foldScan> extends [unknown, ...infer E] ? E : never) =>
    store.setState(({ scan }) => ({ scan: foldScan(scan, ...events) }));
  return { store, fold, progress: () => selectScanProgress(store.getState()) };
}

describe('the progress of a scan', () => {
  it('is idle without frames, and while a stopped scan has left some', () => {
    const { store, progress } = storeWith();
    expect(progress()).toMatchObject({ phase: 'idle', framesDone: 0, framesTotal: 0, bytesTotal: 0 });
    const entry = entryOf('a_1.bin');
    store.setState({ files: new Map([[entry.file.id, entry]]) });
    expect(progress()).toMatchObject({ phase: 'idle', framesDone: 0, framesTotal: 1, bytesDone: 0 });
  });

  it('is failed only where not one frame can be used', () => {
    const { store, progress } = storeWith(entryOf('a_1.bin'), entryOf('a_2.bin'));
    const [first = '', second = ''] = only(selectSeries(store.getState())).frames.map(({ id }) => id);
    store.setState({ outcomes: new Map([[first, FAILED]]) });
    expect(progress()).toMatchObject({ phase: 'idle', framesDone: 1, framesTotal: 2 });
    store.setState({
      outcomes: new Map([
        [first, FAILED],
        [second, FAILED],
      ]),
    });
    const { phase, framesDone, bytesDone, bytesTotal } = progress();
    expect([phase, framesDone]).toEqual(['failed', 2]);
    expect(bytesDone).toBe(bytesTotal);
  });

  it('leaves out a frame that is excluded and was not read', () => {
    const { store, progress } = storeWith(entryOf('a_1.bin'), entryOf('a_2.bin'));
    const { key, frames } = only(selectSeries(store.getState()));
    store.setState({
      settings: new Map([[key, { ...NEW_SERIES, excluded: new Set([at(frames, 0).key]) }]]),
    });
    expect(progress().framesTotal).toBe(1);
  });

  it('counts an announced file once: until it is looked at, or as the frame that it is', () => {
    const here = entryOf('a_1.bin');
    const { store, fold, progress } = storeWith(here);
    const paths = ['a_1.bin', 'a_2.bin', 'note.txt'].map((name) =>
      here.file.folder === '' ? name : `${here.file.folder}/${name}`,
    );
    fold({ kind: 'announced', addition: 1, paths });
    expect(progress()).toMatchObject({ phase: 'running', framesTotal: 3 });
    // Given once more while the first addition is under way.
    fold({ kind: 'announced', addition: 2, paths: paths.slice(1, 2) });
    expect(progress().framesTotal).toBe(3);
    const second = entryOf('a_2.bin');
    store.setState(({ files, scan }) => ({
      files: new Map(files).set(second.file.id, second),
      scan: foldScan(scan, { kind: 'lookedAt', addition: 1, paths }),
    }));
    expect(progress()).toMatchObject({ phase: 'running', framesTotal: 2 });
    fold({ kind: 'over', addition: 1 });
    expect(progress()).toMatchObject({ phase: 'running', framesTotal: 2 });
    fold({ kind: 'over', addition: 2 }, { kind: 'reading', reading: true });
    expect(progress()).toMatchObject({ phase: 'running', framesTotal: 2 });
    fold({ kind: 'reading', reading: false });
    expect(progress()).toMatchObject({ phase: 'idle', framesTotal: 2 });
  });

  it('is the same object while it says the same, so that nothing is drawn for it', () => {
    const { store, fold, progress } = storeWith(entryOf('a_1.bin'));
    const before = progress();
    store.setState({ outcomes: new Map(), settings: new Map([['other', NEW_SERIES]]) });
    fold({ kind: 'reading', reading: false });
    expect(progress()).toBe(before);
  });
});
