import type { Clock } from './clock';

/** Duration of a slow close, ms: a disk takes some 10 ms, Chromium's check without a network 5 s. */
export const SLOW_CLOSE_MS = 1000;
/** Duration of a close that is reported, ms: a busy computer may need a second. */
export const TOLD_CLOSE_MS = 2000;

/** Unfinished files allowed at a time: at the start of an export, and at most. */
export const NARROWEST = 8;
const FIRST_WIDTH = 32;
export const WIDEST = 128;

/**
 * How many files may be unfinished at a time, by how long their closing takes. While the browser waits for its service
 * no close ends, so what counts is how many files are written meanwhile. Each close that turns out to be slow doubles
 * the number at once; as many quick ones in a row as may be unfinished halve it.
 */
export class CloseWidth {
  /** Closes so far that took longer than {@link TOLD_CLOSE_MS}. */
  slowFiles = 0;
  private width = FIRST_WIDTH;
  private quickInRow = 0;
  private readonly clock: Clock;
  private readonly listeners = new Set<() => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Unfinished files currently allowed, {@link NARROWEST} to {@link WIDEST}. */
  get current(): number {
    return this.width;
  }

  /** Calls back when the width or the number of slow files grows. @returns a function that ends this */
  onSlow(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs a close and adapts to its duration. */
  async measure(close: () => Promise<void>): Promise<void> {
    let slow = false;
    const endWidening = this.clock.after(SLOW_CLOSE_MS, () => {
      slow = true;
      this.quickInRow = 0;
      this.width = Math.min(2 * this.width, WIDEST);
      this.tell();
    });
    const endTelling = this.clock.after(TOLD_CLOSE_MS, () => {
      this.slowFiles++;
      this.tell();
    });
    try {
      await close();
    } finally {
      endWidening();
      endTelling();
      if (!slow) this.noteQuick();
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private noteQuick(): void {
    this.quickInRow++;
    if (this.quickInRow < this.width) return;
    this.quickInRow = 0;
    this.width = Math.max(this.width / 2, NARROWEST);
  }
}
