import { frameBytesOf, type ScanOutcome } from '../../domain/frame';
import { fileOfFrame, placeOf, type SeriesFrame } from '../../domain/series';
import { selectSeries, settingsOf } from '../../state/allSeries';
import type { AppStore, ScanState } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import type { FileRegistry } from './fileRegistry';

/** The screen is told of results at most this often, ms, */
const FLUSH_MS = 250;
/** and rests for so many times what the last telling took: thousands of frames take it longer. */
const PAUSE_PER_FLUSH = 8;

/** Resolves when no scan runs, or the signal is aborted. */
export function whenScanned(store: AppStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isOver = () => signal.aborted || store.getState().scan.phase !== 'running';
    if (isOver()) return resolve();
    const end = () => {
      if (!isOver()) return;
      unsubscribe();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unsubscribe = store.subscribe(end);
    signal.addEventListener('abort', end);
  });
}

/**
 * Scans the frames that need it, a few at a time. Frames may be added while it runs; cancelling lets the
 * frames under way finish and keeps every result.
 */
export class Scanner {
  private queue: SeriesFrame[] = [];
  /** Position of the next frame in the queue. */
  private next = 0;
  private readonly claimed = new Set<string>();
  private results = new Map<string, ScanOutcome>();
  private lanes = 0;
  /** Files whose heads are still being read: their frames are on the way. */
  private announced = 0;
  /** Additions of files under way: the scan is not over before the last of them. */
  private additions = 0;
  /** The user stopped the scan: nothing starts by itself until they go on or add files. */
  private held = false;
  private bytesRead = 0;
  private startedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = FLUSH_MS;
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry) {
    this.store = store;
    this.client = client;
    this.registry = registry;
  }

  /** An addition of so many files begins: until it has {@link arrived} or {@link failed} the scan is not over. */
  announce(files: number): void {
    this.additions++;
    this.announced += files;
    this.publish();
  }

  /** So many announced files have become frames of series, which are counted from now on. */
  known(files: number): void {
    this.announced -= files;
  }

  /** An addition is complete. In one step with the begin of its scan, so that this never looks over in between. */
  arrived(): void {
    this.additions--;
    this.scanMissing();
  }

  /** An addition has ended without new frames, or by a fault. @param files those that have not become known */
  failed(files: number): void {
    this.additions--;
    this.announced -= files;
    this.publish();
  }

  /** Lets the scan run again after a cancel. */
  release(): void {
    this.held = false;
  }

  /** Queues every frame that is sound so far, not excluded and not scanned, and starts work. */
  scanMissing(): void {
    if (!this.held) this.enqueueMissing();
    if (this.lanes === 0) {
      this.startedAt = performance.now();
      this.bytesRead = 0;
    }
    const idleLanes = Math.min(this.client.parallel - this.lanes, this.waiting());
    for (let i = 0; i < idleLanes; i++) {
      this.lanes++;
      void this.work();
    }
    this.publish();
  }

  /** Frames in the queue that no one has begun. */
  private waiting(): number {
    return this.queue.length - this.next;
  }

  private setQueue(frames: SeriesFrame[]): void {
    this.queue = frames;
    this.next = 0;
  }

  private takeNext(): SeriesFrame | undefined {
    const frame = this.queue[this.next];
    if (frame === undefined) this.setQueue([]);
    else this.next++;
    return frame;
  }

  private enqueueMissing(): void {
    const state = this.store.getState();
    for (const series of selectSeries(state)) {
      const { excluded } = settingsOf(state, series.key);
      for (const frame of series.frames) {
        if (frame.layout === undefined || frame.problem !== undefined || excluded.has(frame.key)) continue;
        if (state.outcomes.has(frame.id) || this.claimed.has(frame.id)) continue;
        this.claimed.add(frame.id);
        this.queue.push(frame);
      }
    }
  }

  /** Drops what has not begun. */
  cancel(): void {
    this.held = true;
    for (const frame of this.queue.slice(this.next)) this.claimed.delete(frame.id);
    this.setQueue([]);
    this.publish();
  }

  /** Drops queued frames of files that are gone, and what was found of them and not told yet. */
  forget(fileIds: ReadonlySet<string>): void {
    const waiting = this.queue.slice(this.next);
    for (const frame of waiting) if (fileIds.has(frame.file.id)) this.claimed.delete(frame.id);
    this.setQueue(waiting.filter((frame) => !fileIds.has(frame.file.id)));
    for (const id of this.results.keys()) if (fileIds.has(fileOfFrame(id))) this.results.delete(id);
  }

  private async work(): Promise<void> {
    for (let frame = this.takeNext(); frame !== undefined; frame = this.takeNext()) {
      const outcome = await this.scan(frame).catch((error: unknown): ScanOutcome => {
        // What nobody expected on one frame must not end the lane: the frames behind it would wait for ever.
        return { kind: 'failed', problem: { code: 'workerFailed', detail: String(error) } };
      });
      const isHere = this.registry.get(frame.file.id) !== undefined;
      if (outcome !== undefined && isHere) this.results.set(frame.id, outcome);
      this.claimed.delete(frame.id);
      this.timer ??= setTimeout(() => this.publish(), this.pauseMs);
    }
    this.lanes--;
    if (this.lanes === 0) this.publish();
  }

  private async scan(frame: SeriesFrame): Promise<ScanOutcome | undefined> {
    const file = this.registry.get(frame.file.id);
    const place = placeOf(frame);
    if (file === undefined || place === undefined) return undefined;
    const outcome = await this.client.scan(file, place);
    this.bytesRead += place.frameBytes;
    return outcome;
  }

  /** Moves results into the store and brings the progress up to date. */
  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const begin = performance.now();
    let { outcomes } = this.store.getState();
    if (this.results.size > 0) {
      outcomes = new Map([...outcomes, ...this.results]);
      this.results = new Map();
    }
    this.store.setState({ outcomes, scan: this.progress(outcomes) });
    // The screen is drawn before the next timer.
    setTimeout(() => {
      this.pauseMs = Math.max(FLUSH_MS, PAUSE_PER_FLUSH * (performance.now() - begin));
    });
  }

  /** Counts every frame that is to be looked at; one that cannot be read counts as done. */
  private progress(outcomes: ReadonlyMap<string, ScanOutcome>): ScanState {
    const state = this.store.getState();
    const running = this.lanes > 0 || this.waiting() > 0 || this.additions > 0;
    let framesTotal = this.announced;
    let framesDone = 0;
    let framesFailed = 0;
    let bytesTotal = 0;
    let bytesDone = 0;
    for (const series of selectSeries(state)) {
      const { excluded } = settingsOf(state, series.key);
      for (const frame of series.frames) {
        const outcome = outcomes.get(frame.id);
        if (excluded.has(frame.key) && outcome === undefined) continue;
        const bytes = frame.layout === undefined ? 0 : frameBytesOf(frame.layout);
        framesTotal++;
        bytesTotal += bytes;
        if (frame.problem === undefined && outcome === undefined) continue;
        framesDone++;
        if (outcome !== undefined) bytesDone += bytes;
        if (frame.problem !== undefined || outcome?.kind === 'failed') framesFailed++;
      }
    }
    const seconds = (performance.now() - this.startedAt) / 1000;
    const bytesPerSecond = running && seconds > 0 ? this.bytesRead / seconds : state.scan.bytesPerSecond;
    const counts = { framesDone, framesTotal, bytesDone, bytesTotal, bytesPerSecond };
    if (running) return { ...counts, phase: 'running' };
    if (framesTotal === 0 || framesDone < framesTotal) return { ...counts, phase: 'idle' };
    return { ...counts, phase: framesFailed === framesTotal ? 'failed' : 'done' };
  }
}
