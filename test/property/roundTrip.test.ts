import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { writeTiaRawHeader } from '../../src/inputs/tiaRaw';
import { inspectFile, readFramePixels } from '../../src/pipeline/readFrame';
import { convertFiles, fileOf, MRC, outputOf, tiaBytes, unwrap } from '../unit/fixtures';
import { anyFrame } from './arbitraries';

describe('TIA raw', () => {
  it('is read as it was written, for every type', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, async ({ type, fastSize, slowSize, values }) => {
        const byHand = tiaBytes(type, fastSize, slowSize, values);
        const header = writeTiaRawHeader(type, fastSize, slowSize);
        expect(header).toEqual(byHand.subarray(0, 10));
        const file = fileOf(byHand, 'x_1.bin');
        const layout = unwrap(await inspectFile(file));
        expect(layout).toMatchObject({ pixelType: type, fastSize, slowSize, notices: [] });
        const pixels = unwrap(await readFramePixels(file, framePlace(layout, 0)));
        expect(Array.from(pixels)).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });
});

describe('MRC', () => {
  it('holds every value that float32 holds, for every type', async () => {
    const exact = anyFrame.filter(({ values }) => values.every((value) => Math.fround(value) === value));
    await fc.assert(
      fc.asyncProperty(exact, async ({ type, fastSize, slowSize, values }) => {
        const source = fileOf(tiaBytes(type, fastSize, slowSize, values), 'x_1.bin');
        const exported = await convertFiles([source], {}, MRC);
        const file = fileOf(outputOf(exported, 'x/mrc/x_001.mrc'), 'x_001.mrc');
        const layout = unwrap(await inspectFile(file));
        expect(layout).toMatchObject({ format: 'mrc', fastSize, slowSize, frameCount: 1, notices: [] });
        const pixels = unwrap(await readFramePixels(file, framePlace(layout, 0)));
        expect(Array.from(pixels).map((value) => value + 0)).toEqual(values.map((value) => value + 0));
      }),
      { numRuns: 200 },
    );
  });
});
