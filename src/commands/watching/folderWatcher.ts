import type { FolderTask } from '../../domain/noticeFacts';
import type { Series } from '../../domain/series';
import type { AppStore } from '../../state/store';
import { MIN_QUIET_SEC } from '../../state/watch';
import type { WorkerClient } from '../../worker/client';
import { askForAccess, askForFolder } from '../browser/placeDialogs';
import type { ExportTo } from '../exporting/exportTo';
import type { FileIntake } from '../files/fileIntake';
import { AutoExporter } from './autoExport';
import { fillNewSeries } from './newSeriesGeometry';
import { tellWatch } from './tellWatch';
import { WatchSession } from './watchSession';
import { USUAL_TIMING, type WatchTiming } from './watchTiming';

/**
 * Has the user choose folders and the watched one looked at (`watchSession.ts`), and may have series that are final
 * exported (`autoExport.ts`).
 */
export class FolderWatcher {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly intake: FileIntake;
  private readonly exporter: AutoExporter;
  private readonly timing: WatchTiming;
  private session: WatchSession | undefined;

  /** @param exportTo writes series that are final */
  constructor(
    store: AppStore,
    client: WorkerClient,
    intake: FileIntake,
    exportTo: ExportTo,
    timing: WatchTiming = USUAL_TIMING,
  ) {
    this.store = store;
    this.client = client;
    this.intake = intake;
    this.exporter = new AutoExporter(store, exportTo);
    this.timing = timing;
  }

  /** Asks for a folder and watches it until {@link stop}: the frames it has and those that come. */
  async choose(): Promise<void> {
    if (this.session !== undefined) return;
    const folder = await this.ask('watch', { id: 'pedestal-watch', mode: 'read' });
    if (folder === undefined || this.session !== undefined) return;
    const { store, client, intake, timing } = this;
    const afterTurn = () => this.fillAndExport();
    this.session = new WatchSession(folder, { store, client, intake, timing, afterTurn });
    tellWatch(store, { kind: 'started', folderName: folder.name });
    await this.session.start();
  }

  /** Ends the watch: nothing is arriving any more. An export that is under way goes on. */
  stop(): void {
    if (this.session === undefined) return;
    this.session.stop();
    this.session = undefined;
    this.exporter.setFolder(undefined);
    this.exporter.forget();
    tellWatch(this.store, { kind: 'stopped' });
  }

  /** Sets the quiet time, s; less than the shortest is ignored. */
  setQuiet(seconds: number): void {
    if (seconds >= MIN_QUIET_SEC) this.store.setState({ watchQuietSec: seconds });
  }

  /** Has the browser ask for the right to read the folder. Call it in a click. */
  async allow(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    await askForAccess(session.folder, 'read');
    session.lookSoon();
  }

  /** Asks for an output folder and exports final series there from now on. */
  async startExport(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const output = await this.ask('autoExport');
    if (output === undefined || this.session !== session) return;
    const way = await session.folder.resolve(output);
    if (way?.length === 0) {
      this.store.setState({ notice: { code: 'watchedFolderChosen', folder: output.name } });
      return;
    }
    session.skip(way);
    this.exporter.setFolder(output);
    this.fillAndExport();
  }

  /** Ends the automatic export. What lies in its folder is still not watched. */
  endExport(): void {
    this.exporter.setFolder(undefined);
  }

  /** Exports the series again that could not be written. Call it in a click. */
  async tryExportAgain(): Promise<void> {
    await this.exporter.tryAgain();
    this.fillAndExport();
  }

  /** Notes that the user has written a series: frames that come later are told of as late ones. */
  noteWritten(series: Series): void {
    const { exported } = this.store.getState().watch;
    if (this.session !== undefined || exported.has(series.key)) this.exporter.noteWritten(series);
  }

  private async ask(
    task: FolderTask,
    dialog?: DirectoryPickerOptions,
  ): Promise<FileSystemDirectoryHandle | undefined> {
    const choice = await askForFolder(dialog);
    if (choice.kind === 'handle') return choice.handle;
    if (choice.kind === 'noDialog') {
      this.store.setState({ notice: { code: 'noFolderDialog', task, detail: choice.detail } });
    }
    return undefined;
  }

  private fillAndExport(): void {
    if (this.session === undefined) return;
    const series = this.session.series();
    fillNewSeries(this.store, series);
    void this.exporter.next(series);
  }
}
