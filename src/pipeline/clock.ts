/** Timers; replaced in tests. */
export interface Clock {
  /** Runs something after a delay, ms. @returns a function that cancels it */
  after(ms: number, run: () => void): () => void;
}

/** The system clock. */
export const SYSTEM_CLOCK: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
