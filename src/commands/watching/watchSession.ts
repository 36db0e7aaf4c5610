import type { Series } from '../../domain/series';
import {
  arrivingSeries,
  type ListedFile,
  look,
  settle,
  type Verdict,
  type WatchMemory,
  waitingFiles,
  watchedSeries,
} from '../../domain/watching';
import { selectSeries } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { observeFolder } from '../browser/folderObserver';
import type { FileIntake } from '../files/fileIntake';
import { type FoundFrames, listFrames } from './folderListing';
import { readHeads } from './frameHead';
import { type GivenSoFar, handOver } from './handOver';
import { tellWatch } from './tellWatch';
import type { WatchTiming } from './watchTiming';

/** A large folder is not listed all the time: a listing is followed by a pause of this many times its length. */
const PAUSE_PER_LISTING = 3;

/** What a session works with. */
export interface SessionParts {
  readonly store: AppStore;
  readonly client: WorkerClient;
  readonly intake: FileIntake;
  readonly timing: WatchTiming;
  /** Called after each turn, when the series are as the folder has them. */
  readonly afterTurn: () => void;
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

/** One watch, from the choice of the folder until it is stopped: looks at it again and again. */
export class WatchSession {
  /** The watched folder. */
  readonly folder: FileSystemDirectoryHandle;
  private readonly parts: SessionParts;
  private readonly given: GivenSoFar = { ids: new Set(), states: new Map() };
  private memory: WatchMemory = new Map();
  /** Path of the output folder, where it lies in the watched one. */
  private skipped: string | undefined;
  private stopped = false;
  /** Ends the browser's telling of changes; undefined where it does not tell. */
  private stopObserving: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The browser told of a change since the last look began. */
  private changed = false;
  private looking = false;
  /** When the last look at every file began. */
  private wholeLookMs = Number.NEGATIVE_INFINITY;
  /** How long the last listing took. */
  private listingMs = 0;

  constructor(folder: FileSystemDirectoryHandle, parts: SessionParts) {
    this.folder = folder;
    this.parts = parts;
  }

  /** Begins to look. Call it once. */
  async start(): Promise<void> {
    void this.turn();
    const stopObserving = await observeFolder(this.folder, () => this.lookSoon());
    if (this.stopped) stopObserving?.();
    else this.stopObserving = stopObserving;
  }

  /** Ends it for good; a look that is under way takes nothing in any more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.stopObserving?.();
  }

  /** Has the folder looked at soon. */
  lookSoon(): void {
    if (this.changed || this.stopped) return;
    this.changed = true;
    if (!this.looking) this.schedule(this.parts.timing.afterChangeMs);
  }

  /** No longer looks into a folder that lies in the watched one. @param way names from the watched one down */
  skip(way: readonly string[] | null): void {
    this.skipped = way === null ? undefined : [this.folder.name, ...way].join('/');
  }

  /** The series that have a file of the folder. */
  series(): readonly Series[] {
    return watchedSeries(selectSeries(this.parts.store.getState()), this.memory);
  }

  private schedule(pauseMs: number): void {
    clearTimeout(this.timer);
    const longest = Math.max(pauseMs, PAUSE_PER_LISTING * this.listingMs);
    this.timer = setTimeout(() => void this.turn(), longest);
  }

  private isWholeLookDue(): boolean {
    return performance.now() - this.wholeLookMs >= this.parts.timing.wholeLookMs;
  }

  private isLookDue(): boolean {
    const { phase, waiting, arriving } = this.parts.store.getState().watch;
    if (this.changed || this.stopObserving === undefined || phase === 'trouble') return true;
    if (waiting.length > 0 || arriving.size > 0) return true;
    return this.isWholeLookDue();
  }

  /** One turn: a look where it is due, and what is done with the series then. */
  private async turn(): Promise<void> {
    this.looking = true;
    try {
      if (this.isLookDue()) {
        this.changed = false;
        await this.look().catch((error: unknown) => this.fail(error));
      }
      if (!this.stopped) this.parts.afterTurn();
    } finally {
      this.looking = false;
      const { betweenLooksMs, afterChangeMs } = this.parts.timing;
      if (!this.stopped) this.schedule(this.changed ? afterChangeMs : betweenLooksMs);
    }
  }

  private async look(): Promise<void> {
    const { store, client, intake, timing } = this.parts;
    const isWhole = this.isWholeLookDue();
    const found = await listFrames(this.folder, this.skipped, (path) =>
      isWhole ? undefined : this.settledFile(path),
    );
    if (this.stopped) return;
    if (isWhole) this.wholeLookMs = found.listing.beganMs;
    this.listingMs = found.listing.endedMs - found.listing.beganMs;
    const quietMs = this.quietMs();
    const limits = { stableMs: timing.stableMs, quietMs };
    const { memory, candidates, overdue } = look(this.memory, found.listing, limits);
    this.memory = memory;
    // Series of files that were just found are not final, while heads are read and files taken in.
    this.tell(found, quietMs);
    const verdicts: Map<string, Verdict> = await readHeads(client, pick(found.files, candidates));
    for (const path of overdue) verdicts.set(path, 'take');
    if (this.stopped) return;
    const taken = [...verdicts].filter(([, verdict]) => verdict === 'take').map(([path]) => path);
    await handOver(store, intake, this.given, pick(found.files, taken));
    if (this.stopped) return;
    this.memory = settle(memory, verdicts);
    this.tell(found, quietMs);
  }

  private quietMs(): number {
    return 1000 * this.parts.store.getState().watchQuietSec;
  }

  /** A file that is handed over and has been quiet. */
  private settledFile(path: string): ListedFile | undefined {
    const known = this.memory.get(path);
    if (known?.stage !== 'taken' && known?.stage !== 'own') return undefined;
    return performance.now() - known.sinceMs >= this.quietMs() ? { path, ...known } : undefined;
  }

  /** A fault of the program: the next look tries again. */
  private fail(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    if (!this.stopped) tellWatch(this.parts.store, { kind: 'failed', detail });
  }

  private tell({ listing, trouble }: FoundFrames, quietMs: number): void {
    const { store } = this.parts;
    const list = selectSeries(store.getState());
    const waiting = waitingFiles(this.memory);
    const arriving = arrivingSeries(list, this.memory, listing.beganMs, quietMs);
    tellWatch(store, { kind: 'looked', trouble, waiting, arriving });
  }
}
