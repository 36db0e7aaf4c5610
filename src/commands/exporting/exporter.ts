import { predictZipBytes } from '../../conversion/buildRecipe';
import type { Series } from '../../domain/series';
import { selectSeries, settingsOf } from '../../state/allSeries';
import { exportPhase, isUnfinished } from '../../state/exportFacts';
import type { AppStore, ExportState } from '../../state/store';
import type { FolderJob, WorkerClient } from '../../worker/client';
import type { ZipTarget } from '../../worker/protocol';
import { downloadFile } from '../browser/download';
import { offer } from '../browser/offer';
import {
  askForAccess,
  askForFolder,
  askWhereToSave,
  canChooseFolder,
  removeIfEmpty,
} from '../browser/placeDialogs';
import { canStage, downloadStaged, lackOfRoom, STAGING_FOLDER, stagingName } from '../browser/staging';
import type { FileRegistry } from '../files/fileRegistry';
import { whenScanned } from '../files/scanner';
import { Turns } from '../turns';
import { type ExportPlan, type PlannedSeries, planExport } from './exportPlan';
import { type FolderWish, orderFor, type Resumption } from './folderOrder';
import { carryOut, type ExportTask, NOTHING } from './runExport';

/** Name of the ZIP of several series. */
function batchZipName(): string {
  return `pedestal_${new Date().toISOString().slice(0, 10)}.zip`;
}

/** Writes the selected series or several, as a ZIP or into a folder. One export at a time; others wait for their turn. */
export class Exporter {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  private readonly onWritten: (series: Series) => void;
  /** Ends the running export, perhaps before the worker has begun. */
  private abort = new AbortController();
  /** The folder of the last export into one. */
  private folder: FileSystemDirectoryHandle | undefined;
  private readonly turns = new Turns();
  /** The user has begun an export that has not ended: a second click is not a second wish. */
  private wished = false;

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
  downloadZip(): Promise<void> {
    return this.byUser(async () => {
      const plan = this.planSelected();
      if (plan !== undefined) await this.toZip(plan, `${plan.series[0]?.outputFolder}.zip`);
    });
  }

  /** Asks for a folder and writes the selected series there, or shows what is there already. */
  saveFolder(): Promise<void> {
    return this.byUser(async () => {
      const plan = this.planSelected();
      if (plan !== undefined) await this.intoChosenFolder(plan, 'saveFolder');
    });
  }

  /** Writes every series that takes part, as one ZIP or into a folder, when all of them are scanned. */
  exportAll(): Promise<void> {
    return this.byUser(async () => {
      const state = this.store.getState();
      const keys = selectSeries(state)
        .map(({ key }) => key)
        .filter((key) => settingsOf(state, key).inBatch);
      if (keys.length === 0) return;
      const plan = planExport(state, this.registry, keys);
      const choosesFolder = state.batchPlace === 'folder' && canChooseFolder();
      if (!choosesFolder || (await this.intoChosenFolder(plan, 'exportAll')) === 'noDialog') {
        await this.toZip(plan, batchZipName());
      }
    });
  }

  /**
   * Writes a series into a folder that was chosen before, as long as that holds no files of it, after the exports
   * that run or wait.
   * @returns how it ended; undefined where the user is being asked something, which it would take away
   */
  async saveTo(folder: FileSystemDirectoryHandle, seriesKey: string): Promise<ExportState | undefined> {
    return this.turns.take(async () => {
      const state = this.store.getState();
      if (exportPhase(state.exporting) === 'asking') return undefined;
      return this.runInFolder(planExport(state, this.registry, [seriesKey]), folder);
    });
  }

  /** Goes on in the folder of the last export: with what is missing or wrong, or with all files. */
  resume(wish: FolderWish): Promise<void> {
    return this.byUser(async () => {
      const { folder } = this;
      const before = this.store.getState().exporting.items;
      if (folder === undefined) return;
      const keys = before.filter(({ state }) => isUnfinished(state)).map(({ seriesKey }) => seriesKey);
      const plan = planExport(this.store.getState(), this.registry, keys);
      await askForAccess(folder, 'readwrite');
      await this.inTurn(folder.name, () => this.runInFolder(plan, folder, { before, wish }));
    });
  }

  /** Ends the running export. A ZIP is discarded; in a folder, what is finished stays. */
  cancel(): void {
    this.abort.abort();
    void this.client.cancelExport();
  }

  /** Does what the user wants, unless something runs that was wanted before. */
  private async byUser(run: () => Promise<void>): Promise<void> {
    if (this.wished || this.store.getState().exporting.phase === 'running') return;
    this.wished = true;
    try {
      await run();
    } finally {
      this.wished = false;
    }
  }

  /**
   * Planned before anything is awaited: the user may remove the series meanwhile.
   * @returns undefined while something stops the export
   */
  private planSelected(): ExportPlan | undefined {
    const { selectedSeries } = this.store.getState();
    if (selectedSeries === undefined) return undefined;
    const plan = planExport(this.store.getState(), this.registry, [selectedSeries]);
    return plan.series.some(({ task }) => 'job' in task) ? plan : undefined;
  }

  /** Runs an export whose place the user has chosen: another may have begun while a dialog was open. */
  private async inTurn(placeName: string, run: () => Promise<unknown>): Promise<void> {
    const notice = { code: 'exportWaits' as const, place: placeName };
    if (this.turns.taken) this.store.setState({ notice });
    await this.turns.take(async () => {
      if (this.store.getState().notice === notice) this.store.setState({ notice: undefined });
      await run();
    });
  }

  private tellOfNoPlace(): void {
    this.store.setState({ notice: { code: 'noPlaceChosen' } });
  }

  private async toZip(plan: ExportPlan, fileName: string): Promise<void> {
    const choice = await askWhereToSave(fileName);
    if (choice.kind === 'dismissed') return this.tellOfNoPlace();
    if (choice.kind === 'noDialog') {
      await this.inTurn(fileName, () => this.download(plan, fileName));
      return;
    }
    const { handle } = choice;
    await this.inTurn(handle.name, async () => {
      const finished = await this.run(plan, {
        place: 'zip',
        placeName: handle.name,
        write: (jobs, skipped, onChange) =>
          this.client.exportZip(jobs, skipped, { kind: 'handle', handle }, onChange),
      });
      if (!hasWritten(finished)) await removeIfEmpty(handle);
    });
  }

  /** Puts a ZIP together where the browser lets a page, then offers it. */
  private async download(plan: ExportPlan, fileName: string): Promise<void> {
    const staged = (await canStage()) ? stagingName() : undefined;
    const target: ZipTarget =
      staged === undefined
        ? { kind: 'memory' }
        : { kind: 'staging', folder: STAGING_FOLDER, fileName: staged };
    let zip: Blob | undefined;
    const ended = await this.run(plan, {
      place: 'zip',
      placeName: fileName,
      write: async (jobs, skipped, onChange) => {
        const bytes = jobs.reduce((sum, { recipe }) => sum + predictZipBytes(recipe), 0);
        const failure = await lackOfRoom(bytes, staged !== undefined);
        if (failure !== undefined) return { ...NOTHING, failure };
        // The worker hears of a cancellation only while it works.
        if (this.abort.signal.aborted) return NOTHING;
        const outcome = await this.client.exportZip(jobs, skipped, target, onChange);
        zip = outcome.zip;
        return outcome;
      },
    });
    if (!hasWritten(ended)) return;
    await offer(this.store, fileName, async () => {
      if (staged !== undefined) await downloadStaged(staged, fileName);
      else if (zip !== undefined) downloadFile(zip, fileName);
    });
  }

  private async intoChosenFolder(plan: ExportPlan, task: 'saveFolder' | 'exportAll') {
    const choice = await askForFolder();
    if (choice.kind === 'handle') {
      const { handle } = choice;
      await this.inTurn(handle.name, () => this.runInFolder(plan, handle));
    } else if (choice.kind === 'dismissed') this.tellOfNoPlace();
    else this.store.setState({ notice: { code: 'noFolderDialog', task, detail: choice.detail } });
    return choice.kind;
  }

  private runInFolder(plan: ExportPlan, folder: FileSystemDirectoryHandle, resumption?: Resumption) {
    this.folder = folder;
    return this.run(plan, {
      place: 'folder',
      placeName: folder.name,
      before: resumption?.before ?? [],
      write: (jobs, skipped, onChange, planned) => {
        const tasks = jobs.map(
          (job, at): FolderJob => ({ ...job, ...orderFor(planned[at] as PlannedSeries, resumption) }),
        );
        return this.client.exportFolder(tasks, skipped, folder, onChange);
      },
    });
  }

  /** Carries an export out. @returns how it ended */
  private async run(
    plan: ExportPlan,
    task: Pick<ExportTask, 'place' | 'placeName' | 'write'> & Partial<Pick<ExportTask, 'before'>>,
  ): Promise<ExportState> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    const replan = async () => {
      await whenScanned(this.store, signal);
      const keys = plan.series.map(({ seriesKey }) => seriesKey);
      return planExport(this.store.getState(), this.registry, keys);
    };
    const { state, written } = await carryOut(
      this.store,
      { before: [], ...task, plan, whenScanned: replan },
      signal,
    );
    for (const series of written) this.onWritten(series);
    return state;
  }
}

/** Whether anything of an export was finished. */
function hasWritten({ items }: ExportState): boolean {
  return items.some(({ state }) => state.kind === 'done');
}
