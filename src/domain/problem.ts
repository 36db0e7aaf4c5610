import type { PixelType } from './pixelType';

/**
 * What can be wrong with one file or frame, with the facts a sentence needs.
 * Sentences live in `src/wording`; a new code does not compile without a sentence there.
 */
export type Problem =
  /** Fewer bytes than the header says. */
  | { readonly code: 'truncated'; readonly expectedBytes: number; readonly actualBytes: number }
  /** Too short for a header. */
  | { readonly code: 'headerTooShort'; readonly expectedBytes: number; readonly actualBytes: number }
  /** Columns or rows below 1 or above the format's limit. */
  | { readonly code: 'badSize'; readonly fastSize: number; readonly slowSize: number; readonly limit: number }
  /** A frame larger than browsers can hold in one buffer. */
  | { readonly code: 'frameTooLarge'; readonly frameBytes: number; readonly limitBytes: number }
  /** More frames in one file than any recording has. */
  | { readonly code: 'tooManyFrames'; readonly frames: number; readonly limit: number }
  /** A pixel type the format defines but this program does not convert (complex numbers). */
  | { readonly code: 'unsupportedType'; readonly typeId: number; readonly typeName: string }
  /** A pixel type number that the format does not define. */
  | { readonly code: 'unknownType'; readonly typeId: number }
  /** A packed file that has to be unpacked first. `packer`: its kind. */
  | { readonly code: 'compressed'; readonly packer: string }
  /** A gzip file that cannot be unpacked to the end. */
  | { readonly code: 'damagedGzip'; readonly readableBytes: number }
  /** The content is in no supported format. */
  | { readonly code: 'notAFrame' }
  /** An MRC header whose fields contradict each other or the file. */
  | { readonly code: 'badMrcHeader'; readonly field: string; readonly value: number }
  /** A TIA series header with a value that the format does not define. */
  | { readonly code: 'badSerHeader'; readonly field: string; readonly value: number }
  /** A TIA series of spectra or line profiles. */
  | { readonly code: 'notImages' }
  /** Float pixels that are NaN or infinite. */
  | { readonly code: 'nonFinite'; readonly count: number }
  /** Two files of one series have the same frame number. */
  | { readonly code: 'duplicateNumber'; readonly number: number; readonly otherFile: string }
  /** The frame differs from the rest of its series. */
  | {
      readonly code: 'layoutMismatch';
      readonly expected: FrameShape;
      readonly actual: FrameShape;
    }
  /** The browser could not read the file: moved, deleted, changed on disk, or permission withdrawn. */
  | { readonly code: 'unreadable'; readonly detail: string }
  /** The frame has changed since the scan. */
  | { readonly code: 'changedSinceScan' }
  /** A worker failed on this frame: a fault of the program, not of the file. */
  | { readonly code: 'workerFailed'; readonly detail: string };

/** Every problem code. */
export type ProblemCode = Problem['code'];

/** What all frames of one series must share. */
export interface FrameShape {
  /** Columns, >= 1. */
  readonly fastSize: number;
  /** Rows, >= 1. */
  readonly slowSize: number;
  readonly pixelType: PixelType;
}

/** Oddities of a file that do not block its conversion. */
export type FileNotice =
  /** Extra bytes after the pixels, ignored. */
  | { readonly code: 'surplusBytes'; readonly expectedBytes: number; readonly actualBytes: number }
  /** The file holds more whole frames than its header announces: all are taken. */
  | { readonly code: 'moreSections'; readonly announced: number; readonly whole: number }
  /** The length fits only without the extended header that MRC's NSYMBT states: read without it. */
  | { readonly code: 'headerLengthOff'; readonly statedBytes: number }
  /** An MRC file without "MAP" in its header; everything else fits. */
  | { readonly code: 'noMapMark' }
  /** The machine stamp contradicts the content; the byte order that fits is used. */
  | { readonly code: 'byteOrderByLength' }
  /** MRC mode 0 read as unsigned, by IMOD's flags or the header's minimum and maximum. */
  | { readonly code: 'unsignedBytes' }
  /** MRC that names itself a map: a volume, or a stack of volumes (ISPG). */
  | { readonly code: 'volume'; readonly spaceGroup: number }
  /** MAPR = -2, as written by IMOD and FEI: rows stored from the bottom up. */
  | { readonly code: 'rowsUpsideDown' }
  /** The file ends before its last frames, as when a recording was aborted: the whole ones are taken. */
  | { readonly code: 'fewerSections'; readonly announced: number; readonly whole: number }
  /** The calibration is that of an image, not of a diffraction pattern. */
  | { readonly code: 'notDiffraction' }
  /** MRC axes other than columns = X, rows = Y: pixels keep their stored order. */
  | {
      readonly code: 'unusualAxisOrder';
      readonly mapc: number;
      readonly mapr: number;
      readonly maps: number;
    };
