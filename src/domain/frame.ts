import { BYTES_PER_PIXEL } from './pixelType';
import type { FileNotice, FrameShape, Problem } from './problem';

/** Where each frame's first pixel stands in its file, bytes. */
export type FrameOffsets =
  | { readonly kind: 'stride'; readonly firstBytes: number; readonly strideBytes: number }
  /** One entry a frame. */
  | { readonly kind: 'table'; readonly bytes: readonly number[] };

/** Where and how the pixels of a file's frames are stored. */
export interface FileLayout extends FrameShape {
  /** `id` of the input format. */
  readonly format: string;
  readonly littleEndian: boolean;
  /** Frames in the file, >= 1. */
  readonly frameCount: number;
  readonly offsets: FrameOffsets;
  readonly notices: readonly FileNotice[];
  /** Geometry that the file itself states; empty where the format has none. */
  readonly metadata: FileMetadata;
}

/** Where and how one frame's pixels lie in its file: all that reading them takes. */
export interface FramePlace extends FrameShape {
  readonly littleEndian: boolean;
  /** Of the first pixel, bytes from the file's beginning. */
  readonly offsetBytes: number;
  /** Bytes of all pixels. */
  readonly frameBytes: number;
}

/** Bytes that the pixels of one frame take in a file. */
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

/** Geometry read from an FEI1/FEI2 extended MRC header. A key is absent where the file does not say. */
export interface FileMetadata {
  readonly highTensionKv?: number;
  readonly tiltDeg?: number;
  readonly tiltPerFrameDeg?: number;
  readonly tiltAxisDeg?: number;
  readonly exposureSec?: number;
  readonly binning?: number;
  readonly cameraName?: string;
  /** Pixel spacing in reciprocal space, 1/angstrom. */
  readonly reciprocalPixelPerAngstrom?: number;
  readonly beamCentreFastPx?: number;
  readonly beamCentreSlowPx?: number;
}

/** The shape that must agree within a series. */
export function shapeOf(layout: FileLayout): FrameShape {
  return { fastSize: layout.fastSize, slowSize: layout.slowSize, pixelType: layout.pixelType };
}

/** True when two frames can stand in one series. */
export function sameShape(a: FrameShape, b: FrameShape): boolean {
  return a.fastSize === b.fastSize && a.slowSize === b.slowSize && a.pixelType === b.pixelType;
}

/**
 * Counts of pixels by value, able to answer "how many lie below or above a threshold" (`maths/pixelHistogram`).
 * Bin v holds the values in [v, v+1): for integer pixels every bin is one value.
 */
export interface PixelHistogram {
  /** Occupied bins, rising strictly. */
  readonly values: Float64Array<ArrayBuffer>;
  /** `cumulative[i]` pixels lie in bins 0..i. */
  readonly cumulative: Uint32Array<ArrayBuffer>;
  /** Pixels below the resolved range, counted but not binned; 0 for every real camera frame. */
  readonly unresolvedBelow: number;
  /** Pixels above the resolved range, counted but not binned; 0 for every real camera frame. */
  readonly unresolvedAbove: number;
}

/** A small picture of a frame, 8-bit grey, row by row, brighter = more counts. */
export interface Thumbnail {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly grey: Uint8Array<ArrayBuffer>;
}

/** All that is kept of a frame after the scan. Raw counts; the pixels themselves are dropped. */
export interface FrameSummary {
  readonly pixelCount: number;
  readonly min: number;
  /** Where the first pixel of value `min` lies: slow * fastSize + fast. */
  readonly minPlace: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation (numpy's default). */
  readonly std: number;
  readonly histogram: PixelHistogram;
  readonly thumbnail: Thumbnail;
  /** Pixels whose value is not an integer: their fraction is cut off in SMV. */
  readonly fractionalCount: number;
  /** Pixels that change when stored as float32 (MRC mode 2). */
  readonly float32InexactCount: number;
  /** Of the frame's bytes as they lie in the file (`maths/fingerprint`), to notice that they have changed. */
  readonly fingerprint: number;
}

/** Result of scanning one frame. */
export type ScanOutcome =
  | { readonly kind: 'scanned'; readonly summary: FrameSummary }
  | { readonly kind: 'failed'; readonly problem: Problem };
