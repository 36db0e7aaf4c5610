/** Tells when a time has passed; a stand-in in tests. */
export interface Clock {
  /** Runs something after a time, ms. @returns calls it off */
  after(ms: number, run: () => void): () => void;
}

/** The system's. */
export const SYSTEM_CLOCK: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
