/** An unexpected fault of the program. */
export interface Unexpected {
  /** Part of the screen that failed; undefined if none did. */
  readonly part: string | undefined;
  readonly message: string;
  /** For the developers: where in the program it happened. */
  readonly stack: string;
  /** When, ms since 1970. */
  readonly atMs: number;
  /** Faults since then, including this one. Later ones often follow from the first. */
  readonly times: number;
}
