import { type ProxyMarked, proxy, type Remote } from 'comlink';
import type { BeamSearch } from '../domain/beamSearch';
import type { ExportOutcome, FolderOrder, SkippedSeries } from '../domain/exportRun';
import type { FileLayout, FramePlace, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import { type ConvertedFrame, type ExportRecipe, frameRecipeOf, type RecipeFrame } from '../domain/recipe';
import type { Result } from '../domain/result';
import { imageBytesPerFrame } from '../outputs/outputs';
import { type FrameService, type SeriesJob, serveWriter, workerFailure } from './frameService';
import type {
  FrameReference,
  OnSeriesChange,
  RequestFrame,
  WorkerApi,
  ZipOutcome,
  ZipTarget,
} from './protocol';
import { type StartWorker, WatchedWorker } from './watchedWorker';

/** Size of the pool: one more than the cores, 2 to 4 (reading and computing overlap). */
function poolSize(): number {
  return Math.min(Math.max((navigator.hardwareConcurrency || 2) + 1, 2), 4);
}

/** The worker's code is a chunk of its own, so that the screen appears first. */
const loadWorker = () => import('./server?worker&inline');

async function startPedestalWorker(): Promise<Worker> {
  const { default: PedestalWorker } = await loadWorker();
  return new PedestalWorker();
}

/** A worker silent for this long, plus time for each byte, is considered dead. */
const PATIENCE_MS = 30_000;
/** Slowest disk allowed for, bytes per millisecond. */
const SLOWEST_BYTES_PER_MS = 500;

/** Memory limit for frames in flight during an export, bytes. */
const AHEAD_BYTES = 384 * 2 ** 20;

/** A series to write to a folder. */
export interface FolderJob extends SeriesJob, FolderOrder {}

/** The workers as seen by the main thread: a pool for frames, one that writes, one for display. */
export class WorkerClient {
  private readonly pool: WatchedWorker[] = [];
  private readonly exporter: WatchedWorker;
  private readonly viewer: WatchedWorker;
  private readonly start: StartWorker;
  private readonly patienceMs: number;
  private disposed = false;

  /** Number of calls that can run in parallel. */
  readonly parallel = poolSize();

  /** @param patienceMs how long a worker may be silent, without the time for reading */
  constructor(start: StartWorker = startPedestalWorker, patienceMs = PATIENCE_MS) {
    this.start = () => (this.disposed ? Promise.reject(new Error('the workers were stopped')) : start());
    this.patienceMs = patienceMs;
    this.exporter = new WatchedWorker(this.start);
    this.viewer = new WatchedWorker(this.start);
  }

  /** Starts the pool in advance. */
  prepare(): void {
    while (this.pool.length < this.parallel) {
      const worker = new WatchedWorker(this.start);
      this.pool.push(worker);
      worker.prepare();
    }
  }

  /** Stops all workers for good: pending and later calls fail. */
  dispose(): void {
    this.disposed = true;
    for (const worker of [...this.pool, this.exporter, this.viewer]) worker.end();
  }

  /** Time limit for reading so many bytes, including the worker's queued calls. */
  private limitFor(bytes: number): number {
    return this.patienceMs + bytes / SLOWEST_BYTES_PER_MS;
  }

  /** Asks the least busy worker of the pool, starting workers as needed. */
  private withPool<T>(run: (remote: Remote<WorkerApi>) => Promise<T>, bytes: number): Promise<T> {
    let chosen = this.pool.find((worker) => worker.queue === 0);
    if (chosen === undefined && this.pool.length < this.parallel) {
      chosen = new WatchedWorker(this.start);
      this.pool.push(chosen);
    }
    chosen ??= this.pool.reduce((best, worker) => (worker.queue < best.queue ? worker : best));
    return chosen.call(run, this.limitFor(bytes * (chosen.queue + 1)));
  }

  /** Reads a file's head. */
  async inspect(file: File): Promise<Result<FileLayout>> {
    try {
      return await this.withPool<Result<FileLayout>>(async (remote) => await remote.inspect(file), 0);
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Reads one frame and returns its summary. */
  async scan(file: File, place: FramePlace): Promise<ScanOutcome> {
    try {
      return await this.withPool<ScanOutcome>(
        async (remote) => await remote.scan(file, place),
        place.frameBytes,
      );
    } catch (error) {
      return { kind: 'failed', problem: workerFailure(error) };
    }
  }

  /** One frame's pixels for display; transferred, not copied. */
  async readFrame(file: File, place: FramePlace): Promise<Result<PixelArray>> {
    try {
      return await this.viewer.call<Result<PixelArray>>(
        async (remote) => await remote.readFrame(file, place),
        this.limitFor(place.frameBytes * (this.viewer.queue + 1)),
      );
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Several frames as one picture; undefined if superseded or cancelled. */
  async project(
    frames: readonly FrameReference[],
    kind: ProjectionKind,
    onProgress: (framesDone: number) => void,
  ): Promise<Result<ProjectedFrame> | undefined> {
    try {
      return await this.viewer.once<Result<ProjectedFrame> | undefined>(
        async (remote) => await remote.project(frames, kind, proxy(onProgress)),
      );
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Cancels the running projection. */
  async cancelProjection(): Promise<void> {
    await this.viewer.tell(async (remote) => await remote.cancelProjection());
  }

  /** Finds the beam centre from a few frames. */
  async searchBeam(frames: readonly FrameReference[]): Promise<Result<BeamSearch>> {
    const total = frames.reduce((sum, { place }) => sum + place.frameBytes, 0);
    try {
      return await this.withPool<Result<BeamSearch>>(
        async (remote) => await remote.searchBeam(frames),
        total,
      );
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Converts one frame to the outputs of a recipe. */
  async convertFrame(file: File, recipe: ExportRecipe, frame: RecipeFrame): Promise<Result<ConvertedFrame>> {
    try {
      return await this.withPool<Result<ConvertedFrame>>(
        async (remote) => await remote.convertFrame(file, frameRecipeOf(recipe), frame),
        frame.place.frameBytes,
      );
    } catch (error) {
      return { ok: false, problem: workerFailure(error) };
    }
  }

  /** Writes series as one ZIP. One export at a time. */
  exportZip(
    jobs: readonly SeriesJob[],
    skipped: readonly SkippedSeries[] | undefined,
    target: ZipTarget,
    onChange: OnSeriesChange,
  ): Promise<ZipOutcome> {
    const tasks = jobs.map(({ recipe }) => ({ recipe, framesAhead: this.framesAhead(recipe) }));
    return this.export(jobs, (remote, request) =>
      remote.exportZip(tasks, skipped, target, request, proxy(onChange)),
    );
  }

  /** Writes series file by file into a folder. One export at a time. */
  exportFolder(
    jobs: readonly FolderJob[],
    skipped: readonly SkippedSeries[] | undefined,
    folder: FileSystemDirectoryHandle,
    onChange: OnSeriesChange,
  ): Promise<ExportOutcome> {
    const tasks = jobs.map(({ sources: _, ...task }) => ({
      ...task,
      framesAhead: this.framesAhead(task.recipe),
    }));
    return this.export(jobs, (remote, request) =>
      remote.exportFolder(tasks, skipped, folder, request, proxy(onChange)),
    );
  }

  /** Frames in flight: one per worker, fewer if that takes too much memory. */
  private framesAhead(recipe: ExportRecipe): number {
    const sourceBytes = recipe.frames.reduce((most, { place }) => Math.max(most, place.frameBytes), 1);
    const bytes = sourceBytes + imageBytesPerFrame(recipe, recipe.shape);
    return Math.min(Math.max(Math.floor(AHEAD_BYTES / bytes), 1), this.parallel);
  }

  /** The pool as the converter of a writer. @param writer takes the ports by which frames come */
  serve(writer: Pick<Remote<WorkerApi>, 'connectPool'>, jobs: readonly SeriesJob[]): FrameService {
    return serveWriter((ask, bytes) => this.withPool(ask, bytes), writer, jobs);
  }

  private async export<T extends ExportOutcome>(
    jobs: readonly SeriesJob[],
    run: (remote: Remote<WorkerApi>, request: RequestFrame & ProxyMarked) => Promise<T>,
  ): Promise<T | ExportOutcome> {
    let service: FrameService | undefined;
    try {
      return await this.exporter.once<T>((remote) => {
        service = this.serve(remote, jobs);
        return run(remote, proxy(service.request));
      });
    } catch (error) {
      const failure = { code: 'cannotWrite' as const, detail: workerFailure(error).detail };
      return { series: [], bytesWritten: 0, failure };
    } finally {
      service?.end();
    }
  }

  /**
   * Ends the running export. A ZIP is discarded; in a folder, what is finished stays. A worker that does not react
   * is stopped, and the export has failed.
   */
  async cancelExport(): Promise<void> {
    await this.exporter.tellToEnd(async (remote) => await remote.cancelExport(), this.patienceMs);
  }

  /** One TIA raw file of the example series. */
  exampleFrame(frameIndex: number): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    return this.withPool((remote) => remote.exampleFrame(frameIndex), 0);
  }
}
