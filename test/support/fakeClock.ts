import type { Clock } from '../../src/pipeline/clock';

/** A clock that stands until it is told to go on. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private readonly timers = new Map<() => void, number>();

  after(ms: number, run: () => void): () => void {
    this.timers.set(run, this.nowMs + ms);
    return () => this.timers.delete(run);
  }

  /** Lets time pass and runs what is due. */
  pass(ms: number): void {
    this.nowMs += ms;
    for (const [run, atMs] of this.timers) {
      if (atMs > this.nowMs) continue;
      this.timers.delete(run);
      run();
    }
  }
}
