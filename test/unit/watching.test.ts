import { describe, expect, it } from 'vitest';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import {
  arrivingSeries,
  type FolderListing,
  type ListedFile,
  type Look,
  look,
  settle,
  type Verdict,
  type WatchMemory,
  waitingFiles,
  watchedSeries,
} from '../../src/domain/watching';
import { explainTrouble } from '../../src/wording/watchWords';
import { entryOf, layoutOf, only } from './fixtures';

const PATIENCE = { stableMs: 2000, quietMs: 10_000 };
const A = 'run/x_1.bin';
const B = 'run/x_2.bin';

function file(path: string, sizeBytes = 100, lastModifiedMs = 1): ListedFile {
  return { path, sizeBytes, lastModifiedMs };
}

/** A folder that is looked at; each look takes 10 ms. */
class Watched {
  memory: WatchMemory = new Map();
  last: Look | undefined;

  lookAt(beganMs: number, files: readonly ListedFile[], unreadFolders: readonly string[] = []): Look {
    const listing: FolderListing = { files, unreadFolders, beganMs, endedMs: beganMs + 10 };
    this.last = look(this.memory, listing, PATIENCE);
    this.memory = this.last.memory;
    return this.last;
  }

  settle(path: string, verdict: Verdict): void {
    this.memory = settle(this.memory, new Map([[path, verdict]]));
  }

  /** Keys of arriving series, as the names of folder and stem. */
  arriving(nowMs: number, taken: readonly string[] = []): string[] {
    const entries = taken.map((path) => entryOf(path.split('/').at(-1) ?? '', { folder: 'run' }));
    const keys = arrivingSeries(groupIntoSeries(entries), this.memory, nowMs, PATIENCE.quietMs);
    return [...keys].map((key) => (JSON.parse(key) as string[]).slice(0, 2).join('/'));
  }
}

describe('a file', () => {
  it('is a candidate once it was the same in two looks 2 s apart, from the end of one to the start of the other', () => {
    const watched = new Watched();
    expect(watched.lookAt(0, [file(A)]).candidates).toEqual([]);
    expect(watched.lookAt(2009, [file(A)]).candidates).toEqual([]);
    expect(watched.lookAt(2010, [file(A)]).candidates).toEqual([A]);
  });

  it.each([
    ['size', file(A, 101)],
    ['time', file(A, 100, 2)],
  ])('that changed in %s waits anew', (_, changed) => {
    const watched = new Watched();
    watched.lookAt(0, [file(A)]);
    expect(watched.lookAt(3000, [changed]).candidates).toEqual([]);
    expect(watched.lookAt(5000, [changed]).candidates).toEqual([]);
    expect(watched.lookAt(5010, [changed]).candidates).toEqual([A]);
  });

  it('is offered once, and again when it changes', () => {
    const watched = new Watched();
    watched.lookAt(0, [file(A)]);
    watched.lookAt(3000, [file(A)]);
    expect(waitingFiles(watched.memory)).toEqual([A]);
    watched.settle(A, 'take');
    expect(waitingFiles(watched.memory)).toEqual([]);
    expect(watched.lookAt(6000, [file(A)]).candidates).toEqual([]);
    expect(watched.lookAt(9000, [file(A, 200)]).candidates).toEqual([]);
    expect(watched.lookAt(12_000, [file(A, 200)]).candidates).toEqual([A]);
  });

  it('whose head is incomplete waits for the quiet time, and its head is read once', () => {
    const watched = new Watched();
    watched.lookAt(0, [file(A)]);
    expect(watched.lookAt(3000, [file(A)]).candidates).toEqual([A]);
    watched.settle(A, 'wait');
    expect(watched.lookAt(10_009, [file(A)])).toMatchObject({ candidates: [], overdue: [] });
    expect(waitingFiles(watched.memory)).toEqual([A]);
    expect(watched.lookAt(10_010, [file(A)])).toMatchObject({ candidates: [], overdue: [A] });
    watched.settle(A, 'take');
    expect(watched.lookAt(20_000, [file(A)])).toMatchObject({ candidates: [], overdue: [] });
  });

  it('that cannot be looked at counts as changing', () => {
    const watched = new Watched();
    const locked = file(A, Number.NaN, Number.NaN);
    for (const ms of [0, 5000, 50_000]) {
      expect(watched.lookAt(ms, [locked]).candidates).toEqual([]);
      expect(watched.arriving(ms)).toEqual(['run/x_']);
    }
  });

  it('of this program is neither waited for nor a sign of life', () => {
    const watched = new Watched();
    watched.lookAt(0, [file(A)]);
    watched.lookAt(3000, [file(A)]);
    watched.settle(A, 'own');
    expect(waitingFiles(watched.memory)).toEqual([]);
    expect(watched.arriving(3001)).toEqual([]);
    expect(watched.lookAt(6000, [file(A)]).candidates).toEqual([]);
  });
});

describe('a series', () => {
  function withTwo(): Watched {
    const watched = new Watched();
    watched.lookAt(0, [file(A)]);
    watched.lookAt(3000, [file(A), file(B)]);
    watched.settle(A, 'take');
    watched.lookAt(6000, [file(A), file(B)]);
    watched.settle(B, 'take');
    return watched;
  }

  it('is final when no file of it is new or changed for the quiet time', () => {
    const watched = withTwo();
    // B was new at 3010.
    expect(watched.arriving(13_009, [A, B])).toEqual(['run/x_']);
    expect(watched.arriving(13_010, [A, B])).toEqual([]);
  });

  it('is arriving before it is known, and for one of its files alone', () => {
    const watched = new Watched();
    watched.lookAt(0, [file(A), file('run/y_1.bin')]);
    expect(watched.arriving(10)).toEqual(['run/x_', 'run/y_']);
    watched.lookAt(3000, [file(A), file('run/y_1.bin')]);
    watched.settle('run/y_1.bin', 'take');
    expect(watched.arriving(20_000)).toEqual(['run/x_']);
  });

  it('of a stack is known by the stack', () => {
    const watched = new Watched();
    watched.lookAt(0, [file('run/x_1.mrc')]);
    watched.settle('run/x_1.mrc', 'take');
    const stack = groupIntoSeries([
      entryOf('x_1.mrc', { folder: 'run', layout: layoutOf({ frameCount: 3 }) }),
    ]);
    expect([...arrivingSeries(stack, watched.memory, 500, 10_000)]).toEqual([only(stack).key]);
    expect(watchedSeries(stack, watched.memory)).toEqual(stack);
    expect(watchedSeries(groupIntoSeries([entryOf('z_1.bin')]), watched.memory)).toEqual([]);
  });

  it('that lost a file is arriving for another quiet time: an empty folder may be a drive that is away', () => {
    const watched = withTwo();
    watched.lookAt(20_000, [file(A)]);
    expect(watched.arriving(30_009, [A, B])).toEqual(['run/x_']);
    watched.lookAt(30_010, [file(A)]);
    expect(watched.arriving(30_010, [A, B])).toEqual([]);
    // It comes back as it was: it may have failed meanwhile, so it is offered once more.
    watched.lookAt(31_000, [file(A), file(B)]);
    expect(watched.lookAt(34_000, [file(A), file(B)]).candidates).toEqual([B]);
  });

  it('in a folder that cannot be read does not become final, and its frames are offered once more', () => {
    const watched = withTwo();
    watched.lookAt(9000, [], ['run']);
    watched.lookAt(19_000, [], ['run']);
    expect(watched.arriving(28_000, [A, B])).toEqual(['run/x_']);
    expect(watched.lookAt(29_500, [file(A), file(B)]).candidates).toEqual([A, B]);
  });

  it('in another folder is not concerned', () => {
    const watched = withTwo();
    watched.lookAt(9000, [file(A), file(B)], ['running', 'run/x_1']);
    expect(watched.arriving(13_010, [A, B])).toEqual([]);
  });
});

describe('the sentence of each trouble', () => {
  it('names the folder and what follows', () => {
    const facts = { path: 'frames/crystal1', detail: 'no right' };
    for (const code of ['gone', 'denied', 'unreachable'] as const) {
      const sentence = explainTrouble({ code, ...facts });
      expect(sentence).toContain(facts.path);
      if (code !== 'gone') expect(sentence).toContain(`(${facts.detail})`);
    }
  });
});
