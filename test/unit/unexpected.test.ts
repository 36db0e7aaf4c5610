import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeLaunchedFiles } from '../../src/commands/browser/launchedFiles';
import { createCommands } from '../../src/commands/commands';
import { noteUnexpected, unexpectedDetails, watchUnexpected } from '../../src/commands/tellUnexpected';
import { createAppStore } from '../../src/state/store';
import type { WorkerClient } from '../../src/worker/client';
import { WatchedWorker } from '../../src/worker/watchedWorker';

/** What nobody foresaw, and where it is to be seen. */

class FakeWindow extends EventTarget {
  readonly isSecureContext = true;
}

let window: FakeWindow;

beforeEach(() => {
  window = new FakeWindow();
  vi.stubGlobal('window', window);
  vi.stubGlobal('location', { protocol: 'https:' });
  vi.stubGlobal('navigator', { userAgent: 'Some Browser/1' });
});
afterEach(() => vi.unstubAllGlobals());

function watched() {
  const store = createAppStore();
  watchUnexpected(store);
  return { store, unexpected: () => store.getState().unexpected };
}

function happen(type: string, facts: object): void {
  window.dispatchEvent(Object.assign(new Event(type), facts));
}

describe('a fault that reaches the page', () => {
  it('is noted, thrown or rejected', () => {
    const error = new TypeError('x is undefined');
    for (const [type, facts] of [
      ['error', { message: 'Uncaught TypeError', error }],
      ['unhandledrejection', { reason: error }],
    ] as const) {
      const { unexpected } = watched();
      happen(type, facts);
      expect(unexpected()).toMatchObject({ part: undefined, message: 'TypeError: x is undefined', times: 1 });
    }
  });

  it('is counted where others follow, which it may have caused', () => {
    const { store, unexpected } = watched();
    happen('error', { message: 'the first', error: undefined });
    happen('unhandledrejection', { reason: 'the second' });
    noteUnexpected(store, new Error('the third'), 'the viewer');
    expect(unexpected()).toMatchObject({ message: 'the first', part: 'the viewer', times: 3 });
  });

  it('is none where the browser only gives a chart its next turn', () => {
    const { unexpected } = watched();
    happen('error', { message: 'ResizeObserver loop completed with undelivered notifications.' });
    expect(unexpected()).toBeUndefined();
  });

  it('comes with what a report needs, and no names of files', () => {
    const { store } = watched();
    const file = {
      id: 'f1',
      folder: 'secret',
      name: 'secret_1.bin',
      sizeBytes: 1,
      lastModifiedMs: 1,
      copy: 0,
    };
    store.setState({ files: new Map([['f1', { file, inspection: { kind: 'pending' } }]]) });
    happen('error', { message: '', error: new RangeError('too long') });
    const details = unexpectedDetails(store);
    for (const part of [
      'Pedestal',
      'Some Browser/1',
      'https:',
      'files 1',
      'RangeError: too long',
      'unexpected.test.ts',
    ]) {
      expect(details).toContain(part);
    }
    expect(details).not.toContain('secret');
  });
});

describe('launched files', () => {
  it('are taken as far as they can be read, and the others named', async () => {
    type Consumer = (launch: { files: object[] }) => Promise<void>;
    let launch: Consumer | undefined;
    Object.assign(window, { launchQueue: { setConsumer: (consumer: Consumer) => (launch = consumer) } });
    const taken: unknown[] = [];
    takeLaunchedFiles(async (files, unread) => {
      taken.push([files.map(({ file }) => file.name), unread]);
    });
    const good = { kind: 'file', name: 'a.bin', getFile: async () => new File([], 'a.bin') };
    const bad = { kind: 'file', name: 'b.bin', getFile: () => Promise.reject(new Error('moved')) };
    await launch?.({ files: [bad, good] });
    await launch?.({ files: [] });
    expect(taken).toEqual([[['a.bin'], [{ path: 'b.bin', detail: 'moved' }]]]);
  });
});

describe('the example', () => {
  it('that cannot be made is said to be so, and can be tried again', async () => {
    const store = createAppStore();
    const exampleFrame = vi.fn(() => Promise.reject(new Error('no worker')));
    const commands = createCommands(store, { parallel: 2, exampleFrame } as unknown as WorkerClient);
    await commands.files.tryExample();
    const { notice, simulating } = store.getState();
    expect(notice).toEqual({ code: 'exampleFailed', detail: 'no worker' });
    expect(simulating).toBe(false);
  });
});

describe('a promise that a worker leaves rejected', () => {
  it('reaches the page, and the worker works on', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: Error) => reported.push(error.message));
    const worker = Object.assign(new EventTarget(), { postMessage: vi.fn(), terminate: vi.fn() });
    const watched = new WatchedWorker(async () => worker as unknown as Worker);
    const answer = watched.once(async () => {
      worker.dispatchEvent(Object.assign(new Event('message'), { data: { strayRejection: 'Error: left' } }));
      worker.dispatchEvent(Object.assign(new Event('message'), { data: null }));
      return 7;
    });
    expect(await answer).toBe(7);
    expect(reported).toEqual([expect.stringContaining('Error: left')]);
    expect(worker.terminate).not.toHaveBeenCalled();
  });
});
