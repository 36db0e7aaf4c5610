import type { BeamSearch } from '../domain/beamSearch';
import type { ExportOutcome, FolderOrder, SeriesExport, SkippedSeries } from '../domain/exportRun';
import type { FileLayout, FramePlace, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import type { ConvertedFrame, ExportRecipe, FrameRecipe, RecipeFrame } from '../domain/recipe';
import type { Result } from '../domain/result';

/** A file as passed to a worker: structured cloning copies the reference, not the bytes. */
type FileReference = File;

/**
 * Where a ZIP goes: a place the user chose, a file in the browser's private storage to download from, or
 * where there is no such storage (a page opened as a file, a private window) the browser's memory.
 */
export type ZipTarget =
  | { readonly kind: 'handle'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'staging'; readonly folder: string; readonly fileName: string }
  | { readonly kind: 'memory' };

/** Outcome of a ZIP export, with the ZIP if it was assembled in memory. */
export interface ZipOutcome extends ExportOutcome {
  readonly zip?: Blob;
}

/** A series to write. */
export interface SeriesTask {
  readonly recipe: ExportRecipe;
  /** Frames converted ahead while another is written. */
  readonly framesAhead: number;
}

/** A series to write to a folder. */
export interface FolderTask extends SeriesTask, FolderOrder {}

/** Requests a frame for the writer; resolves once it is sent, or with the problem. */
export type RequestFrame = (task: number, frame: number, ticket: number) => Promise<Result<undefined>>;

/** Reports the state of the series with this index. */
export type OnSeriesChange = (at: number, state: SeriesExport) => void;

/** A frame and its file. */
export interface FrameReference {
  readonly file: FileReference;
  readonly place: FramePlace;
}

/** A worker's message about an unhandled rejection. */
export interface StrayRejection {
  readonly strayRejection: string;
}

/** The interface of a worker. Calls are independent; only displayed frames return whole. */
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
  /** Finds the beam centre from a few frames of one shape. */
  searchBeam(frames: readonly FrameReference[]): Promise<Result<BeamSearch>>;
  /** Converts one frame to the outputs of a recipe. */
  convertFrame(file: FileReference, recipe: FrameRecipe, frame: RecipeFrame): Promise<Result<ConvertedFrame>>;
  /** Receives the port to the writer, for {@link deliverFrame}. */
  connectWriter(port: MessagePort): void;
  /** Closes that port and drops the buffers it returned. */
  disconnectWriter(): void;
  /** Converts a frame, with CRC-32, and sends it to the writer. Resolves once it is sent. */
  deliverFrame(
    file: FileReference,
    recipe: FrameRecipe,
    frame: RecipeFrame,
    ticket: number,
  ): Promise<Result<undefined>>;
  /** Receives a port from a converting worker, before or during an export. */
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
