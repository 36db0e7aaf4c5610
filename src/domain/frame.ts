import type { PixelType } from './pixelType';
import type { FileNotice, FrameShape, Problem } from './problem';

/** Where and how the pixels of a file's frames are stored. All sizes in pixels, all offsets in bytes. */
export interface FileLayout {
  readonly format: 'tia-raw' | 'mrc';
  readonly pixelType: PixelType;
  readonly littleEndian: boolean;
  readonly fastSize: number;
  readonly slowSize: number;
  /** Frames in the file, >= 1; more than 1 only for an MRC stack. */
  readonly frameCount: number;
  /** Offset of the first frame's first pixel. */
  readonly dataOffset: number;
  /** Bytes of one frame. */
  readonly frameBytes: number;
  readonly notices: readonly FileNotice[];
  /** Geometry that the file itself states (FEI extended header); empty for TIA raw. */
  readonly metadata: FileMetadata;
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
