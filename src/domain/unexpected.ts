/** A fault of the program that nobody foresaw. */
export interface Unexpected {
  /** Part of the screen that it took away; undefined where nothing on the screen is missing. */
  readonly part: string | undefined;
  readonly message: string;
  /** What the program's makers need: where in the program it happened. */
  readonly stack: string;
  /** When, ms since 1970. */
  readonly atMs: number;
  /** Faults since then, this one included. Later ones often follow from the first. */
  readonly times: number;
}
