import { afterEach, describe, expect, it, vi } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { type FrameScan, startFrameScan } from '../../src/kernels/frameScan';
import { startMachine, WINDOW_PIXELS } from '../../src/kernels/machine';
import * as kernels from '../../src/kernels/pixelKernels';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { at, fileOf, layoutOf, pixelsOf } from './fixtures';

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

function scanFor(fastSize: number, slowSize: number): FrameScan {
  const scan = startFrameScan(layoutOf({ pixelType: 'int32', fastSize, slowSize, littleEndian: true }));
  if (scan === undefined) throw new Error('no kernels');
  return scan;
}

function scanOf(pixels: Int32Array<ArrayBuffer>, fastSize: number, slowSize: number) {
  const scan = scanFor(fastSize, slowSize);
  scan.takeWhole(pixels.slice().buffer);
  return scan.finish();
}

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

  it.each([INT32_MIN, -32769, 98304, INT32_MAX])('find a single outlier of %d wherever it is', (outlier) => {
    for (let place = 0; place < 19; place++) {
      const pixels = new Int32Array(19).fill(3);
      pixels[place] = outlier;
      const { histogram, minPlace } = scanOf(pixels, 19, 1);
      expect(minPlace).toBe(outlier < 3 ? place : place === 0 ? 1 : 0);
      expect(Array.from(histogram.values)).toEqual([outlier, 3].toSorted((a, b) => a - b));
      expect(Array.from(histogram.cumulative)).toEqual(outlier < 3 ? [1, 19] : [18, 19]);
    }
  });

  it('keep outliers beyond the first window apart, and the bins empty for the next frame', () => {
    const fastSize = WINDOW_PIXELS / 2;
    const pixels = new Int32Array(7 * fastSize).fill(-144);
    pixels[1] = INT32_MIN;
    pixels[WINDOW_PIXELS + 8] = 98304;
    pixels[pixels.length - 1] = -32769;
    for (let run = 0; run < 2; run++) {
      const { histogram, min, max } = scanOf(pixels, fastSize, 7);
      expect([min, max]).toEqual([INT32_MIN, 98304]);
      expect(Array.from(histogram.values)).toEqual([INT32_MIN, -32769, -144, 98304]);
      expect(at(histogram.cumulative, 3)).toBe(pixels.length);
    }
  });

  it.each(['int32', 'int16', 'uint16'] as const)(
    'find the place of the smallest %s in any window',
    (type) => {
      const [fastSize, slowSize] = [1000, 150];
      for (const place of [0, 7, 65_999, 66_000, 131_071, 149_999]) {
        const pixels = pixelsOf(type, new Array(fastSize * slowSize).fill(300));
        pixels[place] = 299;
        // a later one of the same value is not the first
        pixels[Math.min(place + 70_000, pixels.length - 1)] = 299;
        const scan = startFrameScan(layoutOf({ pixelType: type, fastSize, slowSize, littleEndian: true }));
        scan?.takeWhole(pixels.buffer as ArrayBuffer);
        expect(scan?.finish()).toMatchObject({ min: 299, minPlace: place });
      }
    },
  );

  it('keep scans apart that overlap, and one that ends without a result leaves nothing', () => {
    const [fastSize, slowSize] = [100, 100];
    const frames = [5, -3].map((value) => new Int32Array(fastSize * slowSize).fill(value));
    const scans = [scanFor(fastSize, slowSize), scanFor(fastSize, slowSize)];
    const dropped = scanFor(fastSize, slowSize);
    dropped.take(new Uint8Array(12_345).fill(77));
    dropped.drop();
    for (let part = 0; part < 4; part++) {
      for (const [i, scan] of scans.entries()) {
        scan.take(new Uint8Array((frames[i] as Int32Array<ArrayBuffer>).buffer, 10_000 * part, 10_000));
      }
    }
    expect(scans.map((scan) => scan.finish()).map(({ min, max, mean }) => [min, max, mean])).toEqual([
      [5, 5, 5],
      [-3, -3, -3],
    ]);
    expect(scanOf(frames[1] as Int32Array<ArrayBuffer>, fastSize, slowSize).mean).toBe(-3);
  });

  it('are for rows that fit, of little-endian integers that they know', () => {
    const sound = layoutOf({ pixelType: 'int32', fastSize: 8, slowSize: 8, littleEndian: true });
    expect(startFrameScan(sound)).toBeDefined();
    expect(startFrameScan({ ...sound, littleEndian: false })).toBeUndefined();
    expect(startFrameScan({ ...sound, fastSize: WINDOW_PIXELS + 1 })).toBeUndefined();
    expect(startFrameScan({ ...sound, pixelType: 'float32' })).toBeUndefined();
    expect(startFrameScan({ ...sound, pixelType: 'uint8' })).toBeUndefined();
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
    expect(plain.fingerprint(pixels.buffer as ArrayBuffer)).toBe(
      kernels.fingerprint(pixels.buffer as ArrayBuffer),
    );
    expect(plain.toSmvPixels(pixels, 5, new Uint16Array(9))).toEqual(
      kernels.toSmvPixels(pixels, 5, new Uint16Array(9)),
    );
    const layout = layoutOf({
      fastSize: 3,
      slowSize: 3,
      offsets: { kind: 'stride', firstBytes: 0, strideBytes: 36 },
    });
    const file = fileOf(new Uint8Array(pixels.buffer as ArrayBuffer), 'x_1.bin');
    const { scanFrame: plainScan } = await import('../../src/pipeline/scanFrame');
    const found = await plainScan(file, framePlace(layout, 0), createStatisticsScratch());
    expect(found).toEqual({ kind: 'scanned', summary: scanOf(pixels as Int32Array<ArrayBuffer>, 3, 3) });
  });

  it('bytes that are no module start nothing', () => {
    expect(startMachine(new Uint8Array([0, 97, 115, 109]))).toBeUndefined();
  });
});
