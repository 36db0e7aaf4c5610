import { describe, expect, it } from 'vitest';
import type { Problem, ProblemCode } from '../../src/domain/problem';
import { bytes, value } from '../../src/wording/numbers';
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
  compressed: { code: 'compressed', packer: '7z' },
  damagedGzip: { code: 'damagedGzip', readableBytes: 1_234_567 },
  badMrcHeader: { code: 'badMrcHeader', field: 'nz', value: -1 },
  badSerHeader: { code: 'badSerHeader', field: 'version', value: 560 },
  notImages: { code: 'notImages' },
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

/** The texts that a sentence shows facts as, from objects within objects too. */
function factsIn(facts: object): string[] {
  return Object.entries(facts).flatMap(([name, fact]) => {
    if (typeof fact === 'object') return factsIn(fact);
    if (typeof fact === 'string') return [fact];
    // Sizes of frames have units: their text is that of the numbers' own test.
    return name === 'frameBytes' || name === 'limitBytes' ? [bytes(fact)] : [value(fact)];
  });
}

describe('the sentence of each problem', () => {
  it.each(Object.values(EXAMPLES))('$code has every number and name of its facts', (problem) => {
    const { code, ...facts } = problem;
    const { cause } = explainProblem(problem);
    for (const fact of factsIn(facts)) expect(cause, code).toContain(fact);
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
