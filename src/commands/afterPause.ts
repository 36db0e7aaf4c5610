/** Does something once changes have paused: they come in bursts, with each key and each pixel of a drag. */
export class AfterPause {
  private readonly act: () => void;
  private readonly pauseMs: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param pauseMs time without a change after which `act` is called */
  constructor(act: () => void, pauseMs = 500) {
    this.act = act;
    this.pauseMs = pauseMs;
  }

  /** Notes a change. */
  note(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.pauseMs);
  }

  /** Acts now where a change was noted. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.act();
  }
}
