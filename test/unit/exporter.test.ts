import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Exporter } from '../../src/commands/exporting/exporter';
import { exportToBy } from '../../src/commands/exporting/exportTo';
import { FileRegistry } from '../../src/commands/files/fileRegistry';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import type { ExportOutcome } from '../../src/domain/exportRun';
import { type InspectedFile, placeOf } from '../../src/domain/series';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { selectSeries } from '../../src/state/allSeries';
import { exportPhase } from '../../src/state/exportFacts';
import { createAppStore, NO_EXPORT } from '../../src/state/store';
import type { FolderJob, WorkerClient } from '../../src/worker/client';
import type { OnSeriesChange, ZipTarget } from '../../src/worker/protocol';
import { at, FULL_GEOMETRY, fileOf, tiaBytes, unwrap } from './fixtures';

/** The exporter with dialogs and a worker that do what a test wants. */

interface Call {
  readonly what: 'zip' | 'folder';
  readonly folders: readonly string[];
  readonly jobs: readonly FolderJob[];
  readonly target: string;
  readonly onChange: OnSeriesChange;
  readonly end: (outcome: ExportOutcome) => void;
}

class FakeClient {
  readonly calls: Call[] = [];

  private wait(call: Omit<Call, 'end'>): Promise<ExportOutcome> {
    return new Promise((end) => this.calls.push({ ...call, end }));
  }

  exportZip(
    jobs: readonly FolderJob[],
    _: unknown,
    target: ZipTarget,
    onChange: OnSeriesChange,
  ): Promise<ExportOutcome> {
    const folders = jobs.map(({ recipe }) => recipe.outputFolder);
    return this.wait({ what: 'zip', folders, jobs, target: target.kind, onChange });
  }

  exportFolder(
    jobs: readonly FolderJob[],
    _: unknown,
    folder: FileSystemDirectoryHandle,
    onChange: OnSeriesChange,
  ): Promise<ExportOutcome> {
    const folders = jobs.map(({ recipe }) => recipe.outputFolder);
    return this.wait({ what: 'folder', folders, jobs, target: folder.name, onChange });
  }

  async cancelExport(): Promise<void> {
    for (const { end } of this.calls) end({ series: [{ kind: 'cancelled' }], bytesWritten: 0 });
  }
}

const DONE: ExportOutcome = { series: [{ kind: 'done', bytesWritten: 7 }], bytesWritten: 7 };
const folderNamed = (name: string) =>
  ({ name, requestPermission: async () => 'granted' }) as unknown as FileSystemDirectoryHandle;
const scratch = createStatisticsScratch();

/** Two scanned series, a and b, ready to be written; a is selected. @param pixels of b */
async function setUp(pixels: readonly number[] = [-1, 2, 3, 4]) {
  const store = createAppStore();
  const registry = new FileRegistry();
  const client = new FakeClient();
  const files = new Map<string, InspectedFile>();
  for (const name of ['a_1.bin', 'b_1.bin']) {
    const file = fileOf(tiaBytes('int32', 2, 2, name === 'b_1.bin' ? pixels : [-1, 2, 3, 4]), name);
    const id = registry.add(file);
    const layout = unwrap(await inspectFile(file));
    const source = { id, folder: '', name, sizeBytes: file.size, lastModifiedMs: file.lastModified, copy: 0 };
    files.set(id, { file: source, inspection: { kind: 'ok', layout } });
  }
  store.setState({ files });
  const series = selectSeries(store.getState());
  const outcomes = new Map<string, Awaited<ReturnType<typeof scanFrame>>>();
  for (const frame of series.flatMap(({ frames }) => frames)) {
    const [file, place] = [registry.get(frame.file.id), placeOf(frame)];
    if (file === undefined || place === undefined) throw new Error('no file');
    outcomes.set(frame.id, await scanFrame(file, place, scratch));
  }
  const [a, b] = series.map(({ key }) => key) as [string, string];
  const settings = new Map([a, b].map((key) => [key, { ...NEW_SERIES, typed: FULL_GEOMETRY }]));
  store.setState({ outcomes, settings, selectedSeries: a });
  const exporter = new Exporter(store, client as unknown as WorkerClient, registry, () => undefined);
  const automatic = exportToBy(store, exporter);
  return { store, client, exporter, automatic, a, b, phase: () => exportPhase(store.getState().exporting) };
}

/** Lets everything go on that nothing holds up. */
async function stillness(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

type Picker = () => Promise<unknown>;
let pickers: { showDirectoryPicker?: Picker; showSaveFilePicker?: Picker };
const clicked: string[] = [];

beforeEach(() => {
  pickers = { showDirectoryPicker: async () => folderNamed('chosen') };
  clicked.length = 0;
  const localStorage = { getItem: () => null, setItem: () => undefined };
  vi.stubGlobal('window', Object.assign(pickers, { localStorage }));
  vi.stubGlobal('document', {
    createElement: () => {
      const link = { href: '', download: '', click: () => clicked.push(link.download) };
      return link;
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A dialog that is open until something is chosen. */
function heldDialog() {
  let resolve: ((chosen: unknown) => void) | undefined;
  const chosen = new Promise((choose) => {
    resolve = choose;
  });
  return { dialog: () => chosen, choose: (handle: unknown) => resolve?.(handle) };
}

function refusing(name: string): Picker {
  return async () => {
    throw new DOMException(name, name);
  };
}

describe('a save whose place was chosen while an automatic export began', () => {
  it.each(['folder', 'zip'] as const)(
    'into a %s waits for its turn, says so, and is written',
    async (place) => {
      const { store, client, exporter, automatic, b } = await setUp();
      const { dialog, choose } = heldDialog();
      if (place === 'folder') pickers.showDirectoryPicker = dialog;
      else pickers.showSaveFilePicker = dialog;
      const saved = place === 'folder' ? exporter.saveFolder() : exporter.downloadZip();
      await stillness();
      const auto = automatic(folderNamed('automatic'), [b]);
      await stillness();
      expect(client.calls.map(({ target }) => target)).toEqual(['automatic']);
      choose(place === 'folder' ? folderNamed('chosen') : { name: 'mine.zip' });
      await stillness();
      expect(client.calls).toHaveLength(1);
      expect(store.getState().notice).toEqual({
        code: 'exportWaits',
        place: place === 'folder' ? 'chosen' : 'mine.zip',
      });
      at(client.calls, 0).end(DONE);
      expect(await auto).toBe('written');
      await stillness();
      expect(client.calls.slice(1)).toMatchObject([
        { what: place, folders: ['a'], target: place === 'folder' ? 'chosen' : 'handle' },
      ]);
      expect(store.getState().notice).toBeUndefined();
      at(client.calls, 1).end(DONE);
      await saved;
      expect(store.getState().exporting).toMatchObject({ phase: 'ended', items: [{ outputFolder: 'a' }] });
    },
  );

  it('is not taken away by the end of the automatic one', async () => {
    const { store, client, exporter, automatic, b } = await setUp();
    const { dialog, choose } = heldDialog();
    pickers.showDirectoryPicker = dialog;
    const saved = exporter.saveFolder();
    await stillness();
    const auto = automatic(folderNamed('automatic'), [b]);
    auto.catch(() => undefined);
    await stillness();
    choose(folderNamed('chosen'));
    await stillness();
    at(client.calls, 0).end({
      series: [{ kind: 'occupied', present: 1, planned: 2, earlierImages: 0, others: 0 }],
      bytesWritten: 0,
    });
    await expect(auto).rejects.toThrow(/holds files already/);
    await stillness();
    expect(store.getState().exporting).toMatchObject({ phase: 'running', placeName: 'chosen' });
    at(client.calls, 1).end(DONE);
    await saved;
  });
});

describe('an automatic export', () => {
  it('does not take away a question that came while it waited', async () => {
    const { client, exporter, automatic, b, phase } = await setUp();
    const saved = exporter.saveFolder();
    await stillness();
    const auto = automatic(folderNamed('automatic'), [b]);
    at(client.calls, 0).end({
      series: [{ kind: 'occupied', present: 1, planned: 2, earlierImages: 3, others: 0 }],
      bytesWritten: 0,
    });
    await saved;
    expect(await auto).toBe('later');
    expect(phase()).toBe('asking');
    const going = exporter.resume('replaceAndRemove');
    await stillness();
    expect(at(client.calls, 1).jobs).toMatchObject([{ mode: 'replace', removeImages: 3 }]);
    at(client.calls, 1).end(DONE);
    await going;
    expect(client.calls).toHaveLength(2);
  });
});

describe('a series stored minus 32768', () => {
  const STORED = [-32_000, -32_100, -32_200, -32_300];

  it('is skipped by a batch and by an automatic export, until the user accepts the loss', async () => {
    const { store, client, exporter, automatic, b } = await setUp(STORED);
    const batch = exporter.exportAll();
    await stillness();
    expect(client.calls.map(({ folders }) => folders)).toEqual([['a']]);
    at(client.calls, 0).end(DONE);
    await batch;
    expect(store.getState().exporting.items).toMatchObject([
      { outputFolder: 'a', state: { kind: 'done' } },
      { outputFolder: 'b', state: { kind: 'skipped' } },
    ]);
    await expect(automatic(folderNamed('automatic'), [b])).rejects.toThrow(/4 of 4/);
    expect(client.calls).toHaveLength(1);

    const settings = new Map(store.getState().settings);
    const accepted = {
      ...NEW_SERIES,
      typed: FULL_GEOMETRY,
      acceptedLoss: { end: 'zero', offset: 2000 },
    } as const;
    store.setState({ settings: settings.set(b, accepted) });
    const auto = automatic(folderNamed('automatic'), [b]);
    await stillness();
    expect(client.calls.slice(1)).toMatchObject([{ folders: ['b'] }]);
    at(client.calls, 1).end(DONE);
    expect(await auto).toBe('written');
  });
});

describe('a dialog', () => {
  it.each(['folder', 'zip'] as const)(
    'for a %s that is dismissed at once saves nothing, and says so',
    async (place) => {
      const { store, client, exporter } = await setUp();
      pickers.showDirectoryPicker = refusing('AbortError');
      pickers.showSaveFilePicker = refusing('AbortError');
      await (place === 'folder' ? exporter.saveFolder() : exporter.downloadZip());
      expect(client.calls).toEqual([]);
      expect(clicked).toEqual([]);
      expect(store.getState()).toMatchObject({ notice: { code: 'noPlaceChosen' }, exporting: NO_EXPORT });
    },
  );

  it.each(['NotAllowedError', 'SecurityError'])(
    'that a page may not show (%s) is done without',
    async (name) => {
      const { store, client, exporter } = await setUp();
      pickers.showDirectoryPicker = refusing(name);
      await exporter.saveFolder();
      expect(store.getState().notice).toMatchObject({ code: 'noFolderDialog', task: 'saveFolder' });
      pickers.showSaveFilePicker = refusing(name);
      const saved = exporter.downloadZip();
      await stillness();
      expect(client.calls).toMatchObject([{ what: 'zip', target: 'memory' }]);
      at(client.calls, 0).end({ ...DONE, zip: new Blob(['zip']) } as ExportOutcome);
      await saved;
      expect(clicked).toEqual(['a.zip']);
    },
  );

  it('is not asked for twice by two clicks', async () => {
    const { client, exporter } = await setUp();
    let asked = 0;
    pickers.showDirectoryPicker = async () => {
      asked++;
      return folderNamed('chosen');
    };
    const both = [exporter.saveFolder(), exporter.saveFolder()];
    await stillness();
    expect([asked, client.calls.length]).toEqual([1, 1]);
    at(client.calls, 0).end(DONE);
    await Promise.all(both);
  });
});

describe('going on in a folder', () => {
  it('asks for the permission again, in the click, and keeps what was found right', async () => {
    const { client, exporter } = await setUp();
    const asked: string[] = [];
    const requestPermission = async ({ mode }: { mode: string }) => asked.push(mode);
    pickers.showDirectoryPicker = async () => ({ name: 'chosen', requestPermission });
    const saved = exporter.saveFolder();
    await stillness();
    const tally = { filesVerified: 1, filesTotal: 9, filesKept: 0, framesKept: 0 };
    const failure = { code: 'output', path: 'a/x', fault: 'denied', detail: '' } as const;
    at(client.calls, 0).end({ series: [{ kind: 'failed', failure, tally }], bytesWritten: 0 });
    await saved;
    expect(asked).toEqual([]);
    const resumed = exporter.resume('resume');
    await stillness();
    expect(asked).toEqual(['readwrite']);
    expect(at(client.calls, 1).jobs).toMatchObject([{ mode: 'resume' }]);
    at(client.calls, 1).end(DONE);
    await resumed;
  });

  it('asks first where nothing was looked at, as another tab was writing there', async () => {
    const { client, exporter } = await setUp();
    const saved = exporter.saveFolder();
    await stillness();
    const failure = { code: 'folderBusy', folder: 'chosen/a' } as const;
    at(client.calls, 0).end({ series: [{ kind: 'failed', failure }], bytesWritten: 0 });
    await saved;
    const resumed = exporter.resume('resume');
    await stillness();
    expect(at(client.calls, 1).jobs).toMatchObject([{ mode: 'ask' }]);
    at(client.calls, 1).end(DONE);
    await resumed;
  });
});

describe('a fault of the program', () => {
  it('ends the export with a code of its own, and the next one works', async () => {
    const { store, client, exporter } = await setUp();
    const write = vi.spyOn(client, 'exportFolder').mockImplementationOnce(() => {
      throw new TypeError('no such thing');
    });
    await exporter.saveFolder();
    expect(store.getState().exporting).toMatchObject({
      phase: 'ended',
      failure: { code: 'unexpected', detail: 'TypeError: no such thing' },
      items: [{ state: { kind: 'cancelled' } }],
    });
    write.mockRestore();
    const saved = exporter.saveFolder();
    await stillness();
    at(client.calls, 0).end(DONE);
    await saved;
    expect(store.getState().exporting.failure).toBeUndefined();
  });

  it('in starting the download is told of', async () => {
    const { store, client, exporter } = await setUp();
    vi.stubGlobal('document', {
      createElement: () => {
        throw new Error('no document');
      },
    });
    const saved = exporter.downloadZip();
    await stillness();
    at(client.calls, 0).end({ ...DONE, zip: new Blob(['zip']) } as ExportOutcome);
    await saved;
    expect(store.getState().notice).toEqual({ code: 'downloadFailed', name: 'a.zip', detail: 'no document' });
    expect(store.getState().exporting.phase).toBe('ended');
  });
});

describe('the progress', () => {
  it('of a series that failed is kept', async () => {
    const { store, client, exporter } = await setUp();
    store.setState({ batchPlace: 'folder' });
    const saved = exporter.exportAll();
    await stillness();
    const { onChange, end } = at(client.calls, 0);
    const progress = { framesDone: 1, framesTotal: 1, bytesWritten: 5 };
    onChange(0, { kind: 'running', progress });
    const failure = { code: 'folderBusy', folder: 'a' } as const;
    end({
      series: [
        { kind: 'failed', failure },
        { kind: 'done', bytesWritten: 7 },
      ],
      bytesWritten: 7,
    });
    await saved;
    expect(store.getState().exporting.items).toMatchObject([{ progress, state: { kind: 'failed' } }, {}]);
  });
});
