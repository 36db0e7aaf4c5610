import type { ScanOutcome } from '../../domain/frame';
import { fileOfFrame, placeOf, type SeriesFrame } from '../../domain/series';
import { selectSeries, settingsOf } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import type { FileRegistry } from './fileRegistry';
import { foldScan, type ScanEvent } from './foldScan';

/** The screen is told of results at most this often, ms, */
const FLUSH_MS = 250;
/** and rests for so many times what the last telling took: thousands of frames take it longer. */
const PAUSE_PER_FLUSH = 8;

/**
 * Scans the frames that need it, with limited concurrency. Frames may be added while it runs; cancelling lets the
 * frames under way finish and keeps every result.
 */
export class Scanner {
  private queue: SeriesFrame[] = [];
  /** Position of the next frame in the queue. */
  private next = 0;
  private readonly claimed = new Set<string>();
  private results = new Map<string, ScanOutcome>();
  private lanes = 0;
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

  /** Lets the scan run again after a cancel. */
  release(): void {
    this.held = false;
  }

  /**
   * Queues every frame that is sound so far, not excluded and not scanned, and starts work.
   * @param events what happens in the same step, so that the scan never looks over in between
   */
  scanMissing(...events: readonly ScanEvent[]): void {
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
    this.publish(...events);
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

  /** Moves results into the store, and says what the scan is doing. */
  private publish(...events: readonly ScanEvent[]): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const begin = performance.now();
    const { outcomes, scan } = this.store.getState();
    const { results } = this;
    this.results = new Map();
    this.store.setState({
      ...(results.size > 0 && { outcomes: new Map([...outcomes, ...results]) }),
      scan: foldScan(scan, ...events, this.nowReading()),
    });
    // The screen is drawn before the next timer.
    setTimeout(() => {
      this.pauseMs = Math.max(FLUSH_MS, PAUSE_PER_FLUSH * (performance.now() - begin));
    });
  }

  private nowReading(): ScanEvent {
    const reading = this.lanes > 0 || this.waiting() > 0;
    const seconds = (performance.now() - this.startedAt) / 1000;
    const isKnown = reading && seconds > 0;
    return { kind: 'reading', reading, ...(isKnown && { bytesPerSecond: this.bytesRead / seconds }) };
  }
}
