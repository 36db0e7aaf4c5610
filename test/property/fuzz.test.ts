import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/domain/byteSource';
import { framePlace } from '../../src/domain/frame';
import { readSideFile } from '../../src/inputs/sideFiles/sideFiles';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { goldenBytes, goldenCases } from '../golden/golden';
import { EMI, FRACTIONS, FRAME_SET, STACK } from '../support/sideTexts';
import { TIA_TYPES, tiaBytes } from '../unit/fixtures';

/**
 * Mutated headers and files, many of each format: no exception, no hang, nothing read beyond the file, so nothing
 * allocated beyond its size. `npm run test:fuzz` runs ten times as many.
 */

const RUNS = env.npm_lifecycle_event === 'test:fuzz' ? 200_000 : 20_000;
/** Far more than the runs take; a hang ends here. */
const TIMEOUT_MS = 60_000 + 10 * RUNS;

const scratch = createStatisticsScratch();

/** A file that notes when more is asked of it than it holds. */
function guarded(bytes: Uint8Array<ArrayBuffer>, name: string): ByteSource & { readonly beyond: string[] } {
  const beyond: string[] = [];
  return {
    name,
    size: bytes.length,
    beyond,
    slice(start, end) {
      if (!(start >= 0 && end >= start && end <= bytes.length)) {
        beyond.push(`${start} to ${end} of ${bytes.length}`);
      }
      return { arrayBuffer: async () => bytes.slice(start, end).buffer };
    },
  };
}

/** Looks at a file and scans every frame that it is said to have. */
async function takeWhole(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<void> {
  const file = guarded(bytes, name);
  const found = await inspectFile(file);
  expect(file.beyond).toEqual([]);
  if (!found.ok) {
    expect(found.problem.code).toMatch(/^[a-zA-Z0-9]+$/);
    return;
  }
  const { frameCount, frameProblems, fastSize, slowSize } = found.value;
  expect(fastSize * slowSize).toBeGreaterThan(0);
  for (let index = 0; index < frameCount; index++) {
    if (frameProblems?.has(index)) continue;
    const { offsetBytes, frameBytes } = framePlace(found.value, index);
    expect(offsetBytes + frameBytes).toBeLessThanOrEqual(bytes.length);
    if (index >= 3) continue;
    const outcome = await scanFrame(file, framePlace(found.value, index), scratch);
    expect(file.beyond).toEqual([]);
    if (outcome.kind === 'failed') expect(outcome.problem.code).toBe('nonFinite');
    else expect(outcome.summary.min).toBeLessThanOrEqual(outcome.summary.max);
  }
}

/** Extremes of the header's fields come up more often than by chance. */
const word = fc.oneof(
  fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  fc.constantFrom(-1, 0, 1, 2, 6, 12, 0x7fff_ffff, -0x8000_0000, 65_535, 65_536, 1024, 0x2050_414d),
);
const change = fc.record({ at: fc.nat(), word, whole: fc.boolean() });
const mutation = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 6 }),
  /** Part of the file that is kept, in 1/64; more than 64 lengthens it. */
  kept: fc.oneof(fc.constant(64), fc.integer({ min: 0, max: 80 })),
});

function mutate(
  whole: Uint8Array<ArrayBuffer>,
  headerBytes: number,
  { changes, kept }: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((whole.length * kept) / 64));
  bytes.set(whole.subarray(0, bytes.length));
  const view = new DataView(bytes.buffer);
  for (const { at, word: value, whole: isWord } of changes) {
    if (bytes.length < 4) break;
    // Nine in ten go to the header.
    const reach = at % 10 === 0 ? bytes.length - 3 : Math.min(headerBytes, bytes.length - 3);
    const position = Math.floor(at / 10) % reach;
    if (isWord) view.setInt32(position & ~1, value, true);
    else view.setUint8(position, value & 0xff);
  }
  return bytes;
}

describe(`${RUNS} mutated files`, () => {
  it.each([
    [
      'TIA raw',
      10,
      'x_1.bin',
      TIA_TYPES.map((type) =>
        tiaBytes(
          type,
          5,
          3,
          Array.from({ length: 15 }, (_, i) => i),
        ),
      ),
    ],
    ['TIA series', 100, 'x_1.ser', goldenCases('ser').map(({ file }) => goldenBytes(file))],
    ['MRC', 256, 'x_1.mrc', goldenCases('mrc').map(({ file }) => goldenBytes(file))],
    [
      'no name',
      256,
      'x',
      [
        tiaBytes('int32', 5, 3, Array(15).fill(1)),
        ...goldenCases('mrc').map(({ file }) => goldenBytes(file)),
        ...goldenCases('ser').map(({ file }) => goldenBytes(file)),
      ],
    ],
  ] as const)(
    'of %s: no exception, no hang, nothing beyond the file',
    async (_, headerBytes, name, sources) => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...sources), mutation, (whole, change) =>
          takeWhole(mutate(whole, headerBytes, change), name),
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  /** Changed characters, a cut, and a part that comes twice. */
  const textChange = fc.record({
    changes: fc.array(
      fc.record({
        at: fc.nat(),
        to: fc.constantFrom('<', '>', '&', '=', '[', ']', '\0', '-', '9', 'e', '\n', '"'),
      }),
      {
        maxLength: 6,
      },
    ),
    kept: fc.oneof(fc.constant(64), fc.integer({ min: 0, max: 64 })),
    twice: fc.tuple(fc.nat(), fc.nat({ max: 200 })),
  });

  it.each([
    ['emi', 'x.emi', EMI],
    ['mdoc of a movie', 'x.mdoc', FRAME_SET],
    ['mdoc of a stack', 'x.mdoc', STACK],
    ['XML', 'x.xml', FRACTIONS],
  ])(
    'of %s: no exception, no hang, no impossible value',
    (_, name, whole) => {
      fc.assert(
        fc.property(textChange, ({ changes, kept, twice: [at, length] }) => {
          const chars = [...whole.slice(0, Math.ceil((whole.length * kept) / 64))];
          for (const one of changes) if (chars.length > 0) chars[one.at % chars.length] = one.to;
          const begin = at % (chars.length || 1);
          const text = [...chars.slice(0, begin + length), ...chars.slice(begin)].join('');
          for (const { metadata, frames } of readSideFile(name, () => text)?.facts ?? []) {
            expect(Math.abs(metadata.tiltDeg ?? 0)).toBeLessThanOrEqual(180);
            expect(metadata.highTensionKv ?? 100).toBeGreaterThan(0);
            expect(metadata.tiltsDeg?.length ?? 0).toBeLessThanOrEqual(100_000);
            expect(frames ?? 1).toBeGreaterThan(0);
          }
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});
