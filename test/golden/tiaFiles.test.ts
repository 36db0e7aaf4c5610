import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile, readFramePixels } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { fileOf, problemOf, unwrap } from '../unit/fixtures';
import { goldenBytes, goldenCases } from './golden';

const scratch = createStatisticsScratch();

function goldenFile(file: string): File {
  return fileOf(goldenBytes(file), file.slice(file.lastIndexOf('/') + 1));
}

/** Agreement to 1e-12, relative. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

describe.each(goldenCases('tia'))('TIA raw $name', (golden) => {
  const file = goldenFile(golden.file);

  it('is laid out as its header says', async () => {
    const { fastSize, slowSize, pixelType, fileBytes } = golden;
    expect(unwrap(await inspectFile(file))).toEqual({
      format: 'tia-raw',
      pixelType,
      littleEndian: true,
      rowOrder: 'topDown',
      fastSize,
      slowSize,
      frameCount: 1,
      offsets: { kind: 'stride', firstBytes: 10, strideBytes: fileBytes - 10 },
      notices: [],
      metadata: {},
    });
  });

  it('holds the pixels that numpy wrote', async () => {
    const layout = unwrap(await inspectFile(file));
    const pixels = unwrap(await readFramePixels(file, framePlace(layout, 0)));
    expect(Array.from(pixels)).toEqual(golden.values);
  });

  it('has the statistics that numpy finds', async () => {
    const layout = unwrap(await inspectFile(file));
    const outcome = await scanFrame(file, framePlace(layout, 0), scratch);
    if (outcome.kind === 'failed') throw new Error(outcome.problem.code);
    const { summary } = outcome;
    expect(summary.pixelCount).toBe(golden.values.length);
    expect(summary.min).toBe(golden.min);
    expect(summary.max).toBe(golden.max);
    expect(summary.fractionalCount).toBe(golden.fractionalCount);
    expect(summary.float32InexactCount).toBe(golden.float32InexactCount);
    if (golden.fractionalCount === 0) expect(summary.mean).toBe(golden.mean);
    expectClose(summary.mean, golden.mean);
    expectClose(summary.std, golden.std);
  });
});

describe.each(goldenCases('tiaNonFinite'))('TIA raw $name', (golden) => {
  it('is refused with the number of bad pixels', async () => {
    const file = goldenFile(golden.file);
    const layout = unwrap(await inspectFile(file));
    expect(layout).toMatchObject({ pixelType: golden.pixelType, fastSize: golden.fastSize });
    expect(await scanFrame(file, framePlace(layout, 0), scratch)).toEqual({
      kind: 'failed',
      problem: { code: 'nonFinite', count: golden.nonFiniteCount },
    });
  });

  it('leaves nothing behind in the memory of the scan', async () => {
    const bad = goldenFile(golden.file);
    await scanFrame(bad, framePlace(unwrap(await inspectFile(bad)), 0), scratch);
    const good = goldenFile('tia-raw/all-uint8.bin');
    const outcome = await scanFrame(good, framePlace(unwrap(await inspectFile(good)), 0), scratch);
    if (outcome.kind === 'failed') throw new Error(outcome.problem.code);
    expect(Array.from(outcome.summary.histogram.cumulative).at(-1)).toBe(15);
  });
});

describe('a TIA raw file that is no sound frame', () => {
  const cases = goldenCases('tiaBad');

  it.each(cases.filter(({ problem }) => problem !== undefined))('$name: $problem', async (golden) => {
    const problem = problemOf(await inspectFile(goldenFile(golden.file)));
    const { typeId, fastSize, slowSize, expectedBytes, actualBytes } = golden;
    const facts = {
      truncated: { expectedBytes, actualBytes },
      headerTooShort: { expectedBytes, actualBytes },
      badSize: { fastSize, slowSize, limit: 65535 },
      unknownType: { typeId },
      unsupportedType: { typeId, typeName: typeId === 9 ? 'complex64' : 'complex128' },
    }[golden.problem ?? 'truncated'];
    expect(problem).toEqual({ code: golden.problem, ...facts });
  });

  it.each(cases.filter(({ notice }) => notice !== undefined))('$name: $notice only', async (golden) => {
    const file = goldenFile(golden.file);
    const layout = unwrap(await inspectFile(file));
    const { expectedBytes, actualBytes, notice } = golden;
    expect(layout.notices).toEqual([{ code: notice, expectedBytes, actualBytes }]);
    const sound = goldenFile('tia-raw/all-int32.bin');
    const pixels = unwrap(await readFramePixels(file, framePlace(layout, 0)));
    expect(pixels).toEqual(unwrap(await readFramePixels(sound, framePlace(layout, 0))));
  });
});
