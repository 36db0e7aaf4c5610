/** Lets one thing run at a time; the others wait, in the order in which they came. */
export class Turns {
  private inLine = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** Whether something runs or waits. */
  get taken(): boolean {
    return this.inLine > 0;
  }

  /** Runs something when all that came before has ended, however it did. */
  take<T>(run: () => Promise<T>): Promise<T> {
    this.inLine++;
    const mine = this.last.then(run).finally(() => {
      this.inLine--;
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }
}
