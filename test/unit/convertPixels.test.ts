import { describe, expect, it } from 'vitest';
import type { PixelArray, PixelType } from '../../src/domain/pixelType';
import { mrcArray, toMrcPixels, toSmvPixels } from '../../src/maths/convertPixels';
import { pixelsOf, type TiaType } from './fixtures';

function convert(type: TiaType, values: readonly number[], offset: number) {
  const { pixels, truncatedLow, truncatedHigh } = toSmvPixels(
    pixelsOf(type, values),
    offset,
    new Uint16Array(values.length).fill(4242),
  );
  return { pixels: Array.from(pixels), truncatedLow, truncatedHigh };
}

describe('SMV pixels', () => {
  it.each<[string, TiaType, readonly number[], number, readonly number[], number, number]>([
    ['signed', 'int32', [-2001, -2000, -1999, 0, 5], 2000, [0, 0, 1, 2000, 2005], 1, 0],
    [
      'at the upper end',
      'int32',
      [63534, 63535, 63536, 2 ** 31 - 1],
      2000,
      [65534, 65535, 65535, 65535],
      0,
      2,
    ],
    ['int32 extremes', 'int32', [-(2 ** 31), 2 ** 31 - 1], 0, [0, 65535], 1, 1],
    ['uint32: no wrap', 'uint32', [2 ** 32 - 1, 100, 99], -100, [65535, 0, 0], 1, 1],
    ['uint8 with a large offset', 'uint8', [0, 255], 65300, [65300, 65535], 0, 1],
    ['negative offset', 'int16', [100, 101, 99, -32768], -100, [0, 1, 0, 0], 2, 0],
    ['cut, not rounded', 'float32', [0.5, 1.99, 2.5, 65534.5], 0, [0, 1, 2, 65534], 0, 0],
    ['fractional offset', 'float64', [-12.75, -12.5, 0.25, 0.5], 12.75, [0, 0, 13, 13], 0, 0],
    ['far out of range', 'float64', [1e300, -1e300], 5, [65535, 0], 1, 1],
  ])('%s', (_, type, values, offset, pixels, truncatedLow, truncatedHigh) => {
    expect(convert(type, values, offset)).toEqual({ pixels, truncatedLow, truncatedHigh });
  });

  it('fill the given memory', () => {
    const target = new Uint16Array(2);
    expect(toSmvPixels(pixelsOf('int8', [1, 2]), 10, target).pixels).toBe(target);
    expect(Array.from(target)).toEqual([11, 12]);
  });
});

function mrcPixels(source: PixelArray, stored: PixelType) {
  return toMrcPixels(source, mrcArray(stored, new ArrayBuffer(4 * source.length), 0, source.length));
}

describe('MRC pixels', () => {
  it.each<[TiaType, 'int8' | 'int16' | 'uint16' | 'float32', readonly number[]]>([
    ['int8', 'int8', [-128, 127]],
    ['uint8', 'int16', [0, 255]],
    ['int16', 'int16', [-32768, 32767]],
    ['uint16', 'uint16', [0, 65535]],
    ['int32', 'float32', [-16777216, 16777216, -1]],
    ['uint32', 'float32', [0, 16777216, 2 ** 31]],
    ['float32', 'float32', [0.5, -(2 ** 100)]],
    ['float64', 'float32', [0.5, -0.25]],
  ])('of %s are the same values as %s', (type, stored, values) => {
    const pixels = mrcPixels(pixelsOf(type, values), stored);
    expect(pixels.constructor.name.toLowerCase()).toBe(`${stored}array`);
    expect(Array.from(pixels)).toEqual(values);
  });

  it('round to the nearest float32 what float32 cannot hold', () => {
    expect(Array.from(mrcPixels(pixelsOf('int32', [16777217, 16777219]), 'float32'))).toEqual([
      16777216, 16777220,
    ]);
  });

  it('have no type that MRC does not store', () => {
    expect(() => mrcPixels(pixelsOf('int32', [1]), 'int32')).toThrow('int32');
  });
});
