import type { BeamSearch } from '../domain/beamCentre';
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

/** Has a frame of a task converted; `spare` is memory that may be used again. */
export type ConvertTaskFrame = (
  task: number,
  frame: number,
  spare: ArrayBuffer[],
) => Promise<Result<ConvertedFrame>>;

/** Told where the series with this index stands. */
export type OnSeriesChange = (at: number, state: SeriesExport) => void;

/** A frame and the file that it lies in. */
export interface FrameReference {
  readonly file: FileReference;
  readonly place: FramePlace;
}

/** The memory of a converted frame's files, to be handed over with it. */
export function contentsOf({ images }: ConvertedFrame): ArrayBuffer[] {
  return images.map(({ content }) => content.buffer);
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
  /**
   * One frame in the outputs of a recipe.
   * @param crc32 whether the files' CRC-32 is wanted too
   * @param spare memory that may be used again
   */
  convertFrame(
    file: FileReference,
    recipe: FrameRecipe,
    frame: RecipeFrame,
    crc32: boolean,
    spare: ArrayBuffer[],
  ): Promise<Result<ConvertedFrame>>;
  /** Writes series as one ZIP; with `skipped` it gets a report on all of them. */
  exportZip(
    tasks: readonly SeriesTask[],
    skipped: readonly SkippedSeries[] | undefined,
    target: ZipTarget,
    convert: ConvertTaskFrame,
    onChange: OnSeriesChange,
  ): Promise<ZipOutcome>;
  /** Writes series into folders of their own in `folder`; with `skipped` with a report on all of them. */
  exportFolder(
    tasks: readonly FolderTask[],
    skipped: readonly SkippedSeries[] | undefined,
    folder: FileSystemDirectoryHandle,
    convert: ConvertTaskFrame,
    onChange: OnSeriesChange,
  ): Promise<ExportOutcome>;
  cancelExport(): void;
  /** One TIA raw file of the example series. */
  exampleFrame(frameIndex: number): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
}
