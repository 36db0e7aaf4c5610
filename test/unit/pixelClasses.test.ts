import { describe, expect, it } from 'vitest';
import { PLAIN_STORING } from '../../src/domain/conversion';
import { pluginSaturation } from '../../src/domain/detector';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { countOfClass, findPixels, PIXEL_CLASSES } from '../../src/maths/pixelClasses';

const THUMBNAIL = { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) };
const PIXELS = Int32Array.from([-2001, -2000, -301, -300, 0, 31_700, 31_701, 65_235, 65_236]);
/** Offset 300 and saturation 32000 stored: 31700 raw is the last below saturation. */
const THRESHOLDS = { offset: 300, cap: 2000, saturation: 32_000, ...PLAIN_STORING };
const EXPECTED = {
  truncatedLow: [0, 1, 2],
  truncatedHigh: [8],
  saturated: [6, 7, 8],
  beyondCap: [0],
} as const;

function summaryOfPixels() {
  return {
    ...frameStatistics(PIXELS, createStatisticsScratch()),
    thumbnail: THUMBNAIL,
    wrappedCount: 0,
    fingerprint: 0,
  };
}

describe('pixel classes', () => {
  it('are found where they are, and counted the same from the histogram', () => {
    const summary = summaryOfPixels();
    for (const kind of PIXEL_CLASSES) {
      expect([kind, ...findPixels(PIXELS, kind, THRESHOLDS)]).toEqual([kind, ...EXPECTED[kind]]);
      const count = EXPECTED[kind].length;
      expect(countOfClass(summary, kind, THRESHOLDS)).toEqual({ atLeast: count, atMost: count });
    }
  });

  it('say nothing of saturation while the binning is unknown', () => {
    const summary = summaryOfPixels();
    const unknown = { ...THRESHOLDS, saturation: pluginSaturation(undefined) };
    expect(countOfClass(summary, 'saturated', unknown)).toBeUndefined();
    expect(findPixels(PIXELS, 'saturated', unknown)).toHaveLength(0);
  });

  it('take saturation from the binning as the plug-in does, which knows 1x1 and 2x2 only', () => {
    expect([1, 2, 4, 8].map(pluginSaturation)).toEqual([8000, 32_000, 8000, 8000]);
  });

  it('are thinned out evenly above the number asked for', () => {
    const many = new Int32Array(10_000).fill(-1000);
    const places = findPixels(many, 'truncatedLow', THRESHOLDS, 100);
    expect(places).toHaveLength(100);
    expect([places[0], places[1], places[99]]).toEqual([0, 100, 9900]);
  });
});
