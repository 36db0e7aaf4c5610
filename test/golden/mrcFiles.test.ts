import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile, readFramePixels } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { fileOf, problemOf, unwrap } from '../unit/fixtures';
import { goldenBytes, goldenCases } from './golden';

const scratch = createStatisticsScratch();
const BYTES = { 0: 1, 1: 2, 2: 4, 6: 2, 12: 2 } as const;

function goldenFile(file: string): File {
  return fileOf(goldenBytes(file), file.slice(file.lastIndexOf('/') + 1));
}

describe.each(goldenCases('mrc'))('MRC $name', (golden) => {
  const file = goldenFile(golden.file);

  it('is laid out as mrcfile says', async () => {
    const { fastSize, slowSize, pixelType, frameCount, dataOffset, metadata } = golden;
    const pixelBytes = BYTES[golden.mode as keyof typeof BYTES];
    expect(unwrap(await inspectFile(file))).toEqual({
      format: 'mrc',
      pixelType,
      ...(golden.name.startsWith('fei') && { rowOrder: 'topDown' }),
      littleEndian: golden.byteOrder === 'little',
      fastSize,
      slowSize,
      frameCount,
      offsets: {
        kind: 'stride',
        firstBytes: dataOffset,
        strideBytes: fastSize * slowSize * pixelBytes,
      },
      notices: [],
      metadata,
    });
  });

  it('holds the pixels that mrcfile wrote, frame by frame', async () => {
    const layout = unwrap(await inspectFile(file));
    for (const [index, frame] of golden.frames.entries()) {
      const pixels = unwrap(await readFramePixels(file, framePlace(layout, index)));
      expect(Array.from(pixels)).toEqual(frame.values);
    }
    expect(golden.frames).toHaveLength(layout.frameCount);
  });

  it('has no frame after its last', async () => {
    const layout = unwrap(await inspectFile(file));
    expect(() => framePlace(layout, layout.frameCount)).toThrow(RangeError);
  });

  it('has the statistics that numpy finds', async () => {
    const layout = unwrap(await inspectFile(file));
    for (const [index, frame] of golden.frames.entries()) {
      const outcome = await scanFrame(file, framePlace(layout, index), scratch);
      if (outcome.kind === 'failed') throw new Error(outcome.problem.code);
      const { min, max, mean, std, fractionalCount, float32InexactCount } = outcome.summary;
      expect({ min, max, fractionalCount, float32InexactCount }).toEqual({
        min: frame.min,
        max: frame.max,
        fractionalCount: frame.fractionalCount,
        float32InexactCount: frame.float32InexactCount,
      });
      expect(Math.abs(mean - frame.mean)).toBeLessThanOrEqual(1e-12 * Math.abs(frame.mean));
      expect(Math.abs(std - frame.std)).toBeLessThanOrEqual(1e-12 * frame.std);
    }
  });
});

describe('an MRC file that must be refused', () => {
  it.each(goldenCases('mrcBad'))('$name: $problem', async (golden) => {
    const { problem, expectedBytes, actualBytes, typeId, fastSize, slowSize, field, value } = golden;
    const facts = {
      truncated: { expectedBytes, actualBytes },
      headerTooShort: { expectedBytes, actualBytes },
      badSize: { fastSize, slowSize, limit: 65535 },
      unknownType: { typeId },
      unsupportedType: { typeId, typeName: typeId === 3 ? 'complex int16' : 'complex float32' },
      badMrcHeader: { field, value },
      notAFrame: {},
    }[problem];
    expect(problemOf(await inspectFile(goldenFile(golden.file)))).toEqual({ code: problem, ...facts });
  });
});
