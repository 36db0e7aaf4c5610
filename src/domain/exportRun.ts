import type { Problem } from './problem';

/** How far the export of a series has come. */
export interface ExportProgress {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly bytesWritten: number;
  /** Only of an export into a folder. */
  readonly tally?: FolderTally;
  /** Files so far, of all series of the export into a folder, that the browser took seconds to close. */
  readonly slowFiles?: number;
}

/** What is known of the files of a series in a folder. */
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

/** How to write into the folder of a series. */
export interface FolderOrder {
  readonly mode: FolderMode;
  /**
   * Only with `replace`: how many images of the series that the export does not have are removed, as the user was
   * told. Where there is another number now, the user is asked again.
   */
  readonly removeImages?: number;
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
  /** A fault of the program itself. */
  | { readonly code: 'unexpected'; readonly detail: string }
  | { readonly code: 'cannotWrite'; readonly detail: string };

/** How the export of one series ended. */
export type SeriesOutcome =
  | { readonly kind: 'done'; readonly bytesWritten: number; readonly tally?: FolderTally }
  /**
   * The folder holds files: `present` of the `planned` ones, `earlierImages` with names of this series' images that
   * are not among them, and `others`. Nothing was written.
   */
  | {
      readonly kind: 'occupied';
      readonly present: number;
      readonly planned: number;
      readonly earlierImages: number;
      readonly others: number;
    }
  /** The user or a fault of the whole export ended it; in a folder, what is finished stays. */
  | { readonly kind: 'cancelled'; readonly tally?: FolderTally }
  | { readonly kind: 'failed'; readonly failure: ExportFailure; readonly tally?: FolderTally };

/** Where a series stands in an export. */
export type SeriesExport =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: ExportProgress }
  /** Something stops it; sentences for the user. */
  | { readonly kind: 'skipped'; readonly reasons: readonly string[] }
  | SeriesOutcome;

/** A series that an export of several cannot take, for the report. */
export interface SkippedSeries {
  readonly outputFolder: string;
  /** Path of its first frame as the user knows it. */
  readonly firstFrame: string;
  readonly reasons: readonly string[];
}

/** How an export of one or several series ended. */
export interface ExportOutcome {
  /** One for each series, in the order given; a worker that died gives none. */
  readonly series: readonly SeriesOutcome[];
  /** Size of the ZIP, or of the files written into the folder. */
  readonly bytesWritten: number;
  /** Name of the report on all series, where one was written. */
  readonly report?: string;
  /** What ended the export as a whole. */
  readonly failure?: ExportFailure;
}

/** What an export of several series came to. */
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
  /** No series is whole. Then there is no ZIP; in a folder, what is finished stays. */
  | {
      readonly code: 'nothingFinished';
      readonly place: 'zip' | 'folder';
      readonly name: string;
      readonly series: number;
    };
