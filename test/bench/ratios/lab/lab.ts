import { proxy, type Remote, wrap } from 'comlink';
import { createCommands } from '../../../../src/commands/commands';
import { buildRecipe } from '../../../../src/conversion/buildRecipe';
import type { ExportRecipe, OutputId } from '../../../../src/domain/recipe';
import { placeOf } from '../../../../src/domain/series';
import { outputChoice } from '../../../../src/state/outputChoice';
import { selectScanProgress } from '../../../../src/state/scanProgress';
import { selectSeriesView } from '../../../../src/state/selectors';
import { createAppStore } from '../../../../src/state/store';
import { WorkerClient } from '../../../../src/worker/client';
import type { LabFrame, LabWorkerApi } from './labWorker';
import LabWorker from './labWorker?worker&inline';

/**
 * The measuring page: the app without its screen, and workers that do the bare work. The functions in `window.lab`
 * give milliseconds.
 */

const store = createAppStore();
const client = new WorkerClient();
const commands = createCommands(store, client);
const workers: Remote<LabWorkerApi>[] = [];
let frames: readonly LabFrame[] = [];

function worker(index: number): Remote<LabWorkerApi> {
  workers[index] ??= wrap<LabWorkerApi>(new LabWorker());
  return workers[index];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Frames for each of so many workers, dealt out like cards. */
function dealt(count: number): LabFrame[][] {
  return Array.from({ length: count }, (_, hand) => frames.filter((_, index) => index % count === hand));
}

function chosenFiles(): File[] {
  return [...(document.querySelector('input')?.files ?? [])];
}

function scanEnded(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (selectScanProgress(store.getState()).phase === 'done') resolve();
    };
    store.subscribe(look);
    look();
  });
}

function recipeFor(formats: Readonly<Record<OutputId, boolean>>): ExportRecipe {
  const view = selectSeriesView(store.getState());
  const recipe = view && buildRecipe(view, outputChoice(formats, false));
  if (recipe === undefined) throw new Error('the files are no series');
  return recipe;
}

const lab = {
  /** How many workers the app scans with. */
  parallel: () => client.parallel,

  /** Takes the chosen files in, as the app does, and scans them once. */
  async prepare(): Promise<void> {
    await commands.files.addFiles(chosenFiles().map((file) => ({ file, folder: 'bench' })));
    await scanEnded();
    commands.geometry.acceptPlaceholders(true);
    const files = new Map(chosenFiles().map((file) => [file.name, file]));
    frames = (selectSeriesView(store.getState())?.rows ?? []).flatMap(({ frame }) => {
      const file = files.get(frame.file.name);
      const place = placeOf(frame);
      return file === undefined || place === undefined ? [] : [{ file, place }];
    });
    if (frames.length !== files.size) throw new Error('some files are no frames');
  },

  /** @param streamed false: with `arrayBuffer()` */
  read: (workerCount: number, streamed: boolean) =>
    timed(() => Promise.all(dealt(workerCount).map((hand, index) => worker(index).read(hand, streamed)))),

  /** @param streamed false: with `arrayBuffer()` */
  scan: (workerCount: number, streamed: boolean) =>
    timed(() => Promise.all(dealt(workerCount).map((hand, index) => worker(index).scan(hand, streamed)))),

  /** The scan by the app's own pool, with as many frames on their way as the app has. */
  poolScan: () =>
    timed(async () => {
      const queue = [...frames];
      const work = async () => {
        for (let frame = queue.shift(); frame !== undefined; frame = queue.shift()) {
          const { kind } = await client.scan(frame.file, frame.place);
          if (kind !== 'scanned') throw new Error(`${frame.file.name} was not scanned`);
        }
      };
      await Promise.all(Array.from({ length: client.parallel }, work));
    }),

  copyToFile: (bytesOfFiles: readonly number[]) => worker(0).copyToFile(frames, bytesOfFiles),
  async exportToFile(formats: Readonly<Record<OutputId, boolean>>): Promise<number> {
    const recipe = recipeFor(formats);
    const writer = worker(0);
    const service = client.serve(writer, [{ recipe, sources: frames.map(({ file }) => file) }]);
    try {
      return await writer.exportToFile(recipe, client.parallel, proxy(service.request));
    } finally {
      service.end();
    }
  },
  copyToFolder: (bytesOfFiles: readonly number[]) => worker(0).copyToFolder(frames, bytesOfFiles),
  readBack: (bytesOfFiles: readonly number[]) => worker(0).readBack(frames.length, bytesOfFiles),
  digest: (bytesOfPieces: readonly number[]) => worker(0).digest(frames.length, bytesOfPieces),
};

declare global {
  interface Window {
    /** What the benchmark calls. */
    lab: typeof lab;
  }
}

window.lab = lab;
