import { type Remote, wrap } from 'comlink';
import type { StrayRejection, WorkerApi } from './protocol';

/** Starts a worker. */
export type StartWorker = () => Promise<Worker>;

/** A worker died or stopped answering; the call may be retried on a new one. */
class WorkerLost extends Error {}

interface Running {
  readonly remote: Remote<WorkerApi>;
  /** Waits for an answer, or fails as soon as the worker is lost. */
  readonly orLost: <T>(answer: Promise<T>) => Promise<T>;
  readonly giveUp: (reason: string) => void;
}

async function launch(start: StartWorker, onLost: () => void): Promise<Running> {
  const worker = await start();
  let lost: WorkerLost | undefined;
  // Racing against one shared promise would retain every answer, pixels too, for the worker's lifetime.
  const waiting = new Set<(error: WorkerLost) => void>();
  const giveUp = (reason: string) => {
    worker.terminate();
    lost ??= new WorkerLost(reason);
    for (const fail of waiting) fail(lost);
    waiting.clear();
    onLost();
  };
  worker.addEventListener('error', (event) => {
    // It is reported with its frame.
    event.preventDefault();
    giveUp(event.message || 'the worker died');
  });
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<StrayRejection> | null>) => {
    // No call fails; the page shows it like its own faults.
    if (typeof data?.strayRejection === 'string')
      reportError(new Error(`in a worker: ${data.strayRejection}`));
  });
  const orLost = <T>(answer: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      if (lost !== undefined) return reject(lost);
      waiting.add(reject);
      answer.finally(() => waiting.delete(reject)).then(resolve, reject);
    });
  return { remote: wrap<WorkerApi>(worker), orLost, giveUp };
}

/**
 * A worker that is watched: when it dies or does not answer in time it is restarted, and its pending calls are
 * retried once.
 */
export class WatchedWorker {
  private readonly start: StartWorker;
  private running: Promise<Running> | undefined;
  /** Pending calls. */
  queue = 0;
  /** Calls made so far. */
  private asked = 0;

  constructor(start: StartWorker) {
    this.start = start;
  }

  /**
   * Asks the worker something that can be asked twice.
   * @param limitMs time after which the worker is given up; undefined waits for ever
   * @throws what the worker throws, or why it was lost twice
   */
  async call<T>(ask: (remote: Remote<WorkerApi>) => Promise<T>, limitMs: number | undefined): Promise<T> {
    try {
      return await this.once(ask, limitMs);
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      return this.once(ask, limitMs);
    }
  }

  /** Stops the worker: pending calls fail, or are retried on another. */
  end(): void {
    this.running?.then(
      ({ giveUp }) => giveUp('the worker was stopped'),
      () => undefined,
    );
  }

  /** Starts the worker in advance; a failure shows at the first call. */
  prepare(): void {
    this.theRunning().catch(() => undefined);
  }

  /** Notifies a running worker; does nothing otherwise. */
  async tell(say: (remote: Remote<WorkerApi>) => Promise<void>): Promise<void> {
    if (this.queue === 0 || this.running === undefined) return;
    const { remote, orLost } = await this.running;
    await orLost(say(remote)).catch(() => undefined);
  }

  /**
   * Tells a worker to end what it is doing.
   * @param limitMs time after which it is given up if it has not
   */
  async tellToEnd(say: (remote: Remote<WorkerApi>) => Promise<void>, limitMs: number): Promise<void> {
    const { running, asked } = this;
    if (this.queue === 0 || running === undefined) return;
    setTimeout(async () => {
      // A later call must not be ended.
      if (this.queue === 0 || this.asked !== asked || this.running !== running) return;
      (await running).giveUp('it did not react to Cancel');
    }, limitMs);
    await this.tell(say);
  }

  /** Makes a call that must not be repeated: a lost worker is an error. */
  async once<T>(ask: (remote: Remote<WorkerApi>) => Promise<T>, limitMs?: number): Promise<T> {
    this.queue++;
    this.asked++;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const { remote, orLost, giveUp } = await this.theRunning();
      if (limitMs !== undefined) {
        const seconds = Math.round(limitMs / 1000);
        timer = setTimeout(() => giveUp(`no answer for ${seconds} s`), limitMs);
      }
      return await orLost(ask(remote));
    } finally {
      clearTimeout(timer);
      this.queue--;
    }
  }

  /** The worker, started if necessary; forgotten once lost. */
  private theRunning(): Promise<Running> {
    if (this.running !== undefined) return this.running;
    const forget = () => {
      if (this.running === mine) this.running = undefined;
    };
    const mine = launch(this.start, forget);
    this.running = mine;
    mine.catch(forget);
    return mine;
  }
}
