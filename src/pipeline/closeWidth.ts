import type { Clock } from './clock';

/** A close that has lasted so long is slow, ms: a disk takes some 10 ms, Chromium's check without a network 5 s. */
export const SLOW_CLOSE_MS = 1000;
/** One that has lasted so long is told of, ms: a busy computer can need a second. */
export const TOLD_CLOSE_MS = 2000;

/** Files that may be unfinished at a time: fewest, as an export begins, and most. */
export const NARROWEST = 8;
const FIRST_WIDTH = 32;
export const WIDEST = 128;

/**
 * How many files may be unfinished at a time, by how long their closing takes. While the browser waits for its service
 * no close ends, so what counts is how many files are written meanwhile. Each close that turns out to be slow doubles
 * the number at once; as many quick ones in a row as may be unfinished halve it.
 */
export class CloseWidth {
  /** Closes so far that lasted more than {@link TOLD_CLOSE_MS}. */
  slowFiles = 0;
  private width = FIRST_WIDTH;
  private quickInRow = 0;
  private readonly clock: Clock;
  private readonly listeners = new Set<() => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Files that may be unfinished, {@link NARROWEST} to {@link WIDEST}. */
  get current(): number {
    return this.width;
  }

  /** Calls something when the width or the number of slow files has grown. @returns ends that */
  onSlow(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs a close and learns from the time it takes. */
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
