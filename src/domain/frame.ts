import { BYTES_PER_PIXEL } from './pixelType';
import type { FileNotice, FrameShape, Problem } from './problem';

/** Byte offset of each frame's first pixel. */
export type FrameOffsets =
  | { readonly kind: 'stride'; readonly firstBytes: number; readonly strideBytes: number }
  /** One entry a frame. */
  | { readonly kind: 'table'; readonly bytes: readonly number[] };

/** Which row of a picture is stored first. Fixed by the program that wrote the file. */
export type RowOrder = 'topDown' | 'bottomUp';

/** Where and how the pixels of a file's frames are stored. */
export interface FileLayout extends FrameShape {
  /** `id` of the input format. */
  readonly format: string;
  readonly littleEndian: boolean;
  /** Frames in the file, >= 1. */
  readonly frameCount: number;
  readonly offsets: FrameOffsets;
  readonly notices: readonly FileNotice[];
  /** Geometry stated by the file; empty if the format has none. */
  readonly metadata: FileMetadata;
  /** Absent if it is not known. */
  readonly rowOrder?: RowOrder;
  /** Frames of the file that cannot be converted, by index. */
  readonly frameProblems?: ReadonlyMap<number, Problem>;
}

/** Where and how one frame's pixels are stored: all that is needed to read them. */
export interface FramePlace extends FrameShape {
  readonly littleEndian: boolean;
  /** Byte offset of the first pixel. */
  readonly offsetBytes: number;
  /** Bytes of all pixels. */
  readonly frameBytes: number;
}

/** Bytes of one frame's pixels in a file. */
export function frameBytesOf({ fastSize, slowSize, pixelType }: FrameShape): number {
  return fastSize * slowSize * BYTES_PER_PIXEL[pixelType];
}

/**
 * The place of one frame in its file.
 * @param indexInFile 0-based, below `layout.frameCount`
 */
export function framePlace(layout: FileLayout, indexInFile: number): FramePlace {
  const { fastSize, slowSize, pixelType, littleEndian, offsets, frameCount } = layout;
  if (indexInFile < 0 || indexInFile >= frameCount) throw new RangeError(`frame ${indexInFile}`);
  const offsetBytes =
    offsets.kind === 'stride'
      ? offsets.firstBytes + indexInFile * offsets.strideBytes
      : (offsets.bytes[indexInFile] as number);
  const frameBytes = frameBytesOf(layout);
  return { fastSize, slowSize, pixelType, littleEndian, offsetBytes, frameBytes };
}

/** Geometry stated by a file. A key is absent if the file does not state it. */
export interface FileMetadata {
  readonly highTensionKv?: number;
  /** Tilt of the first frame. */
  readonly tiltDeg?: number;
  /** Tilt of each frame of a stack, NaN where none is stated. */
  readonly tiltsDeg?: readonly number[];
  readonly tiltPerFrameDeg?: number;
  /** Angle of the tilt axis from the vertical, as FEI writes it. */
  readonly tiltAxisDeg?: number;
  readonly exposureSec?: number;
  readonly binning?: number;
  readonly cameraName?: string;
  /** Pixel edge after binning. */
  readonly pixelSizeMm?: number;
  /** Pixel spacing in reciprocal space, 1/angstrom. */
  readonly reciprocalPixelPerAngstrom?: number;
  readonly beamCentreFastPx?: number;
  readonly beamCentreSlowPx?: number;
}

/** The shape that must agree within a series. */
export function shapeOf(layout: FileLayout): FrameShape {
  return { fastSize: layout.fastSize, slowSize: layout.slowSize, pixelType: layout.pixelType };
}

/** True for a file that ended before its last frames, as one does that is still being copied. */
export function endsEarly({ notices }: Pick<FileLayout, 'notices'>): boolean {
  return notices.some(({ code }) => code === 'fewerSections');
}

/** True if two frames can belong to one series. */
export function sameShape(a: FrameShape, b: FrameShape): boolean {
  return a.fastSize === b.fastSize && a.slowSize === b.slowSize && a.pixelType === b.pixelType;
}

/**
 * Counts of pixels by value, able to answer "how many lie below or above a threshold" (`maths/valueHistogram`).
 * Bin v holds the values in [v, v+1): for integer pixels every bin is one value.
 */
export interface PixelHistogram {
  /** Occupied bins, strictly ascending. */
  readonly values: Float64Array<ArrayBuffer>;
  /** `cumulative[i]` pixels lie in bins 0..i. */
  readonly cumulative: Uint32Array<ArrayBuffer>;
  /** Pixels below the resolved range, counted but not binned; 0 for every real camera frame. */
  readonly unresolvedBelow: number;
  /** Pixels above the resolved range, counted but not binned; 0 for every real camera frame. */
  readonly unresolvedAbove: number;
}

/** Thumbnail of a frame: 8-bit grey, row by row, brighter = more counts. */
export interface Thumbnail {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly grey: Uint8Array<ArrayBuffer>;
}

/** The fractions (value - floor(value)) of a frame's pixels, in bins of equal width from 0 to 1. */
export interface FractionHistogram {
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Mean fraction of each bin's pixels; 0 for an empty bin. */
  readonly means: Float64Array<ArrayBuffer>;
}

/** What is kept of a frame after the scan, in raw counts; the pixels are dropped. */
export interface FrameSummary {
  readonly pixelCount: number;
  readonly min: number;
  /** Position of the first pixel of value `min`: slow * fastSize + fast. */
  readonly minPlace: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation (numpy's default). */
  readonly std: number;
  readonly histogram: PixelHistogram;
  readonly thumbnail: Thumbnail;
  /** Pixels with a fraction, which SMV discards. */
  readonly fractionalCount: number;
  /** Fractions of float pixels; absent where no pixel has one. */
  readonly fractions?: FractionHistogram;
  /** Pixels that change when stored as float32 (MRC mode 2). */
  readonly float32InexactCount: number;
  /** Pixels that wrapped around as signed 16-bit values (`maths/wrappedCounts`). */
  readonly wrappedCount: number;
  /** Fingerprint of the frame's bytes in the file (`maths/fingerprint`), to detect changes. */
  readonly fingerprint: number;
}

/** Result of scanning one frame. */
export type ScanOutcome =
  | { readonly kind: 'scanned'; readonly summary: FrameSummary }
  | { readonly kind: 'failed'; readonly problem: Problem };
