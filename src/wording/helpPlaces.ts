import type { ExportFailure, OutputFault, SeriesExport } from '../domain/exportRun';
import type { Problem, ProblemCode } from '../domain/problem';
import type { ExportBlocker, SeriesWarning } from '../domain/warning';

/** A document of `docs` that the program shows. */
export type HelpDocument = 'guide' | 'troubleshooting' | 'differences-from-leginon';

/** A place in the documents. */
export interface HelpPlace {
  readonly document: HelpDocument;
  /** A heading's id, as GitHub makes it from the heading's text; absent = the document's beginning. */
  readonly heading?: string;
}

/**
 * The headings of docs/troubleshooting.md by code: a new code does not compile until it has one, and a test checks
 * that the heading is there.
 */
export const TROUBLESHOOTING: {
  readonly problem: { readonly [C in ProblemCode]: string };
  readonly output: { readonly [F in OutputFault]: string };
  readonly failure: { readonly [C in Exclude<ExportFailure['code'], 'output' | 'frame'>]: string };
  readonly blocker: { readonly [C in ExportBlocker['code']]: string };
  readonly warning: { readonly [C in SeriesWarning['code']]: string };
} = {
  problem: {
    truncated: 'truncated',
    headerTooShort: 'too-short-for-a-header',
    badSize: 'the-header-says-an-impossible-size',
    frameTooLarge: 'a-frame-is-too-large',
    tooManyFrames: 'too-many-frames',
    unsupportedType: 'pixel-type-is-not-supported',
    unknownType: 'pixel-type-does-not-exist',
    notAFrame: 'neither-a-tia-raw-frame-nor-an-mrc-image',
    badMrcHeader: 'the-mrc-header-contradicts-itself',
    nonFinite: 'pixels-are-not-a-number-or-infinite',
    duplicateNumber: 'a-frame-number-is-there-twice',
    layoutMismatch: 'a-frame-differs-from-its-series',
    unreadable: 'the-browser-could-not-read-the-file',
    changedSinceScan: 'the-file-is-no-longer-the-one-that-was-scanned',
    workerFailed: 'the-program-failed-on-this-frame',
  },
  output: {
    noSpace: 'not-enough-room-in-the-folder',
    denied: 'the-browser-does-not-allow-writing',
    gone: 'a-file-or-folder-was-moved-or-removed',
    locked: 'another-program-has-the-file-open',
    mismatch: 'read-back-and-not-the-same',
    exists: 'a-file-appeared-during-the-export',
    cannotWrite: 'a-file-in-the-folder-could-not-be-written',
  },
  failure: {
    folderBusy: 'another-tab-is-writing',
    noSpace: 'the-zip-is-too-large',
    cannotWrite: 'the-zip-could-not-be-written',
    unexpected: 'the-program-failed-during-the-export',
  },
  blocker: {
    arriving: 'frames-are-still-arriving',
    noFrames: 'no-frame-is-included',
    badFrames: 'frames-cannot-be-converted',
    notScanned: 'frames-are-not-scanned-yet',
    noFormat: 'no-format-is-chosen',
    invalidFields: 'a-field-must-be-corrected',
    missingGeometry: 'geometry-is-missing',
    mostPixelsLost: 'most-pixels-would-be-lost',
  },
  warning: {
    gaps: 'frames-are-missing',
    positiveMinimum: 'every-pixel-is-above-0',
    everyFrameTruncated: 'pixels-are-truncated-in-each-frame',
    pedestalAboveOffset: 'the-pedestal-lies-above-the-offset',
    pedestalByFewFrames: 'a-few-frames-set-the-pedestal',
    falseBackground: 'the-pedestal-lies-far-below-the-offset',
    littleSaturationLeft: 'little-is-left-below-the-saturation',
    implausibleOffset: 'the-offset-is-hardly-meant',
    fractionalOffset: 'the-offset-is-hardly-meant',
    framesLost: 'frames-lose-most-of-their-pixels',
    mostPixelsLost: 'most-pixels-would-be-lost',
    truncatedAt0: 'truncated-at-0',
    truncatedAt65535: 'truncated-at-65535',
    fractionCut: 'fractions-are-cut-off',
    float32Inexact: 'values-changed-by-32-bit-floats',
    surplusBytes: 'a-file-is-longer-than-its-header-says',
    unusualAxisOrder: 'mrc-axes-are-permuted',
    placeholders: 'placeholders-are-written',
    leginonHeaders: 'leginon-headers-are-not-for-processing',
    noRotation: 'the-oscillation-is-0-or-very-large',
    largeRotation: 'the-oscillation-is-0-or-very-large',
    binningUnknownToPlugin: 'binning-or-pixel-size-does-not-fit-a-ceta',
    binningMismatch: 'binning-or-pixel-size-does-not-fit-a-ceta',
    pixelSizeMismatch: 'binning-or-pixel-size-does-not-fit-a-ceta',
    beamCentreOutside: 'the-beam-centre-lies-outside-the-frame',
    wavelengthMismatch: 'wavelength-and-high-tension-do-not-agree',
    implausible: 'a-value-is-perhaps-in-another-unit',
    resolutionImplausible: 'a-value-is-perhaps-in-another-unit',
  },
};

function trouble(heading: string): HelpPlace {
  return { document: 'troubleshooting', heading };
}

/** Where it is explained why a part of a drop could not be read. */
export const HELP_ON_DROP = trouble('a-part-could-not-be-read');

/** Where it stands what to do about a fault that nobody foresaw. */
export const HELP_ON_UNEXPECTED = trouble('something-unexpected-went-wrong');

/** Where it is explained what a page over plain http lacks. */
export const HELP_ON_PLAIN_HTTP = trouble('the-page-came-over-plain-http');

/** Where it is explained why settings are not kept. */
export const HELP_ON_STORAGE = trouble('settings-are-not-kept');

/** Where it stands what the program takes for a frame. */
export const HELP_ON_NO_FRAMES = trouble(TROUBLESHOOTING.problem.notAFrame);

/** Where it stands how many frames are held. */
export const HELP_ON_MANY_FRAMES = trouble(TROUBLESHOOTING.problem.tooManyFrames);

/** Where it is explained why no folder could be chosen. */
export const HELP_ON_FOLDER_DIALOG = trouble('no-folder-could-be-chosen');

/** Where it is explained why the browser takes seconds to finish a file. */
export const HELP_ON_SLOW_CLOSING = trouble('files-take-seconds-to-finish');

/** Where it is explained why nothing was saved, and why a download was not begun. */
export const HELP_ON_NO_PLACE = trouble('no-place-was-chosen');
export const HELP_ON_DOWNLOAD = trouble('a-download-could-not-be-started');

/** Where a problem is explained. */
export function helpOnProblem({ code }: Problem): HelpPlace {
  return trouble(TROUBLESHOOTING.problem[code]);
}

/** Where the end of a failed export is explained. */
export function helpOnExportFailure(failure: ExportFailure): HelpPlace {
  switch (failure.code) {
    case 'frame':
      return helpOnProblem(failure.problem);
    case 'output':
      return trouble(TROUBLESHOOTING.output[failure.fault]);
    default:
      return trouble(TROUBLESHOOTING.failure[failure.code]);
  }
}

/** Where it is explained why a series was not written; undefined where nothing is wrong. */
export function helpOnSeriesExport(state: SeriesExport): HelpPlace | undefined {
  switch (state.kind) {
    case 'failed':
      return helpOnExportFailure(state.failure);
    case 'skipped':
      return trouble('a-series-is-left-out');
    case 'occupied':
      return trouble('the-folder-holds-files');
    default:
      return undefined;
  }
}

/** Where it is explained what stops an export. */
export function helpOnBlocker({ code }: ExportBlocker): HelpPlace {
  return trouble(TROUBLESHOOTING.blocker[code]);
}

/** Where a warning is explained. */
export function helpOnWarning({ code }: SeriesWarning): HelpPlace {
  return trouble(TROUBLESHOOTING.warning[code]);
}
