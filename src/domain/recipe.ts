import type { BeamStop } from './beamStop';
import type { ConversionChoice } from './conversion';
import type { FileLayout, FrameSummary } from './frame';
import type { Geometry, PlaceholderKey, SourcedGeometry } from './geometry';
import type { FrameShape, Problem } from './problem';

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

/** How far an export has come. */
export interface ExportProgress {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly bytesWritten: number;
  /** Only of an export into a folder. */
  readonly tally?: FolderTally;
}

/** What is known of the files of an export into a folder. */
export interface FolderTally {
  /** Files that were read from the folder and have the bytes that were meant, kept ones included. */
  readonly filesVerified: number;
  readonly filesTotal: number;
  /** Files that were there already, byte for byte. */
  readonly filesKept: number;
  /** Frames of which every file was kept. */
  readonly framesKept: number;
}

/** What to do with files that are there already: stop and ask, keep those that are right, write all. */
export type FolderMode = 'ask' | 'resume' | 'replace';

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

/** What is wrong with a file of the output. */
export type OutputFault = 'noSpace' | 'denied' | 'gone' | 'locked' | 'mismatch' | 'exists' | 'cannotWrite';

/** Why an export ended early. */
export type ExportFailure =
  | {
      readonly code: 'output';
      /** Path in the chosen folder. */
      readonly path: string;
      readonly fault: OutputFault;
      readonly detail: string;
    }
  /** Another tab writes to a folder of that name. */
  | { readonly code: 'folderBusy'; readonly folder: string }
  | { readonly code: 'frame'; readonly source: string; readonly problem: Problem }
  | { readonly code: 'noSpace'; readonly detail: string }
  | { readonly code: 'cannotWrite'; readonly detail: string };

/** How an export ended. */
export type ExportOutcome =
  | { readonly kind: 'done'; readonly bytesWritten: number; readonly frames: readonly WrittenFrame[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: ExportFailure };

/** How an export into a folder ended. */
export type FolderOutcome =
  | { readonly kind: 'done'; readonly bytesWritten: number; readonly tally: FolderTally }
  /** The folder holds files: `present` of the `planned` ones and `others`. Nothing was written. */
  | {
      readonly kind: 'occupied';
      readonly present: number;
      readonly planned: number;
      readonly others: number;
    }
  | { readonly kind: 'cancelled'; readonly tally: FolderTally }
  | { readonly kind: 'failed'; readonly failure: ExportFailure; readonly tally?: FolderTally };
