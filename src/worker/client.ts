import { proxy, type Remote, wrap } from 'comlink';
import type { BeamSearch } from '../domain/beamCentre';
import type { FileLayout, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import type { ExportOutcome, ExportProgress, ExportRecipe } from '../domain/recipe';
import type { Result } from '../domain/result';
import type { FrameReference, WorkerApi, ZipTarget } from './protocol';

/** Workers for scanning: one more than the cores, within 2..4 (reading and computing overlap). */
function poolSize(): number {
  return Math.min(Math.max((navigator.hardwareConcurrency || 2) + 1, 2), 4);
}

/** The worker's code is a part of its own, so that the screen is there first. */
async function startWorker(): Promise<Remote<WorkerApi>> {
  const { default: PedestalWorker } = await import('./server?worker&inline');
  return wrap<WorkerApi>(new PedestalWorker());
}

interface PoolWorker {
  readonly remote: Promise<Remote<WorkerApi>>;
  queue: number;
}

/** A fault inside a worker is the program's, not the file's; it is reported with the frame it happened on. */
function workerFailure(error: unknown) {
  return {
    code: 'workerFailed' as const,
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** The main thread's way to the workers: a pool for frames, one worker for the export, one for the display. */
export class WorkerClient {
  private readonly pool: PoolWorker[] = [];
  private exporter: Promise<Remote<WorkerApi>> | undefined;
  private viewer: Promise<Remote<WorkerApi>> | undefined;

  /** Calls that may run side by side. */
  readonly parallel = poolSize();

  /** The least busy worker of the pool; workers are started as they are needed. */
  private async withPool<T>(run: (remote: Remote<WorkerApi>) => Promise<T>): Promise<T> {
    let chosen = this.pool.find((worker) => worker.queue === 0);
    if (chosen === undefined && this.pool.length < this.parallel) {
      chosen = { remote: startWorker(), queue: 0 };
      this.pool.push(chosen);
    }
    chosen ??= this.pool.reduce((best, worker) => (worker.queue < best.queue ? worker : best));
    chosen.queue++;
    try {
      return await run(await chosen.remote);
    } finally {
      chosen.queue--;
    }
  }

  /** Reads a file's head. */
  async inspect(file: File): Promise<Result<FileLayout>> {
    try {
      return await this.withPool<Result<FileLayout>>(async (remote) => await remote.inspect(file));
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Reads one frame and returns its summary. */
  async scan(file: File, layout: FileLayout, indexInFile: number): Promise<ScanOutcome> {
    try {
      return await this.withPool<ScanOutcome>(async (remote) => await remote.scan(file, layout, indexInFile));
    } catch (error) {
      return { kind: 'failed', problem: workerFailure(error) };
    }
  }

  /** One frame's pixels for display; they are handed over, not copied. */
  async readFrame(file: File, layout: FileLayout, indexInFile: number): Promise<Result<PixelArray>> {
    this.viewer ??= startWorker();
    try {
      return await (await this.viewer).readFrame(file, layout, indexInFile);
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Several frames as one picture; undefined when a later call or a cancellation ended it. */
  async project(
    frames: readonly FrameReference[],
    kind: ProjectionKind,
    onProgress: (framesDone: number) => void,
  ): Promise<Result<ProjectedFrame> | undefined> {
    this.viewer ??= startWorker();
    try {
      return await (await this.viewer).project(frames, kind, proxy(onProgress));
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Ends the projection that is being made. */
  async cancelProjection(): Promise<void> {
    await (await this.viewer)?.cancelProjection();
  }

  /** Looks for the beam centre in a handful of frames. */
  async searchBeam(frames: readonly FrameReference[]): Promise<Result<BeamSearch>> {
    try {
      return await this.withPool<Result<BeamSearch>>(async (remote) => await remote.searchBeam(frames));
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** One converted frame as a file's bytes. */
  async encodeFrame(
    file: File,
    recipe: ExportRecipe,
    format: 'smv' | 'mrc',
  ): Promise<Result<Uint8Array<ArrayBuffer>>> {
    this.viewer ??= startWorker();
    try {
      return await (await this.viewer).encodeFrame(file, recipe, format);
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Writes one series as a ZIP. One export at a time. */
  async exportZip(
    files: readonly File[],
    recipe: ExportRecipe,
    target: ZipTarget,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<ExportOutcome> {
    this.exporter ??= startWorker();
    try {
      return await (await this.exporter).exportZip(files, recipe, target, proxy(onProgress));
    } catch (error) {
      return { kind: 'failed', failure: { code: 'cannotWrite', detail: workerFailure(error).detail } };
    }
  }

  /** Ends the running export; what was written is discarded. */
  async cancelExport(): Promise<void> {
    await (await this.exporter)?.cancelExport();
  }

  /** One TIA raw file of the example series. */
  exampleFrame(frameIndex: number): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    return this.withPool((remote) => remote.exampleFrame(frameIndex));
  }
}
