import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepPreferences } from '../../src/commands/preferenceKeeper';
import { storageRefusal } from '../../src/commands/storageRefusal';
import { frameKey } from '../../src/domain/series';
import { OUTPUTS } from '../../src/outputs/outputs';
import { DEFAULT_PREFERENCES, preferencesText, readPreferences } from '../../src/state/preferences';
import { createAppStore } from '../../src/state/store';

/** Only the first output is on. */
const FORMATS = Object.fromEntries(OUTPUTS.map(({ id }, i) => [id, i === 0]));

const CHANGED = {
  formats: FORMATS,
  batchPlace: 'zip',
  display: { colourMap: 'magma', scale: 'log', preset: 'saturation', flipped: true },
  geometryMarks: { cross: false, rings: true, ice: true, axis: true, spacings: '3.2, 1.6' },
  theme: 'dark',
  tableShown: false,
  sideWidthPx: 500,
  watchQuietSec: 7.5,
} as const;

function stored(state: unknown): string {
  return JSON.stringify({ version: 1, state });
}

/** The values by their names at every depth. */
function leaves(value: object, path = ''): Map<string, unknown> {
  const entries = Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'object' && one !== null
      ? [...leaves(one, `${path}${key}.`)]
      : [[path + key, one] as const],
  );
  return new Map(entries);
}

describe('preferences as they are read', () => {
  it('are those that were written', () => {
    expect(readPreferences(preferencesText(CHANGED))).toEqual(CHANGED);
    expect(readPreferences(preferencesText(DEFAULT_PREFERENCES))).toEqual(DEFAULT_PREFERENCES);
  });

  it.each([
    null,
    '',
    '{"version":',
    '7',
    'null',
    '[]',
    '{}',
    '{"version":2,"state":{"theme":"dark"}}',
    stored(null),
    stored([1, 2]),
    stored('dark'),
    stored({ theme: 1, formats: [], display: null, geometryMarks: 'all', sideWidthPx: 'wide' }),
  ])('are the usual ones where the browser has %j', (text) => {
    expect(readPreferences(text)).toEqual(DEFAULT_PREFERENCES);
  });

  it('take each sound value, and the usual one for each that is missing or foreign, at any depth', () => {
    const usual = leaves(DEFAULT_PREFERENCES);
    const paths = [...leaves(CHANGED).keys()];
    expect(paths).toEqual([...usual.keys()]);
    for (const foreign of [undefined, null, -1, 'sepia', {}, [true]]) {
      for (const path of paths) {
        // Any text may stand for spacings.
        if (path === 'geometryMarks.spacings' && foreign === 'sepia') continue;
        const state = structuredClone(CHANGED) as Record<string, unknown>;
        const way = path.split('.');
        const last = way.pop() ?? '';
        const owner = way.reduce((object, key) => object[key] as Record<string, unknown>, state);
        owner[last] = foreign;
        const expected = leaves(CHANGED).set(path, usual.get(path));
        expect(leaves(readPreferences(stored(state))), `${path}: ${foreign}`).toEqual(expected);
      }
    }
  });

  it.each([
    { sideWidthPx: 319 },
    { sideWidthPx: 901 },
    { watchQuietSec: 4.9 },
    { geometryMarks: { spacings: '1 '.repeat(1000) } },
  ])('have limits: %j', (state) => {
    expect(readPreferences(stored(state))).toEqual(DEFAULT_PREFERENCES);
  });

  it('have every key whatever is there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (state) => {
        const read = leaves(readPreferences(stored(state)));
        expect([...read.keys()]).toEqual([...leaves(DEFAULT_PREFERENCES).keys()]);
      }),
    );
  });
});

describe('preferences as they are kept', () => {
  /** A browser's storage and its closing page. */
  class FakeWindow extends EventTarget {
    readonly writes: string[] = [];
    refusal: DOMException | undefined;
    readonly localStorage = {
      getItem: () => this.writes.at(-1) ?? null,
      setItem: (_: string, text: string) => {
        if (this.refusal !== undefined) throw this.refusal;
        this.writes.push(text);
      },
    };
  }

  let window: FakeWindow;

  beforeEach(() => {
    window = new FakeWindow();
    vi.stubGlobal('window', window);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function keptStore() {
    const store = createAppStore();
    keepPreferences(store, storageRefusal(store));
    return store;
  }

  it('are written once after a drag or keystrokes, and found by the next visit', () => {
    const store = keptStore();
    for (let px = 400; px < 500; px++) {
      store.setState({ sideWidthPx: px });
      vi.advanceTimersByTime(100);
    }
    expect(window.writes).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(window.writes).toHaveLength(1);
    expect(createAppStore().getState().sideWidthPx).toBe(499);
  });

  it('are not written by a scan, a selection or what is typed for a series', () => {
    const store = keptStore();
    const { scan } = store.getState();
    for (let framesDone = 1; framesDone < 100; framesDone++) {
      store.setState({
        scan: { ...scan, phase: 'running', bytesPerSecond: framesDone },
        selectedFrame: frameKey({ folder: '', name: `${framesDone}`, copy: 0 }, 0),
      });
      store.setState({ settings: new Map(), notice: { code: 'filesKnown', files: framesDone } });
      vi.advanceTimersByTime(1000);
    }
    expect(window.writes).toEqual([]);
  });

  it('have nothing of files and no Leginon headers', () => {
    const store = keptStore();
    store.setState({
      formats: FORMATS,
      leginonHeaders: true,
      selectedFrame: frameKey({ folder: '', name: 'secret', copy: 0 }, 0),
    });
    vi.runAllTimers();
    expect(JSON.parse(window.writes[0] ?? '')).toEqual({
      version: 1,
      state: { ...DEFAULT_PREFERENCES, formats: FORMATS },
    });
  });

  it('are written when the page is left', () => {
    const store = keptStore();
    store.setState({ theme: 'dark' });
    window.dispatchEvent(new Event('pagehide'));
    expect(window.writes).toHaveLength(1);
  });

  it('harm nothing where the storage is full, and that is said once', () => {
    const store = keptStore();
    window.refusal = new DOMException('exceeded the quota', 'QuotaExceededError');
    const said: unknown[] = [];
    store.subscribe(({ notice }, before) => {
      if (notice !== before.notice && notice !== undefined) said.push(notice);
    });
    for (const theme of ['dark', 'light', 'system'] as const) {
      store.setState({ theme });
      vi.runAllTimers();
      expect(store.getState().theme).toBe(theme);
      store.setState({ notice: undefined });
    }
    expect(said).toEqual([{ code: 'settingsNotKept', detail: 'exceeded the quota' }]);
  });

  it('do without a storage that is forbidden', () => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('The operation is insecure', 'SecurityError');
      },
    });
    const store = keptStore();
    expect(store.getState()).toMatchObject(DEFAULT_PREFERENCES);
    store.setState({ theme: 'dark' });
    vi.runAllTimers();
    expect(store.getState().theme).toBe('dark');
  });
});
