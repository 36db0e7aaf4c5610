import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardLongWork } from '../../src/commands/browser/longWork';
import type { WatchTiming } from '../../src/commands/watching/watchTiming';
import { selectSeries } from '../../src/state/allSeries';
import { WatchButton } from '../../src/ui/watch/WatchButton';
import { WatchStatus } from '../../src/ui/watch/WatchStatus';
import {
  createApp,
  GEOMETRY,
  renderInApp,
  stateWhen,
  tiaBytes,
  typeGeometry,
  whenScanned,
} from '../support/componentApp';
import { filesBelow, folderAt, ownFolder, putFile, removeAt } from '../support/privateFolder';

/** "Watch a folder", with real workers on a folder of the private file system, in hundredths of the usual times. */

const QUICK: WatchTiming = { betweenLooksMs: 20, wholeLookMs: 60, afterChangeMs: 5, stableMs: 20 };
/** Shorter than a user can choose. */
const QUIET_SEC = 0.1;
const LONG_QUIET_SEC = 120;
const EVENTUALLY = { timeout: 30_000, interval: 10 };

type App = ReturnType<typeof createApp>;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Frame n of a series; its minimum is -10 n. */
function frame(n: number, columns = 7): Uint8Array<ArrayBuffer> {
  const values = Array.from({ length: 4 * columns }, (_, i) => (i === n ? -10 * n : i + n));
  return tiaBytes(columns, 4, values);
}

/** An app whose folder dialogs give `in` for the watch and `out`, or another path, for the export. */
async function watchedApp(quietSec: number) {
  const top = await ownFolder();
  const input = await folderAt(top, 'in');
  const app = createApp(undefined, QUICK);
  app.store.setState({ watchQuietSec: quietSec });
  const dialog = { outputPath: 'out' };
  vi.stubGlobal('showDirectoryPicker', (options?: DirectoryPickerOptions) =>
    options?.id === 'pedestal-watch' ? input : folderAt(top, dialog.outputPath),
  );
  const put = (n: number, name = `run_00${n}.bin`) => putFile(input, name, frame(n));
  return { app, top, input, dialog, put, looks: countLooks(input) };
}

/** Counts the listings of a folder. */
function countLooks(folder: FileSystemDirectoryHandle): { readonly count: () => number } {
  let count = 0;
  const { values } = folder;
  folder.values = () => {
    count++;
    return values.call(folder);
  };
  return { count: () => count };
}

/** Has the folder looked at a few times more. */
async function someLooks(looks: { readonly count: () => number }): Promise<void> {
  const until = looks.count() + 4;
  await vi.waitFor(() => expect(looks.count()).toBeGreaterThan(until), EVENTUALLY);
}

/** Folder and number of frames of each series. */
function seriesOf({ store }: App) {
  return selectSeries(store.getState()).map(({ stem, folder, frames }) => [stem, folder, frames.length]);
}

function isFinal(app: App) {
  return stateWhen(app, ({ watch, files }) => files.size > 0 && watch.arriving.size === 0);
}

/** Series that are held back, with whether they were tried. */
function heldAs(app: App, held: readonly (readonly [stem: string, failed: boolean])[]) {
  const wanted = JSON.stringify(held);
  return stateWhen(
    app,
    ({ watch }) => JSON.stringify(watch.held.map(({ stem, failed }) => [stem, failed])) === wanted,
  );
}

function exported(app: App, count: number) {
  return stateWhen(app, ({ watch }) => watch.exported.size === count);
}

describe('a watched folder', () => {
  it('gives the frames it has and those that come, in sub-folders too, each once it is whole', async () => {
    const { app, input, put, looks } = await watchedApp(LONG_QUIET_SEC);
    await put(1);
    await app.commands.watching.watchFolder();
    await whenScanned(app, 1);
    await putFile(input, 'run_002.bin', frame(2).slice(0, 60));
    await putFile(input, 'note.txt', 'no frame');
    await stateWhen(app, ({ watch }) => watch.waiting.length === 1);
    await someLooks(looks);
    expect(app.store.getState().watch.waiting).toEqual(['in/run_002.bin']);
    expect(seriesOf(app)).toEqual([['run', 'in', 1]]);
    await put(2);
    await whenScanned(app, 2);
    await put(5, 'crystal2/run_005.bin');
    await whenScanned(app, 3);
    expect(seriesOf(app)).toEqual([
      ['run', 'in', 2],
      ['run', 'in/crystal2', 1],
    ]);
    const { ignored, notice } = app.store.getState();
    expect([ignored, notice]).toEqual([[], undefined]);
  });

  it('gives a file that stays half with its error, and takes it when it is whole', async () => {
    // Where the browser does not tell of changes.
    vi.stubGlobal('FileSystemObserver', undefined);
    const { app, input, put } = await watchedApp(QUIET_SEC);
    await putFile(input, 'run_001.bin', frame(1).slice(0, 60));
    await app.commands.watching.watchFolder();
    const { files } = await stateWhen(app, (state) => state.files.size === 1);
    // 10 bytes of header, 28 pixels of 4 bytes.
    expect([...files.values()].map(({ inspection }) => inspection)).toMatchObject([
      { kind: 'failed', problem: { code: 'truncated', expectedBytes: 122, actualBytes: 60 } },
    ]);
    await put(1);
    await whenScanned(app, 1);
    await isFinal(app);
    expect(seriesOf(app)).toEqual([['run', 'in', 1]]);
  });

  it('is left alone once the watch is stopped, and nothing is arriving any more', async () => {
    const { app, top, put, looks } = await watchedApp(LONG_QUIET_SEC);
    const release = vi.fn();
    const request = vi.fn(async () => ({ release }));
    vi.spyOn(navigator.wakeLock, 'request').mockImplementation(request as never);
    guardLongWork(app.store);
    await put(1);
    await app.commands.watching.watchFolder();
    await whenScanned(app, 1);
    expect(app.store.getState().watch.arriving.size).toBe(1);
    expect(request.mock.calls).toEqual([['screen']]);
    app.commands.watching.stopWatching();
    expect(app.store.getState().watch).toMatchObject({ phase: 'idle', arriving: new Set() });
    await vi.waitFor(() => expect(release).toHaveBeenCalledOnce(), EVENTUALLY);
    const before = looks.count();
    await put(2);
    // Another page's watch is the clock.
    const other = createApp(undefined, QUICK);
    vi.stubGlobal('showDirectoryPicker', () => folderAt(top, 'in'));
    await other.commands.watching.watchFolder();
    await whenScanned(other, 2);
    other.commands.watching.stopWatching();
    expect(looks.count()).toBe(before);
    expect(seriesOf(app)).toEqual([['run', 'in', 1]]);
  });

  it('may go away and come back', async () => {
    const { app, top, input, put } = await watchedApp(LONG_QUIET_SEC);
    const phaseIs = (phase: string) => stateWhen(app, ({ watch }) => watch.phase === phase);
    await put(1);
    await app.commands.watching.watchFolder();
    await put(1, 'unwanted/run_001.bin');
    await whenScanned(app, 2);
    const unwanted = selectSeries(app.store.getState()).find(({ folder }) => folder === 'in/unwanted');
    app.commands.files.removeSeries(unwanted?.key ?? '');
    // The drive is away for a moment: what the user removed stays removed.
    const { values } = input;
    input.values = () => {
      throw new DOMException('the network path was not found', 'NotFoundError');
    };
    const away = await phaseIs('trouble');
    expect(away.watch.trouble).toMatchObject({ code: 'gone', path: 'in' });
    const [run] = selectSeries(away);
    expect(away.watch.arriving).toContain(run?.key);
    input.values = values;
    await phaseIs('watching');
    await stateWhen(app, ({ watch }) => watch.waiting.length === 0);
    await whenScanned(app, 1);
    expect(seriesOf(app)).toEqual([['run', 'in', 1]]);
    await removeAt(top, 'in');
    expect((await phaseIs('trouble')).watch.trouble).toMatchObject({ code: 'gone', path: 'in' });
    await folderAt(top, 'in');
    await put(1);
    await put(2);
    await phaseIs('watching');
    await whenScanned(app, 2);
    expect(seriesOf(app)).toEqual([['run', 'in', 2]]);
  });

  it('is not offered where the browser cannot do it, with a word why', async () => {
    vi.stubGlobal('showDirectoryPicker', undefined);
    const { screen } = await renderInApp(<WatchButton />);
    expect(screen.container.querySelectorAll('button')).toHaveLength(0);
    expect(screen.container.querySelector('[title]')?.getAttribute('title')).not.toBe('');
  });
});

describe('automatic export', () => {
  it('writes series that come later with the geometry of the one that was filled in', async () => {
    const { app, top, input, put } = await watchedApp(QUIET_SEC);
    const { commands } = app;
    await put(1);
    await commands.watching.watchFolder();
    await commands.watching.startAutoExport();
    await whenScanned(app, 1);
    commands.watching.startNewSeriesGeometry();
    expect(app.store.getState()).toMatchObject({
      notice: { code: 'newSeriesMissing', stem: 'run' },
      watch: { newSeriesGeometry: undefined },
    });
    typeGeometry(app);
    commands.watching.startNewSeriesGeometry();
    expect(app.store.getState()).toMatchObject({
      notice: undefined,
      watch: { newSeriesGeometry: { stem: 'run' } },
    });
    await exported(app, 1);
    // What is changed afterwards is of this series alone.
    commands.geometry.setGeometryText('detectorDistanceMm', '999');
    await put(4, 'next_001.bin');
    await putFile(input, 'other_001.bin', frame(1, 5));
    await exported(app, 2);
    const files = await filesBelow(await folderAt(top, 'out'));
    const image = files.get('next/smv/next_001.img')?.bytes.subarray(0, 512);
    const header = new TextDecoder('latin1').decode(image);
    expect(header).toContain(`\nDISTANCE=${GEOMETRY.detectorDistanceMm};\n`);
    expect(header).toContain(`\nOSC_RANGE=${GEOMETRY.oscillationPerFrameDeg};\n`);
    // Of another size, so nothing of it fits.
    await heldAs(app, [['other', false]]);
    commands.watching.endNewSeriesGeometry();
    await put(5, 'third_001.bin');
    await heldAs(app, [
      ['other', false],
      ['third', false],
    ]);
  });

  it('leaves its folder out of the watch, where that lies in the watched one', async () => {
    const { app, input, dialog, put, looks } = await watchedApp(QUIET_SEC);
    dialog.outputPath = 'in/done';
    await put(1);
    await app.commands.watching.watchFolder();
    await app.commands.watching.startAutoExport();
    await whenScanned(app, 1);
    typeGeometry(app);
    await exported(app, 1);
    const mrc = (await filesBelow(input)).get('done/run/mrc/run_001.mrc');
    if (mrc === undefined) throw new Error('no MRC was written');
    // What this program wrote, copied elsewhere: no frame. And a frame in the folder that is left out.
    await putFile(input, 'moved/run_007.mrc', mrc.bytes);
    await put(8, 'done/run_008.bin');
    await someLooks(looks);
    await stateWhen(app, ({ watch }) => watch.waiting.length === 0);
    await someLooks(looks);
    expect(seriesOf(app)).toEqual([['run', 'in', 1]]);
    expect(app.store.getState().watch.waiting).toEqual([]);
  });

  it('touches no folder of the series that is there already, and tries again when asked', async () => {
    const { app, top, put } = await watchedApp(QUIET_SEC);
    await put(1);
    await putFile(top, 'out/run/mine.txt', 'mine');
    await app.commands.watching.watchFolder();
    await app.commands.watching.startAutoExport();
    await whenScanned(app, 1);
    typeGeometry(app);
    await heldAs(app, [['run', true]]);
    expect([...(await filesBelow(await folderAt(top, 'out'))).keys()]).toEqual(['run/mine.txt']);
    const { screen } = await renderInApp(<WatchStatus />, app);
    const held = screen.getByRole('list', { name: 'Not exported' });
    await expect.element(held.getByRole('listitem')).toHaveTextContent(/^run/);
    await removeAt(top, 'out');
    await folderAt(top, 'out');
    await screen.getByRole('button', { name: 'Try again' }).click();
    await exported(app, 1);
    await heldAs(app, []);
    await expect.element(held).not.toBeInTheDocument();
    expect((await filesBelow(await folderAt(top, 'out'))).has('run/conversion.json')).toBe(true);
  });

  it('refuses the watched folder itself', async () => {
    const { app, dialog } = await watchedApp(QUIET_SEC);
    dialog.outputPath = 'in';
    await app.commands.watching.watchFolder();
    const { screen } = await renderInApp(<WatchStatus />, app);
    const choice = screen.getByRole('checkbox', { name: 'Export final series automatically' });
    await choice.click();
    await stateWhen(app, ({ notice }) => notice?.code === 'watchedFolderChosen');
    await expect.element(choice).not.toBeChecked();
  });
});
