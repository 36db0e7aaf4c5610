import type { ExportFailure, OutputFault } from '../domain/exportRun';
import type { FrameShape, Problem, ProblemCode } from '../domain/problem';
import { INPUTS } from '../inputs/inputs';
import { bytes, count, plural, value } from './numbers';

/** What is wrong and what to do about it, as sentences. */
export interface Explanation {
  readonly cause: string;
  readonly remedy: string;
}

type Facts<C extends ProblemCode> = Extract<Problem, { code: C }>;

function shape(s: FrameShape): string {
  return `${s.fastSize} \u00d7 ${s.slowSize} ${s.pixelType}`;
}

/** One entry a code: a new code does not compile until it is worded here. */
const EXPLAIN: { readonly [C in ProblemCode]: (facts: Facts<C>) => Explanation } = {
  truncated: (p) => ({
    cause: `Truncated: expected ${count(p.expectedBytes)} bytes, found ${count(p.actualBytes)}.`,
    remedy: 'Is it still being copied? Add it again when it is complete, or exclude it.',
  }),
  headerTooShort: (p) => ({
    cause: `Too short: ${plural(p.actualBytes, 'byte')}, and the header alone takes ${p.expectedBytes}.`,
    remedy: 'Is it still being copied? Add it again when it is complete, or exclude it.',
  }),
  badSize: (p) => ({
    cause: `The header says ${value(p.fastSize)} \u00d7 ${value(p.slowSize)} pixels; 1 to ${count(p.limit)} are possible.`,
    remedy: 'The file is damaged or not a frame. Exclude it.',
  }),
  frameTooLarge: (p) => ({
    cause: `One frame takes ${bytes(p.frameBytes)}; frames of up to ${bytes(p.limitBytes)} are taken.`,
    remedy: 'The file is damaged or not a frame. Exclude it, or bin it with another program.',
  }),
  tooManyFrames: (p) => ({
    cause: `The header announces ${count(p.frames)} frames; at most ${count(p.limit)} are taken from one file.`,
    remedy: 'It is a volume or damaged, not a rotation series. Remove it.',
  }),
  unsupportedType: (p) => ({
    cause: `Pixel type ${p.typeId} (${p.typeName}) is not supported.`,
    remedy: 'Export it from the microscope software as integers or real numbers.',
  }),
  unknownType: (p) => ({
    cause: `The header names pixel type ${p.typeId}, which does not exist.`,
    remedy: 'The file is damaged or not a frame. Exclude it.',
  }),
  notAFrame: () => ({
    cause: `The content is none of the formats that are read: ${INPUTS.map(({ label }) => label).join(', ')}.`,
    remedy: 'Exclude it, or check that the right file was added.',
  }),
  badMrcHeader: (p) => ({
    cause: `The MRC header says ${p.field} = ${value(p.value)}.`,
    remedy: 'The file is damaged. Exclude it, or write it again with the program that made it.',
  }),
  nonFinite: (p) => ({
    cause: `${plural(p.count, 'pixel')} ${p.count === 1 ? 'is' : 'are'} not a number or infinite.`,
    remedy: 'An SMV file has no such value. Correct the frame or exclude it.',
  }),
  duplicateNumber: (p) => ({
    cause: `Frame number ${p.number} is there twice: also in ${p.otherFile}.`,
    remedy: 'Exclude or remove one of the two.',
  }),
  layoutMismatch: (p) => ({
    cause: `${shape(p.actual)}, but the series is ${shape(p.expected)}.`,
    remedy: 'It belongs to another series. Exclude it, or rename it so that it stands alone.',
  }),
  unreadable: (p) => ({
    cause: `The browser could not read the file (${p.detail}).`,
    remedy: 'It was moved, deleted or changed after it was added. Add it again.',
  }),
  changedSinceScan: () => ({
    cause: 'The file is no longer the one that was scanned.',
    remedy: 'Remove the series and add its files again.',
  }),
  workerFailed: (p) => ({
    cause: `The program failed on this frame (${p.detail}).`,
    remedy: 'Add it again; if it fails again, please report it.',
  }),
};

/** Puts a problem into words. */
export function explainProblem(problem: Problem): Explanation {
  const explain = EXPLAIN[problem.code] as (facts: Problem) => Explanation;
  return explain(problem);
}

/** One entry a fault, of one file of an export into a folder. */
const EXPLAIN_OUTPUT: { readonly [F in OutputFault]: (detail: string) => Explanation } = {
  noSpace: (detail) => ({
    cause: `There is not enough room to write it (${detail}).`,
    remedy: 'Free some space, then press Resume.',
  }),
  denied: (detail) => ({
    cause: `The browser does not allow writing to the folder (${detail}).`,
    remedy: 'Press Resume and allow it.',
  }),
  gone: (detail) => ({
    cause: `It or its folder was moved, removed or changed while it was being written (${detail}).`,
    remedy: 'Check that the folder is there and nothing else works in it, then press Resume.',
  }),
  locked: (detail) => ({
    cause: `Another program or tab has it open (${detail}).`,
    remedy: 'Close that one, then press Resume.',
  }),
  mismatch: () => ({
    cause: 'Read back, it did not have the bytes that were written; it was removed.',
    remedy: 'Press Resume. If it happens again, the disk or the way to it is faulty: choose another one.',
  }),
  exists: () => ({
    cause: 'It appeared in the folder while the series was being written; it was not touched.',
    remedy: 'Look what it is. Resume keeps it if it is what would be written now, and replaces it if not.',
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
        cause: `Another tab is writing to a folder ${failure.folder}.`,
        remedy: 'Wait until it has finished and press Resume, or choose a folder of another name.',
      };
    case 'noSpace':
      return {
        cause: `There is not enough room (${failure.detail}).`,
        remedy:
          'Save to folder (Chrome, Edge) needs no room in the browser. Or free some space, or export less at a time.',
      };
    case 'unexpected':
      return {
        cause: `The program failed (${failure.detail}).`,
        remedy:
          'In a folder, finished files stay; a ZIP is discarded. Try again, and please report it if it fails again.',
      };
    case 'cannotWrite':
      return {
        cause: `The file could not be written (${failure.detail}).`,
        remedy: 'Choose another place and try again.',
      };
  }
}

/** Room needed, room there is, and what earlier downloads hold of it, for a `noSpace` failure. */
export function spaceDetail(neededBytes: number, availableBytes: number, heldBytes: number): string {
  const held = heldBytes === 0 ? '' : `; earlier downloads hold ${bytes(heldBytes)} until they are done`;
  return `${bytes(neededBytes)} needed, ${bytes(availableBytes)} available${held}`;
}
