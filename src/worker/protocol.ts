import type { BeamSearch } from '../domain/beamSearch';
import type { ExportOutcome, FolderOrder, SeriesExport, SkippedSeries } from '../domain/exportRun';
import type { FileLayout, FramePlace, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import type { ConvertedFrame, ExportRecipe, FrameRecipe, RecipeFrame } from '../domain/recipe';
import type { Result } from '../domain/result';

/** A file as it crosses to a worker: structured cloning copies the reference, not the bytes. */
type FileReference = File;

/**
 * Where a ZIP goes: a place the user chose, a file in the browser's private storage to download from, or
 * where there is no such storage (a page opened as a file, a private window) the browser's memory.
 */
export type ZipTarget =
  | { readonly kind: 'handle'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'staging'; readonly folder: string; readonly fileName: string }
  | { readonly kind: 'memory' };

/** How the export of a ZIP ended; one made in memory comes with it. */
export interface ZipOutcome extends ExportOutcome {
  readonly zip?: Blob;
}

/** A series to be written. */
export interface SeriesTask {
  readonly recipe: ExportRecipe;
  /** Frames that are converted while another is written. */
  readonly framesAhead: number;
}

/** A series to be written into a folder. */
export interface FolderTask extends SeriesTask, FolderOrder {}

/** Has a frame of a task converted and sent to the writer with a ticket; resolves when it was, or with why not. */
export type RequestFrame = (task: number, frame: number, ticket: number) => Promise<Result<undefined>>;

/** Told where the series with this index stands. */
export type OnSeriesChange = (at: number, state: SeriesExport) => void;

/** A frame and the file that it lies in. */
export interface FrameReference {
  readonly file: FileReference;
  readonly place: FramePlace;
}

/** A worker's word, beside its answers, on a promise that was rejected and that nobody waited for. */
export interface StrayRejection {
  readonly strayRejection: string;
}

/** What a worker can do. Every call is independent; only what is displayed crosses back whole. */
export interface WorkerApi {
  inspect(file: FileReference): Promise<Result<FileLayout>>;
  scan(file: FileReference, place: FramePlace): Promise<ScanOutcome>;
  readFrame(file: FileReference, place: FramePlace): Promise<Result<PixelArray>>;
  /**
   * Puts frames of one shape together for display. A later call ends an earlier one, which then gives
   * undefined.
   */
  project(
    frames: readonly FrameReference[],
    kind: ProjectionKind,
    onProgress: (framesDone: number) => void,
  ): Promise<Result<ProjectedFrame> | undefined>;
  cancelProjection(): void;
  /** Looks for the beam centre in a handful of frames of one shape. */
  searchBeam(frames: readonly FrameReference[]): Promise<Result<BeamSearch>>;
  /** One frame in the outputs of a recipe. */
  convertFrame(file: FileReference, recipe: FrameRecipe, frame: RecipeFrame): Promise<Result<ConvertedFrame>>;
  /** Takes a port to the worker that writes, for {@link deliverFrame}. */
  connectWriter(port: MessagePort): void;
  /** Lets that port go, and the memory that came back by it. */
  disconnectWriter(): void;
  /** Converts a frame and sends it to the writer, with the CRC-32 of its files. Resolves when it was sent. */
  deliverFrame(
    file: FileReference,
    recipe: FrameRecipe,
    frame: RecipeFrame,
    ticket: number,
  ): Promise<Result<undefined>>;
  /** Takes a port to a worker that converts, before or while this one writes. */
  connectPool(port: MessagePort): void;
  /** Writes series as one ZIP; with `skipped` it gets a report on all of them. */
  exportZip(
    tasks: readonly SeriesTask[],
    skipped: readonly SkippedSeries[] | undefined,
    target: ZipTarget,
    request: RequestFrame,
    onChange: OnSeriesChange,
  ): Promise<ZipOutcome>;
  /** Writes series into folders of their own in `folder`; with `skipped` with a report on all of them. */
  exportFolder(
    tasks: readonly FolderTask[],
    skipped: readonly SkippedSeries[] | undefined,
    folder: FileSystemDirectoryHandle,
    request: RequestFrame,
    onChange: OnSeriesChange,
  ): Promise<ExportOutcome>;
  cancelExport(): void;
  /** One TIA raw file of the example series. */
  exampleFrame(frameIndex: number): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
}
