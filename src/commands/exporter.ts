import type { ExportOutcome, FolderMode, LeftOutSeries, SeriesExport } from '../domain/exportRun';
import type { Series } from '../domain/series';
import { selectSeries, settingsOf } from '../state/allSeries';
import { isUnfinished } from '../state/exportFacts';
import { predictZipBytes } from '../state/recipe';
import { type AppStore, type ExportItem, type ExportState, NO_EXPORT } from '../state/store';
import { spaceDetail } from '../wording/problems';
import type { FolderJob, SeriesJob, WorkerClient } from '../worker/client';
import type { OnSeriesChange, ZipTarget } from '../worker/protocol';
import {
  askForFolder,
  askWhereToSave,
  canChooseFolder,
  canStage,
  clearStaging,
  downloadFile,
  downloadStaged,
  MEMORY_ROOM_BYTES,
  removeIfEmpty,
  STAGING_FOLDER,
  stagingName,
  stagingRoomBytes,
} from './download';
import { type ExportPlan, type PlannedSeries, planExport } from './exportPlan';
import type { FileRegistry } from './fileRegistry';
import { whenScanned } from './scan';

/** Progress is shown at most this often, ms: drawing the screen takes time from the work. */
const SHOW_MS = 250;

/** What is said of a series that was taken out of the program before its turn. */
const REMOVED = 'It is no longer in the list.';

const NOTHING: ExportOutcome = { series: [], bytesWritten: 0 };

/** Name of the ZIP of several series. */
function batchZipName(): string {
  return `pedestal_${new Date().toISOString().slice(0, 10)}.zip`;
}

function itemOf({ seriesKey, outputFolder, framesTotal, task }: PlannedSeries): ExportItem {
  const state: SeriesExport =
    'job' in task ? { kind: 'waiting' } : { kind: 'leftOut', reasons: task.leftOut.reasons };
  return { seriesKey, outputFolder, framesTotal, state };
}

/** A series of which nothing more is heard. */
function lastState(state: SeriesExport): SeriesExport {
  if (state.kind === 'waiting') return { kind: 'cancelled' };
  if (state.kind !== 'running') return state;
  const { tally } = state.progress;
  return { kind: 'cancelled', ...(tally && { tally }) };
}

/**
 * How to treat what is in the folder of a series when the user goes on. A folder that was never looked into
 * is asked about first.
 */
function modeFor(item: ExportItem, planned: PlannedSeries, wish: 'resume' | 'replace'): FolderMode {
  const { state, outputFolder } = item;
  if (outputFolder !== planned.outputFolder) return 'ask';
  if (state.kind === 'occupied') return wish;
  return (state.kind === 'cancelled' || state.kind === 'failed') && state.tally ? 'resume' : 'ask';
}

/** Compares the size of a ZIP with the room for it. @param staged on the disk, not in memory */
async function lackOfRoom(jobs: readonly SeriesJob[], staged: boolean): Promise<ExportState['failure']> {
  if (staged) await clearStaging();
  const needed = jobs.reduce((sum, { recipe }) => sum + predictZipBytes(recipe), 0);
  const room = staged ? await stagingRoomBytes() : MEMORY_ROOM_BYTES;
  if (room === undefined || room > needed) return undefined;
  return { code: 'noSpace', detail: spaceDetail(needed, room) };
}

/** Writes the selected series or several, as a ZIP or into a folder. One export at a time. */
export class Exporter {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  private readonly onWritten: (series: Series) => void;
  /** Ends the running export, perhaps before the worker has begun. */
  private abort = new AbortController();
  /** The folder of the last export into one. */
  private folder: FileSystemDirectoryHandle | undefined;

  /** @param onWritten told of each series that was written, with the frames that it then had */
  constructor(
    store: AppStore,
    client: WorkerClient,
    registry: FileRegistry,
    onWritten: (series: Series) => void,
  ) {
    this.store = store;
    this.onWritten = onWritten;
    this.client = client;
    this.registry = registry;
  }

  /** Writes the selected series as a ZIP. Does nothing while something stops the export. */
  async downloadZip(): Promise<void> {
    const plan = this.planSelected();
    if (plan !== undefined) await this.toZip(plan, `${plan.series[0]?.outputFolder}.zip`);
  }

  /** Asks for a folder and writes the selected series there, or shows what is there already. */
  async saveFolder(): Promise<void> {
    const plan = this.planSelected();
    if (plan === undefined) return;
    const choice = await askForFolder();
    if (choice.kind === 'handle') await this.toFolder(plan, choice.handle);
    if (choice.kind === 'noDialog') {
      this.store.setState({
        notice: { code: 'noFolderDialog', task: 'saveFolder', detail: choice.detail },
      });
    }
  }

  /** Writes every series that takes part, as one ZIP or into a folder, when all of them are scanned. */
  async exportAll(): Promise<void> {
    const state = this.store.getState();
    const keys = selectSeries(state)
      .map(({ key }) => key)
      .filter((key) => settingsOf(state, key).inBatch);
    if (keys.length === 0 || this.isRunning()) return;
    const plan = planExport(state, this.registry, keys);
    if (state.batchPlace === 'folder' && canChooseFolder()) {
      const choice = await askForFolder();
      if (choice.kind === 'handle') await this.toFolder(plan, choice.handle);
      if (choice.kind !== 'noDialog') return;
      this.store.setState({
        notice: { code: 'noFolderDialog', task: 'exportAll', detail: choice.detail },
      });
    }
    await this.toZip(plan, batchZipName());
  }

  /**
   * Writes a series into a folder that was chosen before, as long as that holds no files of it.
   * @returns false where another export runs
   */
  async saveTo(folder: FileSystemDirectoryHandle, seriesKey: string): Promise<boolean> {
    if (this.isRunning()) return false;
    await this.toFolder(planExport(this.store.getState(), this.registry, [seriesKey]), folder);
    return true;
  }

  /** Goes on in the folder of the last export: with what is missing or wrong, or with all files. */
  async goOn(wish: 'resume' | 'replace'): Promise<void> {
    const { folder } = this;
    const before = this.store.getState().exporting.items;
    if (folder === undefined || this.isRunning()) return;
    const keys = before.filter(({ state }) => isUnfinished(state)).map(({ seriesKey }) => seriesKey);
    const plan = planExport(this.store.getState(), this.registry, keys);
    // The browser may have taken the permission back; it asks again only after a click.
    await folder.requestPermission({ mode: 'readwrite' }).catch(() => undefined);
    await this.toFolder(plan, folder, { before, wish });
  }

  /** Ends the running export. A ZIP is discarded; in a folder, what is finished stays. */
  cancel(): void {
    this.abort.abort();
    void this.client.cancelExport();
  }

  private isRunning(): boolean {
    return this.store.getState().exporting.phase === 'running';
  }

  /**
   * Planned before anything is awaited: the user may remove the series meanwhile.
   * @returns undefined while something stops the export
   */
  private planSelected(): ExportPlan | undefined {
    const { selectedSeries } = this.store.getState();
    if (selectedSeries === undefined || this.isRunning()) return undefined;
    const plan = planExport(this.store.getState(), this.registry, [selectedSeries]);
    return plan.series.some(({ task }) => 'job' in task) ? plan : undefined;
  }

  private async toZip(plan: ExportPlan, fileName: string): Promise<void> {
    const choice = await askWhereToSave(fileName);
    // Another export may have begun while the dialog was open.
    if (choice.kind === 'cancelled' || this.isRunning()) return;
    if (choice.kind === 'handle') {
      const target = { kind: 'handle' as const, handle: choice.handle };
      const finished = await this.run(plan, 'zip', choice.handle.name, [], (jobs, leftOut, onChange) =>
        this.client.exportZip(jobs, leftOut, target, onChange),
      );
      if (!finished) await removeIfEmpty(choice.handle);
      return;
    }
    const staged = (await canStage()) ? stagingName() : undefined;
    const target: ZipTarget =
      staged === undefined
        ? { kind: 'memory' }
        : { kind: 'staging', folder: STAGING_FOLDER, fileName: staged };
    let zip: Blob | undefined;
    const finished = await this.run(plan, 'zip', fileName, [], async (jobs, leftOut, onChange) => {
      const failure = await lackOfRoom(jobs, staged !== undefined);
      if (failure !== undefined) return { ...NOTHING, failure };
      // The worker hears of a cancellation only while it works.
      if (this.abort.signal.aborted) return NOTHING;
      const outcome = await this.client.exportZip(jobs, leftOut, target, onChange);
      zip = outcome.zip;
      return outcome;
    });
    if (!finished) return;
    if (staged !== undefined) await downloadStaged(staged, fileName);
    else if (zip !== undefined) downloadFile(zip, fileName);
  }

  private async toFolder(
    plan: ExportPlan,
    folder: FileSystemDirectoryHandle,
    goingOn?: { readonly before: readonly ExportItem[]; readonly wish: 'resume' | 'replace' },
  ): Promise<void> {
    // Another export may have begun while a dialog was open.
    if (this.isRunning()) return;
    this.folder = folder;
    const before = goingOn?.before ?? [];
    const modeOf = (planned: PlannedSeries): FolderMode => {
      const item = before.find(({ seriesKey }) => seriesKey === planned.seriesKey);
      return item === undefined || goingOn === undefined ? 'ask' : modeFor(item, planned, goingOn.wish);
    };
    await this.run(plan, 'folder', folder.name, before, (jobs, leftOut, onChange, planned) => {
      const tasks = jobs.map(
        (job, at): FolderJob => ({ ...job, mode: modeOf(planned[at] as PlannedSeries) }),
      );
      return this.client.exportFolder(tasks, leftOut, folder, onChange);
    });
  }

  /**
   * Carries an export out and keeps the store up to date.
   * @param before items of the export that this one goes on with
   * @returns whether anything was finished
   */
  private async run(
    given: ExportPlan,
    place: ExportState['place'],
    placeName: string,
    before: readonly ExportItem[],
    write: (
      jobs: readonly SeriesJob[],
      leftOut: readonly LeftOutSeries[] | undefined,
      onChange: OnSeriesChange,
      planned: readonly PlannedSeries[],
    ) => Promise<ExportOutcome>,
  ): Promise<boolean> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    const start = { ...NO_EXPORT, phase: 'running' as const, place, placeName };
    this.store.setState({ exporting: { ...start, items: mergeItems(before, given) } });
    const plan = given.waitsForScan ? await this.scanned(given, signal) : given;
    const items = new Map(mergeItems(before, plan).map((item) => [item.seriesKey, item]));
    const show = (change: Partial<ExportState> = {}) =>
      this.store.setState({ exporting: { ...start, ...change, items: [...items.values()] } });
    show();
    const planned: PlannedSeries[] = [];
    const jobs: SeriesJob[] = [];
    const leftOut: LeftOutSeries[] = [];
    for (const one of plan.series) {
      if ('job' in one.task) {
        planned.push(one);
        jobs.push(one.task.job);
      } else leftOut.push(one.task.leftOut);
    }
    const put = (at: number, state: SeriesExport) => {
      const item = items.get(planned[at]?.seriesKey ?? '');
      if (item !== undefined) items.set(item.seriesKey, { ...item, state });
    };
    // Progress comes on a channel of its own and may arrive after the outcome.
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onChange: OnSeriesChange = (at, state) => {
      if (ended) return;
      put(at, state);
      timer ??= setTimeout(() => {
        timer = undefined;
        show();
      }, SHOW_MS);
    };
    const outcome =
      signal.aborted || jobs.length === 0
        ? NOTHING
        : await write(jobs, items.size > 1 ? leftOut : undefined, onChange, planned);
    ended = true;
    clearTimeout(timer);
    for (const [at, state] of outcome.series.entries()) put(at, state);
    for (const item of items.values()) items.set(item.seriesKey, { ...item, state: lastState(item.state) });
    const { bytesWritten, report, failure } = outcome;
    show({ phase: 'ended', bytesWritten, ...(report && { report }), ...(failure && { failure }) });
    for (const [at, { series }] of planned.entries()) {
      if (outcome.series[at]?.kind === 'done') this.onWritten(series);
    }
    return outcome.series.some(({ kind }) => kind === 'done');
  }

  /** The same series planned again when their scan has ended. */
  private async scanned(plan: ExportPlan, signal: AbortSignal): Promise<ExportPlan> {
    await whenScanned(this.store, signal);
    const keys = plan.series.map(({ seriesKey }) => seriesKey);
    return planExport(this.store.getState(), this.registry, keys);
  }
}

/** The items of an earlier export, in their order, with what is planned in the place of what was not finished. */
function mergeItems(before: readonly ExportItem[], plan: ExportPlan): ExportItem[] {
  const planned = new Map(plan.series.map((series) => [series.seriesKey, itemOf(series)]));
  const kept = before.map((item) => {
    const next = planned.get(item.seriesKey);
    planned.delete(item.seriesKey);
    if (next !== undefined) return next;
    return isUnfinished(item.state)
      ? { ...item, state: { kind: 'leftOut' as const, reasons: [REMOVED] } }
      : item;
  });
  return [...kept, ...planned.values()];
}
