import type { FolderTask } from '../../domain/notice';
import { filePath, type Series } from '../../domain/series';
import {
  arrivingSeries,
  type ListedFile,
  look,
  settle,
  type Verdict,
  type WatchMemory,
  type WatchTrouble,
  waitingFiles,
  watchedSeries,
} from '../../domain/watching';
import { selectSeries } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import { IDLE_WATCH, lateFrames, MIN_QUIET_SEC } from '../../state/watch';
import type { WorkerClient } from '../../worker/client';
import { observeFolder } from '../browser/folderObserver';
import { askForAccess, askForFolder } from '../browser/placeDialogs';
import type { ExportTo } from '../exporting/exportTo';
import type { FileIntake } from '../files/fileIntake';
import type { GivenFile } from '../files/givenFile';
import { AutoExporter } from './autoExport';
import { type FoundFrames, listFrames } from './folderListing';
import { readHeads } from './frameHead';
import { fillNewSeries } from './newSeriesGeometry';
import { changeWatch } from './watchStore';

/** How often a folder is looked at, ms. */
export interface WatchTiming {
  /** From one look to the next while files come, or where the browser tells of no changes. */
  readonly betweenLooksMs: number;
  /**
   * From one look at every file to the next. In between, files of final series are only seen to be there; and
   * where the browser tells of changes and nothing comes, there are no looks.
   */
  readonly wholeLookMs: number;
  /** From a change that the browser told of to the look. */
  readonly afterChangeMs: number;
  /** A file that stayed the same for this long may be whole. */
  readonly stableMs: number;
}

const TIMING: WatchTiming = { betweenLooksMs: 2100, wholeLookMs: 10_000, afterChangeMs: 200, stableMs: 2000 };
/** A large folder is not listed all the time: a listing is followed by a pause of this many times its length. */
const PAUSE_PER_LISTING = 3;

/** One watch, from the choice of the folder until it is stopped. */
interface Session {
  readonly folder: FileSystemDirectoryHandle;
  /** Ids of the files that came from it. */
  readonly ids: Set<string>;
  /** Size and time of each file when it was handed over, by path. */
  readonly given: Map<string, string>;
  memory: WatchMemory;
  /** Path of the output folder, where it lies in the watched one. */
  skipped: string | undefined;
  /** Ends the browser's telling of changes; undefined where it does not tell. */
  stopObserving: (() => void) | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The browser told of a change since the last look began. */
  changed: boolean;
  looking: boolean;
  /** When the last look at every file began. */
  wholeLookMs: number;
  /** How long the last listing took. */
  listingMs: number;
}

function sameTexts(a: Iterable<string>, b: Iterable<string>): boolean {
  const [left, right] = [[...a], [...b]];
  return left.length === right.length && left.every((text, i) => text === right[i]);
}

/** The files of some paths. */
function pick(files: ReadonlyMap<string, File>, paths: readonly string[]): Map<string, File> {
  const picked = new Map<string, File>();
  for (const path of paths) {
    const file = files.get(path);
    if (file !== undefined) picked.set(path, file);
  }
  return picked;
}

function sameTrouble(a: WatchTrouble | undefined, b: WatchTrouble | undefined): boolean {
  return a?.code === b?.code && a?.path === b?.path && a?.detail === b?.detail;
}

/** Takes frames in as they appear in a folder, knows when a series is final, and may have it exported then. */
export class FolderWatcher {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly intake: FileIntake;
  private readonly exporter: AutoExporter;
  private readonly timing: WatchTiming;
  private session: Session | undefined;

  /** @param exportTo writes series that are final */
  constructor(
    store: AppStore,
    client: WorkerClient,
    intake: FileIntake,
    exportTo: ExportTo,
    timing: WatchTiming = TIMING,
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
    const session: Session = {
      folder,
      ids: new Set(),
      given: new Map(),
      memory: new Map(),
      skipped: undefined,
      stopObserving: undefined,
      timer: undefined,
      changed: false,
      looking: false,
      wholeLookMs: Number.NEGATIVE_INFINITY,
      listingMs: 0,
    };
    this.session = session;
    changeWatch(this.store, { phase: 'watching', folderName: folder.name });
    void this.turn(session);
    const stopObserving = await observeFolder(folder, () => this.lookSoon(session));
    if (this.session === session) session.stopObserving = stopObserving;
    else stopObserving?.();
  }

  /** Ends the watch: nothing is arriving any more. An export that is under way goes on. */
  stop(): void {
    const { session } = this;
    if (session === undefined) return;
    this.session = undefined;
    clearTimeout(session.timer);
    session.stopObserving?.();
    this.exporter.setFolder(undefined);
    this.exporter.forget();
    changeWatch(this.store, { ...IDLE_WATCH, exported: this.store.getState().watch.exported });
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
    this.lookSoon(session);
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
    session.skipped = way === null ? undefined : [session.folder.name, ...way].join('/');
    this.exporter.setFolder(output);
    this.fillAndExport(session);
  }

  /** Ends the automatic export. What lies in its folder is still not watched. */
  endExport(): void {
    this.exporter.setFolder(undefined);
  }

  /** Exports the series again that could not be written. Call it in a click. */
  async tryExportAgain(): Promise<void> {
    await this.exporter.tryAgain();
    if (this.session !== undefined) this.fillAndExport(this.session);
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

  private lookSoon(session: Session): void {
    if (session.changed || this.session !== session) return;
    session.changed = true;
    const pauseMs = Math.max(this.timing.afterChangeMs, PAUSE_PER_LISTING * session.listingMs);
    if (!session.looking) this.schedule(session, pauseMs);
  }

  private schedule(session: Session, ms: number): void {
    clearTimeout(session.timer);
    session.timer = setTimeout(() => void this.turn(session), ms);
  }

  private isWholeLookDue({ wholeLookMs }: Session): boolean {
    return performance.now() - wholeLookMs >= this.timing.wholeLookMs;
  }

  private isLookDue(session: Session): boolean {
    const { changed, stopObserving } = session;
    const { phase, waiting, arriving } = this.store.getState().watch;
    if (changed || stopObserving === undefined || phase === 'trouble') return true;
    if (waiting.length > 0 || arriving.size > 0) return true;
    return this.isWholeLookDue(session);
  }

  /** One turn: a look where it is due, and the automatic export. */
  private async turn(session: Session): Promise<void> {
    session.looking = true;
    try {
      if (this.isLookDue(session)) {
        session.changed = false;
        await this.look(session).catch((error: unknown) => this.fail(session, error));
      }
      if (this.session === session) this.fillAndExport(session);
    } finally {
      session.looking = false;
      if (this.session === session) this.scheduleNext(session);
    }
  }

  private scheduleNext(session: Session): void {
    const { betweenLooksMs, afterChangeMs } = this.timing;
    const pauseMs = session.changed ? afterChangeMs : betweenLooksMs;
    this.schedule(session, Math.max(pauseMs, PAUSE_PER_LISTING * session.listingMs));
  }

  private async look(session: Session): Promise<void> {
    const isWhole = this.isWholeLookDue(session);
    const found = await listFrames(session.folder, session.skipped, (path) =>
      isWhole ? undefined : this.settledFile(session, path),
    );
    if (this.session !== session) return;
    if (isWhole) session.wholeLookMs = found.listing.beganMs;
    session.listingMs = found.listing.endedMs - found.listing.beganMs;
    const quietMs = 1000 * this.store.getState().watchQuietSec;
    const { memory, candidates, overdue } = look(session.memory, found.listing, {
      stableMs: this.timing.stableMs,
      quietMs,
    });
    session.memory = memory;
    // Series of files that were just found are not final, while heads are read and files taken in.
    this.publish(session, found, quietMs);
    const verdicts: Map<string, Verdict> = await readHeads(this.client, pick(found.files, candidates));
    for (const path of overdue) verdicts.set(path, 'take');
    if (this.session !== session) return;
    const taken = [...verdicts].filter(([, verdict]) => verdict === 'take').map(([path]) => path);
    await this.handOver(session, pick(found.files, taken));
    if (this.session !== session) return;
    session.memory = settle(memory, verdicts);
    this.publish(session, found, quietMs);
  }

  /** A file that is handed over and has been quiet. */
  private settledFile({ memory }: Session, path: string): ListedFile | undefined {
    const known = memory.get(path);
    if (known?.stage !== 'taken' && known?.stage !== 'own') return undefined;
    const quietMs = 1000 * this.store.getState().watchQuietSec;
    return performance.now() - known.sinceMs >= quietMs ? { path, ...known } : undefined;
  }

  /** A fault of the program: the next look tries again. */
  private fail(session: Session, error: unknown): void {
    if (this.session !== session) return;
    const detail = error instanceof Error ? error.message : String(error);
    const path = session.folder.name;
    changeWatch(this.store, { phase: 'trouble', trouble: { code: 'unreachable', path, detail } });
  }

  private async handOver(session: Session, files: ReadonlyMap<string, File>): Promise<void> {
    const here = new Set([...this.store.getState().files.values()].map(({ file }) => filePath(file)));
    const given: GivenFile[] = [];
    for (const [path, file] of files) {
      const state = `${file.size} ${file.lastModified}`;
      // The user took it out of the program; that the folder was away meanwhile does not bring it back.
      if (session.given.get(path) === state && !here.has(path)) continue;
      session.given.set(path, state);
      given.push({ file, folder: path.slice(0, path.lastIndexOf('/')) });
    }
    if (given.length === 0) return;
    const before = this.lateSeries();
    await this.intake.add(given, session.ids);
    const late = this.lateSeries().filter(
      ({ key, frames }) => frames !== before.find((b) => b.key === key)?.frames,
    );
    if (late.length === 0) return;
    const series = late.map(({ stem, frames }) => ({ stem, frames }));
    this.store.setState({ notice: { code: 'lateFrames', series } });
  }

  private lateSeries(): { readonly key: string; readonly stem: string; readonly frames: number }[] {
    const state = this.store.getState();
    return selectSeries(state)
      .map((series) => ({ key: series.key, stem: series.stem, frames: lateFrames(state.watch, series) }))
      .filter(({ frames }) => frames > 0);
  }

  /** Tells the screen, where something is new to it. */
  private publish({ memory }: Session, { listing, trouble }: FoundFrames, quietMs: number): void {
    const state = this.store.getState();
    const waiting = waitingFiles(memory);
    const arriving = arrivingSeries(selectSeries(state), memory, listing.beganMs, quietMs);
    const { watch } = state;
    const same =
      watch.phase === (trouble === undefined ? 'watching' : 'trouble') &&
      sameTrouble(trouble, watch.trouble) &&
      sameTexts(waiting, watch.waiting) &&
      sameTexts(arriving, watch.arriving);
    if (same) return;
    changeWatch(this.store, {
      phase: trouble === undefined ? 'watching' : 'trouble',
      trouble,
      waiting,
      arriving,
    });
  }

  private fillAndExport({ memory }: Session): void {
    const series = watchedSeries(selectSeries(this.store.getState()), memory);
    fillNewSeries(this.store, series);
    void this.exporter.next(series);
  }
}
