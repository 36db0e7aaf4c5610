import type { BeamStop } from './beamStop';
import type { ConversionChoice, Storing } from './conversion';
import type { FramePlace, FrameSummary, RowOrder } from './frame';
import type { Geometry, PlaceholderKey, SourcedGeometry } from './geometry';
import type { NumberedBy } from './numberedBy';
import type { FrameShape } from './problem';
import type { ReadingChoice } from './readingChoice';

/** Id of a row of `OUTPUTS`. */
export type OutputId = string;

/** What is written of a series. */
export interface OutputChoice {
  readonly outputs: readonly OutputId[];
  /** SMV headers with Leginon's keys, order and number formats, for comparing; not for processing. */
  readonly leginonHeaders: boolean;
}

/** One frame to be written. */
export interface RecipeFrame {
  readonly number: number;
  /** Path of the source as the user knows it. */
  readonly source: string;
  readonly sourceBytes: number;
  readonly lastModifiedMs: number;
  readonly place: FramePlace;
  /** 1-based place among the frames of its file; absent for a file of one frame. */
  readonly section?: number;
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

/** What all frames of a series have in common as they are written. */
export interface FrameRecipe extends OutputChoice, Storing {
  readonly program: string;
  readonly version: string;
  readonly shape: FrameShape;
  /** Counts added to every pixel of the SMV series, after the scale. */
  readonly offset: number;
  /** IMAGE_PEDESTAL, counts. */
  readonly pedestal: number;
  /** Values for the headers, placeholders included; the gain in stored counts per electron. */
  readonly headerGeometry: Geometry;
  readonly placeholders: readonly PlaceholderKey[];
  /** Number of the series' first frame, included or not: angles count from it. */
  readonly firstNumber: number;
}

/** How frames got their numbers, for the report. */
export interface NumberingRecord {
  readonly by: NumberedBy;
  readonly chosenByUser: boolean;
  /** Numbers in the names that the frames are not numbered by. */
  readonly reason?: string;
  readonly copiesSkipped: readonly string[];
  readonly joined?: readonly string[];
  readonly splitFrom?: string;
}

/** All that is needed to write one series: the files come beside it, in the order of `frames`. */
export interface ExportRecipe extends FrameRecipe {
  /** Name of the folder that the output lies in; the stem, unless another series has the same. */
  readonly outputFolder: string;
  readonly stem: string;
  readonly digits: number;
  readonly choice: ConversionChoice;
  /** How the files were read where they leave it open. */
  readonly reading: ReadingChoice;
  /** How the frames are numbered, and which series they come from. */
  readonly numbering: NumberingRecord;
  /** Every known value with its origin, for the report. */
  readonly geometry: SourcedGeometry;
  /** Order of the rows in the frames that the rotation axis was given for, for the report. */
  readonly axisRows: RowOrder | undefined;
  readonly beamStop: BeamStop | undefined;
  readonly frames: readonly RecipeFrame[];
  readonly excluded: readonly ExcludedFrame[];
  readonly gaps: readonly (readonly [number, number])[];
  readonly warnings: readonly ReportedWarning[];
}

/** SHA-256 as hexadecimal digits; null where the browser gives no digests (a page over plain http). */
export type Sha256 = string | null;

/** Digest of one output file. */
export interface FileDigest {
  /** Path in the series' folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

/** What an export read and wrote, for the report. */
export interface ExportDigests {
  /** SHA-256 of each frame's pixels as they lie in its source, by frame number. */
  readonly sources: ReadonlyMap<number, Sha256>;
  readonly outputs: readonly FileDigest[];
}

/** Files in the series' folder that the export does not write, for the report; paths in that folder. */
export interface OtherFiles {
  /** With names of this series' images. */
  readonly images: readonly string[];
  readonly others: readonly string[];
}

/** Pixels of one written frame that the range 0..65535 cut. */
export interface CutPixels {
  readonly truncatedLow: number;
  readonly truncatedHigh: number;
}

/** What was cut in one written frame. */
export interface WrittenFrame extends CutPixels {
  readonly number: number;
}

/** One frame as a file of a format. */
export interface ConvertedImage {
  readonly output: OutputId;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Of the content. */
  readonly sha256: Sha256;
  /** Of the content, where it was asked for. */
  readonly crc32: number | undefined;
  /** What was cut; absent where the format cuts nothing. */
  readonly cut?: CutPixels;
}

/** One frame in the outputs of its recipe. */
export interface ConvertedFrame {
  /** Of the pixels as they lie in the source. */
  readonly sourceSha256: Sha256;
  /** In the order of `OUTPUTS`. */
  readonly images: readonly ConvertedImage[];
}

/** What the frames of a series have in common, without what is only for reports. */
export function frameRecipeOf(recipe: ExportRecipe): FrameRecipe {
  const { program, version, shape, outputs, leginonHeaders, offset, pedestal, rounding, scale } = recipe;
  const { headerGeometry, placeholders, firstNumber } = recipe;
  return {
    program,
    version,
    shape,
    outputs,
    leginonHeaders,
    offset,
    pedestal,
    rounding,
    scale,
    headerGeometry,
    placeholders,
    firstNumber,
  };
}
