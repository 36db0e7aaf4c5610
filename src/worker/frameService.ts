import { type Remote, transfer } from 'comlink';
import type { Problem } from '../domain/problem';
import { type ExportRecipe, frameRecipeOf } from '../domain/recipe';
import type { RequestFrame, WorkerApi } from './protocol';

/** A series to write. */
export interface SeriesJob {
  readonly recipe: ExportRecipe;
  /** The frames' files, in the order of `recipe.frames`. */
  readonly sources: readonly File[];
}

/** The pool as a source of frames for a writer. */
export interface FrameService {
  readonly request: RequestFrame;
  /** Closes the ports. */
  end(): void;
}

/** A failure inside a worker is the program's fault, not the file's; it is reported with its frame. */
export function workerFailure(error: unknown): Extract<Problem, { code: 'workerFailed' }> {
  return {
    code: 'workerFailed',
    detail: error instanceof Error ? error.message : String(error),
  };
}

/**
 * The pool as the converter of a writer. Files stay here, and requests pass through here, where workers are supervised;
 * converted frames go to the writer by one port per worker.
 * @param withPool asks the least busy worker of the pool; a lost one is replaced and asked once more
 * @param writer takes the other ends of the ports
 * @returns the function that requests a frame, and the end of the service
 */
export function serveWriter(
  withPool: <T>(ask: (remote: Remote<WorkerApi>) => Promise<T>, bytes: number) => Promise<T>,
  writer: Pick<Remote<WorkerApi>, 'connectPool'>,
  jobs: readonly SeriesJob[],
): FrameService {
  const connected = new Map<Remote<WorkerApi>, Promise<void>>();
  const connect = async (remote: Remote<WorkerApi>) => {
    const { port1, port2 } = new MessageChannel();
    // Frames queue in the port until the writer has it; a lost writer ends the export anyway.
    writer.connectPool(transfer(port2, [port2])).catch(() => undefined);
    await remote.connectWriter(transfer(port1, [port1]));
  };
  const deliver = async (remote: Remote<WorkerApi>, job: SeriesJob, at: number, ticket: number) => {
    const [file, frame] = [job.sources[at], job.recipe.frames[at]];
    if (file === undefined || frame === undefined) throw new Error('no such frame');
    let connecting = connected.get(remote);
    if (connecting === undefined) {
      connecting = connect(remote);
      connected.set(remote, connecting);
    }
    await connecting;
    return await remote.deliverFrame(file, frameRecipeOf(job.recipe), frame, ticket);
  };
  return {
    request: async (task, at, ticket) => {
      const job = jobs[task];
      const bytes = job?.recipe.frames[at]?.place.frameBytes ?? 0;
      if (job === undefined) throw new Error('no such series');
      try {
        return await withPool((remote) => deliver(remote, job, at, ticket), bytes);
      } catch (error) {
        return { ok: false, problem: workerFailure(error) };
      }
    },
    end() {
      // A lost worker has nothing left to release.
      for (const remote of connected.keys()) remote.disconnectWriter().catch(() => undefined);
    },
  };
}
