import type { ScanOutcome } from '../domain/frame';
import type { SeriesFrame } from '../domain/series';
import { selectSeries } from '../state/selectors';
import { type AppStore, IDLE_SCAN } from '../state/store';
import type { WorkerClient } from '../worker/client';
import type { FileRegistry } from './fileRegistry';

/** The screen is told of results at most this often, ms. */
const FLUSH_MS = 100;

/**
 * Scans the frames that need it, a few at a time. Frames may be added while it runs; cancelling lets the
 * frames under way finish and keeps every result.
 */
export class Scanner {
  private readonly queue: SeriesFrame[] = [];
  private readonly claimed = new Set<string>();
  private results = new Map<string, ScanOutcome>();
  private lanes = 0;
  private bytesRead = 0;
  private startedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry) {
    this.store = store;
    this.client = client;
    this.registry = registry;
  }

  /** Queues every frame that is sound so far, not excluded and not scanned, and starts work. */
  scanMissing(): void {
    const state = this.store.getState();
    for (const series of selectSeries(state)) {
      const excluded = state.settings.get(series.key)?.excluded;
      for (const frame of series.frames) {
        if (frame.layout === undefined || frame.problem !== undefined) continue;
        if (state.outcomes.has(frame.id) || this.claimed.has(frame.id) || excluded?.has(frame.id)) continue;
        this.claimed.add(frame.id);
        this.queue.push(frame);
      }
    }
    if (this.lanes === 0) {
      this.startedAt = performance.now();
      this.bytesRead = 0;
    }
    while (this.lanes < this.client.parallel && this.lanes < this.queue.length + this.lanes) {
      if (this.queue.length === 0) break;
      this.lanes++;
      void this.work();
    }
    this.publish();
  }

  /** Drops what has not begun. */
  cancel(): void {
    for (const frame of this.queue) this.claimed.delete(frame.id);
    this.queue.length = 0;
    this.publish();
  }

  /** Drops queued frames of files that are gone. */
  forget(fileIds: ReadonlySet<string>): void {
    const kept = this.queue.filter((frame) => !fileIds.has(frame.file.id));
    for (const frame of this.queue) if (fileIds.has(frame.file.id)) this.claimed.delete(frame.id);
    this.queue.splice(0, this.queue.length, ...kept);
  }

  private async work(): Promise<void> {
    for (let frame = this.queue.shift(); frame !== undefined; frame = this.queue.shift()) {
      const file = this.registry.get(frame.file.id);
      if (file !== undefined && frame.layout !== undefined) {
        const outcome = await this.client.scan(file, frame.layout, frame.indexInFile);
        this.bytesRead += frame.layout.frameBytes;
        if (this.registry.get(frame.file.id) !== undefined) this.results.set(frame.id, outcome);
      }
      this.claimed.delete(frame.id);
      this.timer ??= setTimeout(() => this.publish(), FLUSH_MS);
    }
    this.lanes--;
    if (this.lanes === 0) this.publish();
  }

  /** Moves results into the store and brings the progress up to date. */
  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const state = this.store.getState();
    const outcomes = new Map(state.outcomes);
    for (const [id, outcome] of this.results) outcomes.set(id, outcome);
    this.results = new Map();
    this.store.setState({ outcomes, scan: this.progress(outcomes) });
  }

  private progress(outcomes: ReadonlyMap<string, ScanOutcome>) {
    const running = this.lanes > 0 || this.queue.length > 0;
    const totals = { ...IDLE_SCAN };
    let failed = 0;
    for (const series of selectSeries(this.store.getState())) {
      for (const frame of series.frames) {
        if (frame.layout === undefined || frame.problem !== undefined) continue;
        const outcome = outcomes.get(frame.id);
        const counts = outcome !== undefined || this.claimed.has(frame.id);
        if (!counts && running) continue;
        totals.framesTotal++;
        totals.bytesTotal += frame.layout.frameBytes;
        if (outcome === undefined) continue;
        totals.framesDone++;
        totals.bytesDone += frame.layout.frameBytes;
        if (outcome.kind === 'failed') failed++;
      }
    }
    const seconds = (performance.now() - this.startedAt) / 1000;
    const previous = this.store.getState().scan;
    const bytesPerSecond = running && seconds > 0 ? this.bytesRead / seconds : previous.bytesPerSecond;
    const complete = totals.framesTotal > 0 && totals.framesDone === totals.framesTotal;
    const ended = failed > 0 && failed === totals.framesTotal ? 'failed' : complete ? 'done' : 'idle';
    return {
      ...totals,
      bytesPerSecond,
      phase: running ? ('running' as const) : (ended as 'done' | 'idle' | 'failed'),
    };
  }
}
