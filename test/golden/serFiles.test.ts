import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { inspectFile, readFramePixels } from '../../src/pipeline/readFrame';
import { fileOf, unwrap } from '../unit/fixtures';
import { goldenBytes, goldenCases } from './golden';

describe.each(goldenCases('ser'))('TIA series $name', (golden) => {
  const file = fileOf(goldenBytes(golden.file), 'x_1.ser');

  it('is laid out as its header says', async () => {
    const { fastSize, slowSize, pixelType, frameCount } = golden;
    const layout = unwrap(await inspectFile(file));
    expect(layout).toMatchObject({ format: 'tia-ser', pixelType, fastSize, slowSize, littleEndian: true });
    expect(layout.frameCount).toBe(frameCount);
    expect([layout.notices, layout.frameProblems]).toEqual([[], undefined]);
    // 1/m in the file, as TIA writes it in diffraction.
    expect(layout.metadata.reciprocalPixelPerAngstrom).toBeCloseTo(42464134.612716675 * 1e-10, 15);
  });

  it('holds the pixels that numpy wrote, in the order of the elements', async () => {
    const layout = unwrap(await inspectFile(file));
    const frames: number[] = [];
    for (let index = 0; index < golden.frameCount; index++) {
      frames.push(...unwrap(await readFramePixels(file, framePlace(layout, index))));
    }
    expect(frames).toEqual(golden.values);
  });
});
