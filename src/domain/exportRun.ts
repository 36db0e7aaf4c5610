import type { Problem } from './problem';

/** Progress of a series' export. */
export interface ExportProgress {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly bytesWritten: number;
  /** Only for an export to a folder. */
  readonly tally?: FolderTally;
  /** Files so far, over all series of an export to a folder, that took seconds to close. */
  readonly slowFiles?: number;
}

/** Verification of a series' files in a folder. */
export interface FolderTally {
  /** Files read back with the intended bytes, including kept ones. */
  readonly filesVerified: number;
  readonly filesTotal: number;
  /** Identical files that existed already. */
  readonly filesKept: number;
  /** Frames whose files were all kept. */
  readonly framesKept: number;
}

/** What to do with existing files: stop and ask, keep identical ones, overwrite all. */
export type FolderMode = 'ask' | 'resume' | 'replace';

/** How to write to the folder of a series. */
export interface FolderOrder {
  readonly mode: FolderMode;
  /**
   * Only with `replace`: the number of images from an earlier export to remove, as shown to the user.
   * If the number has changed, the user is asked again.
   */
  readonly removeImages?: number;
}

/** The fault of an output file. */
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
  /** Another tab is writing to a folder of that name. */
  | { readonly code: 'folderBusy'; readonly folder: string }
  | { readonly code: 'frame'; readonly source: string; readonly problem: Problem }
  | { readonly code: 'noSpace'; readonly detail: string }
  /** A fault of the program itself. */
  | { readonly code: 'unexpected'; readonly detail: string }
  | { readonly code: 'cannotWrite'; readonly detail: string };

/** How the export of one series ended. */
export type SeriesOutcome =
  | { readonly kind: 'done'; readonly bytesWritten: number; readonly tally?: FolderTally }
  /**
   * The folder holds files: `present` of the `planned` ones, `earlierImages` named like this series' images but
   * not planned, and `others`. Nothing was written.
   */
  | {
      readonly kind: 'occupied';
      readonly present: number;
      readonly planned: number;
      readonly earlierImages: number;
      readonly others: number;
    }
  /** Ended by the user or a fault of the whole export; finished files in a folder stay. */
  | { readonly kind: 'cancelled'; readonly tally?: FolderTally }
  | { readonly kind: 'failed'; readonly failure: ExportFailure; readonly tally?: FolderTally };

/** State of a series in an export. */
export type SeriesExport =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: ExportProgress }
  /** Blocked; sentences for the user. */
  | { readonly kind: 'skipped'; readonly reasons: readonly string[] }
  | SeriesOutcome;

/** A series skipped by an export of several, for the report. */
export interface SkippedSeries {
  readonly outputFolder: string;
  /** Path of its first frame as shown to the user. */
  readonly firstFrame: string;
  readonly reasons: readonly string[];
}

/** How an export of one or several series ended. */
export interface ExportOutcome {
  /** One per series, in the order given; none if the worker died. */
  readonly series: readonly SeriesOutcome[];
  /** Size of the ZIP, or of the files written to the folder. */
  readonly bytesWritten: number;
  /** Name of the summary report, if one was written. */
  readonly report?: string;
  /** What ended the export as a whole. */
  readonly failure?: ExportFailure;
}

/** Result of an export of several series. */
export type ExportEnd =
  | {
      readonly code: 'allWritten' | 'someWritten';
      readonly place: 'zip' | 'folder';
      /** Of the ZIP or the chosen folder. */
      readonly name: string;
      readonly series: number;
      readonly done: number;
      readonly bytesWritten: number;
    }
  /** No series is complete. There is no ZIP; finished files in a folder stay. */
  | {
      readonly code: 'nothingFinished';
      readonly place: 'zip' | 'folder';
      readonly name: string;
      readonly series: number;
    };
