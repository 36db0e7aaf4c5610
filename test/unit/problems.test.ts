import { describe, expect, it } from 'vitest';
import type { Problem, ProblemCode } from '../../src/domain/problem';
import { explainExportFailure, explainProblem, spaceDetail } from '../../src/wording/problems';

/** One example of every problem: a new code does not compile until it has one. */
const EXAMPLES: { readonly [C in ProblemCode]: Extract<Problem, { code: C }> } = {
  truncated: { code: 'truncated', expectedBytes: 16777226, actualBytes: 8388608 },
  headerTooShort: { code: 'headerTooShort', expectedBytes: 10, actualBytes: 1 },
  badSize: { code: 'badSize', fastSize: 0, slowSize: -3, limit: 65535 },
  frameTooLarge: { code: 'frameTooLarge', frameBytes: 3e9, limitBytes: 2 ** 31 },
  tooManyFrames: { code: 'tooManyFrames', frames: 10_000_000, limit: 100_000 },
  unsupportedType: { code: 'unsupportedType', typeId: 9, typeName: 'complex64' },
  unknownType: { code: 'unknownType', typeId: 42 },
  notAFrame: { code: 'notAFrame' },
  badMrcHeader: { code: 'badMrcHeader', field: 'nz', value: -1 },
  nonFinite: { code: 'nonFinite', count: 1200 },
  duplicateNumber: { code: 'duplicateNumber', number: 7, otherFile: 'run/x_007.bin' },
  layoutMismatch: {
    code: 'layoutMismatch',
    expected: { fastSize: 2048, slowSize: 2048, pixelType: 'int32' },
    actual: { fastSize: 4096, slowSize: 4096, pixelType: 'int16' },
  },
  unreadable: { code: 'unreadable', detail: 'NotFoundError' },
  changedSinceScan: { code: 'changedSinceScan' },
  workerFailed: { code: 'workerFailed', detail: 'out of memory' },
};

describe('the sentence of each problem', () => {
  it('has all the facts', () => {
    const causes = Object.values(EXAMPLES).map((problem) => [problem.code, explainProblem(problem).cause]);
    expect(Object.fromEntries(causes)).toMatchInlineSnapshot(`
      {
        "badMrcHeader": "The MRC header says nz = -1.",
        "badSize": "The header says 0 × -3 pixels; 1 to 65535 are possible.",
        "changedSinceScan": "The file is no longer the one that was scanned.",
        "duplicateNumber": "Frame number 7 is there twice: also in run/x_007.bin.",
        "frameTooLarge": "One frame takes 3.00 GB; frames of up to 2.15 GB are taken.",
        "headerTooShort": "Too short: 1 byte, and the header alone takes 10.",
        "layoutMismatch": "4096 × 4096 int16, but the series is 2048 × 2048 int32.",
        "nonFinite": "1200 pixels are not a number or infinite.",
        "notAFrame": "The content is none of the formats that are read: MRC, TIA raw.",
        "tooManyFrames": "The header announces 10 000 000 frames; at most 100 000 are taken from one file.",
        "truncated": "Truncated: expected 16 777 226 bytes, found 8 388 608.",
        "unknownType": "The header names pixel type 42, which does not exist.",
        "unreadable": "The browser could not read the file (NotFoundError).",
        "unsupportedType": "Pixel type 9 (complex64) is not supported.",
        "workerFailed": "The program failed on this frame (out of memory).",
      }
    `);
  });

  it('says what to do', () => {
    const remedies = Object.values(EXAMPLES).map((problem) => [problem.code, explainProblem(problem).remedy]);
    expect(Object.fromEntries(remedies)).toMatchInlineSnapshot(`
      {
        "badMrcHeader": "The file is damaged. Exclude it, or write it again with the program that made it.",
        "badSize": "The file is damaged or not a frame. Exclude it.",
        "changedSinceScan": "Remove the series and add its files again.",
        "duplicateNumber": "Exclude or remove one of the two.",
        "frameTooLarge": "The file is damaged or not a frame. Exclude it, or bin it with another program.",
        "headerTooShort": "Is it still being copied? Add it again when it is complete, or exclude it.",
        "layoutMismatch": "It belongs to another series. Exclude it, or rename it so that it stands alone.",
        "nonFinite": "An SMV file has no such value. Correct the frame or exclude it.",
        "notAFrame": "Exclude it, or check that the right file was added.",
        "tooManyFrames": "It is a volume or damaged, not a rotation series. Remove it.",
        "truncated": "Is it still being copied? Add it again when it is complete, or exclude it.",
        "unknownType": "The file is damaged or not a frame. Exclude it.",
        "unreadable": "It was moved, deleted or changed after it was added. Add it again.",
        "unsupportedType": "Export it from the microscope software as integers or real numbers.",
        "workerFailed": "Add it again; if it fails again, please report it.",
      }
    `);
  });

  it('says of a short file both lengths and that it may still be being copied', () => {
    const { cause, remedy } = explainProblem(EXAMPLES.truncated);
    expect(cause).toContain('16\u202f777\u202f226');
    expect(cause).toContain('8\u202f388\u202f608');
    expect(remedy).toContain('still being copied');
  });

  it('counts one pixel in the singular', () => {
    expect(explainProblem({ code: 'nonFinite', count: 1 }).cause).toMatch(/^1 pixel is /);
  });

  it('ends in a full stop or question mark and holds no leftovers of code', () => {
    for (const problem of Object.values(EXAMPLES)) {
      const { cause, remedy } = explainProblem(problem);
      for (const sentence of [cause, remedy]) {
        expect(sentence).toMatch(/^[A-Z0-9].*[.?]$/);
        expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });
});

describe('the end of a failed export', () => {
  it('names the file and its problem', () => {
    const problem = EXAMPLES.unknownType;
    expect(explainExportFailure({ code: 'frame', source: 'run/x_1.bin', problem })).toEqual({
      cause: `run/x_1.bin: ${explainProblem(problem).cause}`,
      remedy: explainProblem(problem).remedy,
    });
  });

  it.each(['noSpace', 'cannotWrite'] as const)('%s says the detail and what to do', (code) => {
    const { cause, remedy } = explainExportFailure({ code, detail: 'the detail' });
    expect(cause).toContain('the detail');
    expect(remedy).not.toBe('');
  });

  it.each(['noSpace', 'denied', 'gone', 'locked', 'mismatch', 'exists', 'cannotWrite'] as const)(
    '%s of a file in a folder names the file, the cause and the way on',
    (fault) => {
      const { cause, remedy } = explainExportFailure({
        code: 'output',
        path: 'run/a.img',
        fault,
        detail: 'why',
      });
      expect(cause).toMatch(/^run\/a\.img: [A-Z].*\.$/);
      expect(remedy).toContain('Resume');
    },
  );

  it('names the folder that another tab writes to', () => {
    const { cause, remedy } = explainExportFailure({ code: 'folderBusy', folder: 'out/run' });
    expect(cause).toContain('out/run');
    expect(remedy).toMatch(/^Wait/);
  });

  it('says how much room is needed and how much there is', () => {
    expect(spaceDetail(2_500_000_000, 16_800_000, 0)).toBe('2.50 GB needed, 16.8 MB available');
    expect(spaceDetail(2_500_000_000, 16_800_000, 5e9)).toMatch(/ available; earlier downloads hold 5.00 GB/);
  });
});
