import type { SeriesCheck } from '../domain/check';
import type { ExportFailure, OutputFault, SeriesExport } from '../domain/exportRun';
import type { Problem, ProblemCode } from '../domain/problem';
import type { ExportBlocker, SeriesWarning } from '../domain/warning';

/** A document in `docs` that the program shows. */
export type HelpDocument = 'guide' | 'troubleshooting' | 'differences-from-leginon';

/** A place in the documents. */
export interface HelpPlace {
  readonly document: HelpDocument;
  /** A heading's id, as GitHub derives it from the heading; absent = the top of the document. */
  readonly heading?: string;
}

/**
 * The headings of docs/troubleshooting.md by code. A new code does not compile without one, and a test checks that
 * each heading exists.
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
    headerTooShort: 'truncated',
    badSize: 'damaged-or-not-a-frame',
    frameTooLarge: 'damaged-or-not-a-frame',
    tooManyFrames: 'too-many-frames',
    unsupportedType: 'unsupported-pixel-type',
    unknownType: 'damaged-or-not-a-frame',
    notAFrame: 'unsupported-format',
    compressed: 'compressed-files',
    damagedGzip: 'compressed-files',
    badMrcHeader: 'damaged-or-not-a-frame',
    badSerHeader: 'damaged-or-not-a-frame',
    notImages: 'spectra-or-line-profiles',
    nonFinite: 'nan-or-infinite-pixels',
    duplicateNumber: 'duplicate-frame-number',
    layoutMismatch: 'a-frame-differs-from-its-series',
    unreadable: 'the-browser-could-not-read-the-file',
    changedSinceScan: 'the-file-changed-after-the-scan',
    workerFailed: 'the-program-failed-on-this-frame',
  },
  output: {
    noSpace: 'the-disk-is-full',
    denied: 'the-browser-does-not-allow-writing',
    gone: 'another-program-works-in-the-folder',
    locked: 'another-program-works-in-the-folder',
    mismatch: 'verification-failed',
    exists: 'another-program-works-in-the-folder',
    cannotWrite: 'the-browser-reports-an-error',
  },
  failure: {
    folderBusy: 'another-tab-is-writing',
    noSpace: 'the-zip-is-too-large',
    cannotWrite: 'the-browser-reports-an-error',
    unexpected: 'the-program-failed-during-the-export',
  },
  blocker: {
    arriving: 'frames-are-still-arriving',
    noFrames: 'frames-scan-or-format-are-missing',
    badFrames: 'frames-cannot-be-converted',
    notScanned: 'frames-scan-or-format-are-missing',
    noFormat: 'frames-scan-or-format-are-missing',
    invalidFields: 'a-field-must-be-corrected',
    missingGeometry: 'geometry-is-missing',
    mostPixelsLost: 'most-pixels-would-be-lost',
  },
  warning: {
    gaps: 'frames-are-missing',
    positiveMinimum: 'every-pixel-is-above-0',
    everyFrameTruncated: 'every-frame-has-truncated-pixels',
    pedestalAboveOffset: 'the-pedestal-is-above-the-offset',
    pedestalByFewFrames: 'a-few-frames-set-the-pedestal',
    falseBackground: 'the-pedestal-is-far-below-the-offset',
    littleSaturationLeft: 'little-range-is-left-below-saturation',
    implausibleOffset: 'implausible-offset',
    fractionalOffset: 'implausible-offset',
    fewFloatCounts: 'float-frames-with-few-counts',
    framesLost: 'frames-lose-most-of-their-pixels',
    mostPixelsLost: 'most-pixels-would-be-lost',
    storedMinus32768: 'counts-stored-minus-32768',
    wrappedCounts: 'counts-that-wrapped-around',
    truncatedAt0: 'truncated-at-0',
    truncatedAt65535: 'truncated-at-65535',
    fractionCut: 'pixel-values-change',
    float32Inexact: 'pixel-values-change',
    surplusBytes: 'a-file-is-longer-than-its-header-says',
    unusualAxisOrder: 'mrc-axes-are-permuted',
    fewerSections: 'a-file-ends-early',
    moreSections: 'more-frames-than-announced',
    headerLengthOff: 'an-mrc-header-that-contradicts-the-file',
    noMapMark: 'an-mrc-header-that-contradicts-the-file',
    byteOrderByLength: 'an-mrc-header-that-contradicts-the-file',
    unsignedBytes: 'mrc-bytes-read-as-unsigned',
    rowsUpsideDown: 'mrc-rows-are-upside-down',
    volume: 'an-mrc-header-that-contradicts-the-file',
    numberedByOrder: 'how-frames-are-numbered',
    numberedByTilt: 'how-frames-are-numbered',
    numberSteps: 'how-frames-are-numbered',
    copies: 'copies-of-frames',
    sideFileDiffers: 'a-file-beside-the-frames-contradicts-them',
    standingStage: 'the-stage-stands-still-or-turns-unevenly',
    unevenTilts: 'the-stage-stands-still-or-turns-unevenly',
    statedStepDiffers: 'the-stage-stands-still-or-turns-unevenly',
    axisOfMirroredRows: 'the-rotation-axis-is-of-mirrored-rows',
    tiltsMaybeRadians: 'tilts-may-be-in-radians',
    notDiffraction: 'calibrated-as-an-image',
    placeholders: 'placeholders-are-written',
    leginonHeaders: 'leginon-headers-are-not-for-processing',
    noRotation: 'the-oscillation-is-0-or-very-large',
    largeRotation: 'the-oscillation-is-0-or-very-large',
    binningUnknownToPlugin: 'binning-or-pixel-size-does-not-fit-a-ceta',
    binningMismatch: 'binning-or-pixel-size-does-not-fit-a-ceta',
    pixelSizeMismatch: 'binning-or-pixel-size-does-not-fit-a-ceta',
    beamCentreOutside: 'the-beam-centre-lies-outside-the-frame',
    wavelengthMismatch: 'wavelength-and-high-tension-do-not-agree',
    implausible: 'a-value-may-be-in-the-wrong-unit',
    resolutionImplausible: 'a-value-may-be-in-the-wrong-unit',
  },
};

function trouble(heading: string): HelpPlace {
  return { document: 'troubleshooting', heading };
}

/** Why items of a drop could not be read. */
export const HELP_ON_DROP = trouble('some-items-could-not-be-read');

/** What to do about an unexpected fault. */
export const HELP_ON_UNEXPECTED = trouble('something-unexpected-went-wrong');

/** What a page over plain http lacks. */
export const HELP_ON_PLAIN_HTTP = trouble('the-page-came-over-plain-http');

/** Why settings are not kept. */
export const HELP_ON_STORAGE = trouble('settings-are-not-kept');

/** What counts as a frame. */
export const HELP_ON_NO_FRAMES = trouble(TROUBLESHOOTING.problem.notAFrame);

/** How many frames the program holds. */
export const HELP_ON_MANY_FRAMES = trouble(TROUBLESHOOTING.problem.tooManyFrames);

/** Why no folder could be chosen. */
export const HELP_ON_FOLDER_DIALOG = trouble('the-browser-reports-an-error');

/** Why the browser takes seconds to close a file. */
export const HELP_ON_SLOW_CLOSING = trouble('saving-is-slow');

/** Why nothing was saved, and why a download did not start. */
export const HELP_ON_NO_PLACE = trouble('no-place-was-chosen');
export const HELP_ON_DOWNLOAD = trouble('the-browser-reports-an-error');

/** The help on a problem. */
export function helpOnProblem({ code }: Problem): HelpPlace {
  return trouble(TROUBLESHOOTING.problem[code]);
}

/** The help on a failed export. */
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

/** Why a series was not written; undefined if nothing is wrong. */
export function helpOnSeriesExport(state: SeriesExport): HelpPlace | undefined {
  switch (state.kind) {
    case 'failed':
      return helpOnExportFailure(state.failure);
    case 'skipped':
      return trouble('a-series-was-skipped');
    case 'occupied':
      return trouble('the-folder-holds-files');
    default:
      return undefined;
  }
}

/** The help on what blocks an export. */
export function helpOnBlocker({ code }: ExportBlocker): HelpPlace {
  return trouble(TROUBLESHOOTING.blocker[code]);
}

/** The help on what the user has to check. */
export function helpOnCheck({ code }: SeriesCheck): HelpPlace {
  return trouble(CHECKS[code]);
}

const CHECKS: { readonly [C in SeriesCheck['code']]: string } = {
  axisNotKnown: 'indexing-fails',
  senseNotKnown: 'indexing-fails',
  nominalCameraLength: 'a-file-beside-the-frames-contradicts-them',
};

/** The help on a warning. */
export function helpOnWarning({ code }: SeriesWarning): HelpPlace {
  return trouble(TROUBLESHOOTING.warning[code]);
}
