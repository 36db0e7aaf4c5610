import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { goldenBytes, goldenCases } from '../golden/golden';
import { fileOf, tiaBytes } from '../unit/fixtures';
import { anyFrame } from './arbitraries';

const scratch = createStatisticsScratch();
const MRC_CASES = goldenCases('mrc');
const MRC = MRC_CASES.map(({ file }) => goldenBytes(file));

describe('a truncated file', () => {
  it('is an error value, whatever the type of its frame and wherever it ends: TIA raw', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, fc.nat(), async ({ type, fastSize, slowSize, values }, cut) => {
        const whole = tiaBytes(type, fastSize, slowSize, values);
        const length = cut % whole.length;
        const found = await inspectFile(fileOf(whole.slice(0, length), 'x_1.bin'));
        expect(found).toEqual({
          ok: false,
          problem: {
            code: length < 10 ? 'headerTooShort' : 'truncated',
            expectedBytes: length < 10 ? 10 : whole.length,
            actualBytes: length,
          },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is an error value wherever it ends, or gives its whole sections: MRC', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MRC_CASES), fc.nat(), async (golden, cut) => {
        const whole = goldenBytes(golden.file);
        const length = cut % whole.length;
        const found = await inspectFile(fileOf(whole.slice(0, length), 'x_1.mrc'));
        const frameBytes = (whole.length - golden.dataOffset) / golden.frameCount;
        const sections = Math.floor((length - golden.dataOffset) / frameBytes);
        // Exactly as long as without the extended header.
        if (length === 1024 + frameBytes * golden.frameCount) {
          expect(found).toMatchObject({ ok: true, value: { notices: [{ code: 'headerLengthOff' }] } });
          return;
        }
        if (sections >= 1) {
          const notice = { code: 'fewerSections', announced: golden.frameCount, whole: sections };
          expect(found).toMatchObject({ ok: true, value: { frameCount: sections, notices: [notice] } });
          return;
        }
        expect(found).toEqual({
          ok: false,
          problem: {
            code: length < 1024 ? 'headerTooShort' : 'truncated',
            expectedBytes: length < 1024 ? 1024 : whole.length,
            actualBytes: length,
          },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is never a frame by another name, unless it says that something is missing', async () => {
    const files = [tiaBytes('int32', 5, 3, Array(15).fill(1)), ...MRC];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (whole, cut) => {
        const found = await inspectFile(fileOf(whole.slice(0, cut % whole.length), 'unknown.dat'));
        if (found.ok) expect(found.value.notices[0]?.code).toMatch(/^(fewerSections|headerLengthOff)$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a damaged header', () => {
  const sources = [
    tiaBytes('int32', 5, 3, Array(15).fill(-7)),
    tiaBytes('float64', 2, 2, [1, 2, 3, 4]),
    ...MRC,
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });

  it('gives a layout that fits the file, or an error value; it never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        damage,
        fc.constantFrom('x_1.bin', 'x_1.mrc', 'x'),
        async (whole, changes, name) => {
          const bytes = whole.slice();
          // most changes go to where the fields that matter are
          for (const [position, value] of changes) bytes[position % Math.min(bytes.length, 224)] = value;
          const file = fileOf(bytes, name);
          const found = await inspectFile(file);
          if (!found.ok) return;
          const last = framePlace(found.value, found.value.frameCount - 1);
          expect(last.offsetBytes + last.frameBytes).toBeLessThanOrEqual(bytes.length);
          expect(last.frameBytes).toBeGreaterThan(0);
          const outcome = await scanFrame(file, framePlace(found.value, 0), scratch);
          if (outcome.kind === 'failed') expect(outcome.problem.code).toBe('nonFinite');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any bytes at all never throws', async () => {
    const anything = fc.uint8Array({ maxLength: 2100 });
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom('x_1.bin', 'x_1.mrc', 'x.txt'), async (bytes, name) => {
        const found = await inspectFile(fileOf(Uint8Array.from(bytes), name));
        expect(typeof found.ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});
