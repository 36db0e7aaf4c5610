import { afterEach, describe, expect, it, vi } from 'vitest';
import { startMachine, WINDOW_PIXELS } from '../../src/kernels/machine';
import * as kernels from '../../src/kernels/pixelKernels';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { at, pixelsOf, type TiaType } from './fixtures';

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const scratch = createStatisticsScratch();

/** Worked out by hand, since kernels and TypeScript could be wrong together. */
describe('kernels', () => {
  it.each<[string, number, number, number, number]>([
    ['everything at 0', -(2 ** 30), 0, 20, 0],
    ['everything at 65535', 2 ** 30, 65535, 0, 20],
    ['nothing', 0, 7, 0, 0],
  ])('cut %s', (_, offset, pixel, truncatedLow, truncatedHigh) => {
    const found = kernels.toSmvPixels(new Int32Array(20).fill(7), offset, new Uint16Array(20));
    expect(found).toEqual({ pixels: new Uint16Array(20).fill(pixel), truncatedLow, truncatedHigh });
  });

  it.each([2 ** 30, -(2 ** 30)])('cut int32 extremes with an offset of %d', (offset) => {
    const values = Array.from({ length: 11 }, (_, i) => (i % 2 === 0 ? INT32_MIN : INT32_MAX));
    const { pixels, truncatedLow, truncatedHigh } = kernels.toSmvPixels(
      pixelsOf('int32', values),
      offset,
      new Uint16Array(11),
    );
    expect(Array.from(pixels)).toEqual(values.map((value) => (value < 0 ? 0 : 65535)));
    expect([truncatedLow, truncatedHigh]).toEqual([6, 5]);
  });

  it.each<[TiaType, number, number]>([
    ['int32', INT32_MIN, INT32_MAX],
    ['int16', -32768, 32767],
    ['uint16', 0, 65535],
  ])('find the extremes of %s wherever they are', (type, low, high) => {
    for (let place = 0; place < 19; place++) {
      const values: number[] = Array(20).fill(5);
      values[place] = low;
      values[19] = high;
      expect(kernels.extremes(pixelsOf(type, values))).toEqual({ min: low, max: high });
      expect(kernels.extremes(pixelsOf(type, values.toReversed()))).toEqual({ min: low, max: high });
    }
  });

  it.each([INT32_MIN, -32769, 98304, INT32_MAX])('find a single outlier of %d wherever it is', (outlier) => {
    for (let place = 0; place < 19; place++) {
      const pixels = new Int32Array(19).fill(3);
      pixels[place] = outlier;
      const { histogram } = kernels.frameStatistics(pixels, scratch);
      expect(Array.from(histogram.values)).toEqual([outlier, 3].toSorted((a, b) => a - b));
      expect(Array.from(histogram.cumulative)).toEqual(outlier < 3 ? [1, 19] : [18, 19]);
    }
  });

  it('keep outliers beyond the first window apart, and the bins empty for the next frame', () => {
    const pixels = new Int32Array(3 * WINDOW_PIXELS + 5).fill(-144);
    pixels[1] = INT32_MIN;
    pixels[WINDOW_PIXELS + 8] = 98304;
    pixels[3 * WINDOW_PIXELS + 4] = -32769;
    for (let run = 0; run < 2; run++) {
      const { histogram, min, max } = kernels.frameStatistics(pixels, scratch);
      expect([min, max]).toEqual([INT32_MIN, 98304]);
      expect(Array.from(histogram.values)).toEqual([INT32_MIN, -32769, -144, 98304]);
      expect(at(histogram.cumulative, 3)).toBe(pixels.length);
    }
  });
});

describe('without kernels', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each([
    ['there is no WebAssembly', undefined],
    ['the engine refuses the module', { Memory: WebAssembly.Memory }],
  ])('the results are the same where %s', async (_, api) => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', api);
    const plain = await import('../../src/kernels/pixelKernels');
    expect(plain.hasKernels()).toBe(false);
    const pixels = pixelsOf('int32', [INT32_MIN, -5, 0, 7, 70_000, INT32_MAX, 3, 3, 3]);
    const statistics = kernels.frameStatistics(pixels, scratch);
    expect(plain.frameStatistics(pixels, scratch)).toEqual(statistics);
    expect(plain.extremes(pixels)).toEqual(kernels.extremes(pixels));
    expect(plain.toSmvPixels(pixels, 5, new Uint16Array(9))).toEqual(
      kernels.toSmvPixels(pixels, 5, new Uint16Array(9)),
    );
    expect(plain.makeThumbnail(pixels, 3, 3, statistics)).toEqual(
      kernels.makeThumbnail(pixels, 3, 3, statistics),
    );
  });

  it('bytes that are no module start nothing', () => {
    expect(startMachine(new Uint8Array([0, 97, 115, 109]))).toBeUndefined();
  });
});
