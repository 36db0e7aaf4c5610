import type { BeamStop } from './beamStop';
import type { ConversionChoice } from './conversion';
import type { FileLayout, FrameSummary } from './frame';
import type { Geometry, PlaceholderKey, SourcedGeometry } from './geometry';
import type { FrameShape } from './problem';

/** Output formats. */
export interface OutputFormats {
  readonly smv: boolean;
  readonly mrc: boolean;
  /** SMV headers with Leginon's keys, order and number formats, for comparing; not for processing. */
  readonly leginonHeaders?: boolean;
}

/** One frame to be written. */
export interface RecipeFrame {
  readonly number: number;
  /** Path of the source as the user knows it. */
  readonly source: string;
  readonly sourceBytes: number;
  readonly lastModifiedMs: number;
  readonly layout: FileLayout;
  readonly indexInFile: number;
  /** Statistics from the scan, raw counts. */
  readonly statistics: Pick<FrameSummary, 'min' | 'max' | 'mean' | 'std'>;
  /** Of the bytes that were scanned; the export must find the same. */
  readonly fingerprint: number;
  /** What the scan's histogram says will be cut; the export must find the same. */
  readonly expectedLow: readonly [atLeast: number, atMost: number];
  readonly expectedHigh: readonly [atLeast: number, atMost: number];
}

/** A frame of the series that is left out, for the report. */
export interface ExcludedFrame {
  readonly number: number;
  readonly source: string;
  readonly reason: string;
}

/** A warning as shown on screen, for the report. */
export interface ReportedWarning {
  readonly code: string;
  readonly message: string;
}

/** All that the worker needs to write one series: the files come beside it, in the order of `frames`. */
export interface ExportRecipe {
  readonly program: string;
  readonly version: string;
  /** Name of the folder that the output lies in; the stem, unless another series has the same. */
  readonly outputFolder: string;
  readonly stem: string;
  readonly digits: number;
  readonly shape: FrameShape;
  readonly formats: OutputFormats;
  readonly choice: ConversionChoice;
  /** Counts added to every pixel of the SMV series. */
  readonly offset: number;
  /** IMAGE_PEDESTAL, counts. */
  readonly pedestal: number;
  /** Every known value with its origin, for the report. */
  readonly geometry: SourcedGeometry;
  /** Values for the headers, placeholders included. */
  readonly headerGeometry: Geometry;
  readonly placeholders: readonly PlaceholderKey[];
  readonly beamStop: BeamStop | undefined;
  /** Number of the series' first frame, included or not: angles count from it. */
  readonly firstNumber: number;
  readonly frames: readonly RecipeFrame[];
  readonly excluded: readonly ExcludedFrame[];
  readonly gaps: readonly (readonly [number, number])[];
  readonly warnings: readonly ReportedWarning[];
}

/** SHA-256, as hexadecimal digits, of one output file. */
export interface FileDigest {
  /** Path in the series' folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an export read and wrote, for the report. */
export interface ExportDigests {
  /** SHA-256 of each frame's pixels as they lie in its source, by frame number. */
  readonly sources: ReadonlyMap<number, string>;
  readonly outputs: readonly FileDigest[];
}

/** What was cut in one written frame. */
export interface WrittenFrame {
  readonly number: number;
  readonly truncatedLow: number;
  readonly truncatedHigh: number;
}
