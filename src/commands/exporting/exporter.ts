import type { Series } from '../../domain/series';
import { selectSeries, settingsOf } from '../../state/allSeries';
import { exportPhase, isUnfinished } from '../../state/exportFacts';
import type { AppStore, ExportState } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { askForAccess, canChooseFolder } from '../browser/placeDialogs';
import type { FileRegistry } from '../files/fileRegistry';
import { whenScanned } from '../files/whenScanned';
import { Turns } from '../turns';
import { chooseOutputFolder, chooseZipPlace } from './choosePlace';
import { type ExportPlace, folderPlace } from './exportPlace';
import { type ExportPlan, planExport } from './exportPlan';
import type { FolderWish, Resumption } from './folderOrder';
import { runExport } from './runExport';

/** Name of the ZIP of several series. */
function batchZipName(): string {
  return `pedestal_${new Date().toISOString().slice(0, 10)}.zip`;
}

/**
 * Plans what the user wants written, has the place chosen (`choosePlace.ts`) and the plan carried out there
 * (`runExport.ts`). One export at a time; others wait for their turn.
 */
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
      if (plan !== undefined) await this.intoZip(plan, `${plan.series[0]?.outputFolder}.zip`);
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
      const plan = this.plan(keys);
      const choosesFolder = state.batchPlace === 'folder' && canChooseFolder();
      if (!choosesFolder || (await this.intoChosenFolder(plan, 'exportAll')) === 'noDialog') {
        await this.intoZip(plan, batchZipName());
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
      if (exportPhase(this.store.getState().exporting) === 'asking') return undefined;
      return this.runInFolder(this.plan([seriesKey]), folder);
    });
  }

  /** Goes on in the folder of the last export: with what is missing or wrong, or with all files. */
  resume(wish: FolderWish): Promise<void> {
    return this.byUser(async () => {
      const { folder } = this;
      const before = this.store.getState().exporting.items;
      if (folder === undefined) return;
      const keys = before.filter(({ state }) => isUnfinished(state)).map(({ seriesKey }) => seriesKey);
      const plan = this.plan(keys);
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

  private plan(keys: readonly string[]): ExportPlan {
    return planExport(this.store.getState(), this.registry, keys);
  }

  /**
   * Planned before anything is awaited: the user may remove the series meanwhile.
   * @returns undefined while something stops the export
   */
  private planSelected(): ExportPlan | undefined {
    const { selectedSeries } = this.store.getState();
    if (selectedSeries === undefined) return undefined;
    const plan = this.plan([selectedSeries]);
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

  private async intoZip(plan: ExportPlan, fileName: string): Promise<void> {
    const place = await chooseZipPlace(this.store, this.client, fileName);
    if (place !== undefined) await this.inTurn(place.name, () => this.run(plan, place));
  }

  /** @returns what became of the dialog */
  private async intoChosenFolder(plan: ExportPlan, task: 'saveFolder' | 'exportAll') {
    const folder = await chooseOutputFolder(this.store, task);
    if (typeof folder === 'string') return folder;
    await this.inTurn(folder.name, () => this.runInFolder(plan, folder));
    return 'chosen';
  }

  private runInFolder(plan: ExportPlan, folder: FileSystemDirectoryHandle, resumption?: Resumption) {
    this.folder = folder;
    return this.run(plan, folderPlace(this.client, folder, resumption));
  }

  /** Carries an export out. @returns how it ended */
  private async run(plan: ExportPlan, place: ExportPlace): Promise<ExportState> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    const planAgain = async () => {
      await whenScanned(this.store, signal);
      return this.plan(plan.series.map(({ seriesKey }) => seriesKey));
    };
    const { state, written } = await runExport(this.store, { plan, place, planAgain }, signal);
    for (const series of written) this.onWritten(series);
    await place.finish(state);
    return state;
  }
}
