import type { ExportFailure, OutputFault } from '../domain/exportRun';
import type { FrameShape, Problem, ProblemCode } from '../domain/problem';
import { INPUTS } from '../inputs/inputs';
import { bytes, count, plural, value } from './numbers';

/** Cause and remedy, as sentences. */
export interface Explanation {
  readonly cause: string;
  readonly remedy: string;
}

type Facts<C extends ProblemCode> = Extract<Problem, { code: C }>;

function shape(s: FrameShape): string {
  return `${s.fastSize} \u00d7 ${s.slowSize} ${s.pixelType}`;
}

/** One entry per code: a new code does not compile until it has a sentence here. */
const EXPLAIN: { readonly [C in ProblemCode]: (facts: Facts<C>) => Explanation } = {
  truncated: (p) => ({
    cause: `Truncated: expected ${count(p.expectedBytes)} bytes, found ${count(p.actualBytes)}.`,
    remedy: 'Is it still being copied? Add it again when it is complete, or exclude it.',
  }),
  headerTooShort: (p) => ({
    cause: `Too short: ${plural(p.actualBytes, 'byte')}; the header alone takes ${p.expectedBytes}.`,
    remedy: 'Is it still being copied? Add it again when it is complete, or exclude it.',
  }),
  badSize: (p) => ({
    cause: `The header says ${value(p.fastSize)} \u00d7 ${value(p.slowSize)} pixels; each must be 1 to ${count(p.limit)}.`,
    remedy: 'The file is damaged or not a frame. Exclude it.',
  }),
  frameTooLarge: (p) => ({
    cause: `One frame takes ${bytes(p.frameBytes)}; the limit is ${bytes(p.limitBytes)}.`,
    remedy: 'The file is damaged or not a frame. Exclude it, or bin it with another program.',
  }),
  tooManyFrames: (p) => ({
    cause: `The header announces ${count(p.frames)} frames; the limit is ${count(p.limit)} per file.`,
    remedy: 'The file is a volume or damaged, not a rotation series. Remove it.',
  }),
  unsupportedType: (p) => ({
    cause: `Pixel type ${p.typeId} (${p.typeName}) is not supported.`,
    remedy: 'Export it again from the microscope software, as integers or real numbers.',
  }),
  unknownType: (p) => ({
    cause: `The header gives pixel type ${p.typeId}, which does not exist.`,
    remedy: 'The file is damaged or not a frame. Exclude it.',
  }),
  compressed: (p) => ({
    cause: `Compressed (${p.packer}): unpack first.`,
    remedy: 'Unpack it and add the frames in it. Only gzip (.gz) is read as it is.',
  }),
  damagedGzip: (p) => ({
    cause: `The gzip file is damaged or incomplete: only ${count(p.readableBytes)} bytes could be unpacked.`,
    remedy: 'Is it still being copied? Add it again when it is complete, or exclude it.',
  }),
  notAFrame: () => ({
    cause: `The content is not in a supported format (${INPUTS.map(({ label }) => label).join(', ')}).`,
    remedy: 'Check that you added the right file, or exclude it.',
  }),
  badMrcHeader: (p) => ({
    cause: `The MRC header says ${p.field} = ${value(p.value)}.`,
    remedy: 'The file is damaged. Exclude it, or write it again with the program that made it.',
  }),
  badSerHeader: (p) => ({
    cause: `The TIA series header says ${p.field} = ${value(p.value)}.`,
    remedy: 'The file is damaged or of an unknown version. Remove it, or export it again from TIA.',
  }),
  notImages: () => ({
    cause: 'The TIA series holds spectra or line profiles, not images.',
    remedy: 'Remove it.',
  }),
  nonFinite: (p) => ({
    cause: `${plural(p.count, 'pixel')} ${p.count === 1 ? 'is' : 'are'} not a number or infinite.`,
    remedy: 'SMV cannot hold them. Correct the frame or exclude it.',
  }),
  duplicateNumber: (p) => ({
    cause: `Duplicate frame number ${p.number}: ${p.otherFile} has it too.`,
    remedy: 'Exclude or remove one of them.',
  }),
  layoutMismatch: (p) => ({
    cause: `${shape(p.actual)}, but the series is ${shape(p.expected)}.`,
    remedy: 'It belongs to another series. Exclude it, or rename it to make it its own series.',
  }),
  unreadable: (p) => ({
    cause: `The browser could not read the file (${p.detail}).`,
    remedy: 'It was moved, deleted or changed after you added it. Add it again.',
  }),
  changedSinceScan: () => ({
    cause: 'The file has changed since the scan.',
    remedy: 'Remove the series and add its files again.',
  }),
  workerFailed: (p) => ({
    cause: `The program failed on this frame (${p.detail}).`,
    remedy: 'Add it again. If it fails again, please report it.',
  }),
};

/** Puts a problem into words. */
export function explainProblem(problem: Problem): Explanation {
  const explain = EXPLAIN[problem.code] as (facts: Problem) => Explanation;
  return explain(problem);
}

/** One entry per fault of a file in an export to a folder. */
const EXPLAIN_OUTPUT: { readonly [F in OutputFault]: (detail: string) => Explanation } = {
  noSpace: (detail) => ({
    cause: `There is not enough space to write it (${detail}).`,
    remedy: 'Free space, then press Resume.',
  }),
  denied: (detail) => ({
    cause: `The browser does not allow writing to the folder (${detail}).`,
    remedy: 'Press Resume and allow it.',
  }),
  gone: (detail) => ({
    cause: `It or its folder was moved, removed or changed during writing (${detail}).`,
    remedy: 'Check that the folder exists and nothing else works in it, then press Resume.',
  }),
  locked: (detail) => ({
    cause: `Another program or tab has it open (${detail}).`,
    remedy: 'Close it there, then press Resume.',
  }),
  mismatch: () => ({
    cause: 'Verification failed: it read back differently and was removed.',
    remedy: 'Press Resume. If it happens again, the disk or network is faulty: choose another place.',
  }),
  exists: () => ({
    cause: 'Another program created it during the export; it was left alone.',
    remedy: 'Check what it is. Resume keeps it if it is identical and overwrites it otherwise.',
  }),
  cannotWrite: (detail) => ({
    cause: `It could not be written (${detail}).`,
    remedy: 'Press Resume, or choose another folder.',
  }),
};

/** Puts the end of a failed export into words. */
export function explainExportFailure(failure: ExportFailure): Explanation {
  switch (failure.code) {
    case 'frame': {
      const { cause, remedy } = explainProblem(failure.problem);
      return { cause: `${failure.source}: ${cause}`, remedy };
    }
    case 'output': {
      const { cause, remedy } = EXPLAIN_OUTPUT[failure.fault](failure.detail);
      return { cause: `${failure.path}: ${cause}`, remedy };
    }
    case 'folderBusy':
      return {
        cause: `Another tab is writing to a folder named ${failure.folder}.`,
        remedy: 'Wait until it has finished and press Resume, or choose a folder with another name.',
      };
    case 'noSpace':
      return {
        cause: `There is not enough space (${failure.detail}).`,
        remedy:
          'Save to folder (Chrome, Edge) needs no browser storage. Or free space, or export less at a time.',
      };
    case 'unexpected':
      return {
        cause: `The program failed (${failure.detail}).`,
        remedy:
          'Finished files in a folder stay; a ZIP is discarded. Try again. If it fails again, please report it.',
      };
    case 'cannotWrite':
      return {
        cause: `The file could not be written (${failure.detail}).`,
        remedy: 'Choose another place and try again.',
      };
  }
}

/** Space needed, available and held by earlier downloads, for a `noSpace` failure. */
export function spaceDetail(neededBytes: number, availableBytes: number, heldBytes: number): string {
  const held = heldBytes === 0 ? '' : `; earlier downloads hold ${bytes(heldBytes)} until they have ended`;
  return `${bytes(neededBytes)} needed, ${bytes(availableBytes)} available${held}`;
}
