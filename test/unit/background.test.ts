import { describe, expect, it } from 'vitest';
import { estimateBackground } from '../../src/maths/findBackground';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { pixelBinsAroundZero } from '../../src/maths/pixelBins';

const PIXELS = 200_000;

/** Pixels of a Gaussian by its quantiles (Box-Muller on a seeded generator), a tenth of them lifted. */
function noisyFrame(mode: number, sigma: number) {
  let state = 12_345;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 0.5) / 2_147_483_648;
  };
  const pixels = Int32Array.from({ length: PIXELS }, (_, i) => {
    const noise = sigma * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return Math.round(mode + noise + (i % 10 === 0 ? 3000 * random() : 0));
  });
  const statistics = frameStatistics(pixels, createStatisticsScratch());
  return {
    pixels,
    frame: {
      ...statistics,
      thumbnail: { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) },
      wrappedCount: 0,
      fingerprint: 0,
    },
  };
}

describe('the background', () => {
  it.each([
    [-38, 25, 'backgroundBelowZero'],
    [-12, 25, 'background'],
    [0, 25, 'background'],
    [39.5, 18, 'background'],
  ] as const)('of a frame at %i with noise %i is found under diffraction', (mode, sigma, code) => {
    const found = estimateBackground(noisyFrame(mode, sigma).frame);
    expect(Math.abs(found.mode - mode)).toBeLessThan(sigma * 0.15);
    expect(Math.abs(found.width / sigma - 1)).toBeLessThan(0.15);
    expect(found.code).toBe(code);
  });

  it.each([0, -64, 32_767])('of a frame that is %i all over is that value', (value) => {
    const { nonFiniteCount: _, ...statistics } = frameStatistics(
      new Int32Array(64).fill(value),
      createStatisticsScratch(),
    );
    expect(estimateBackground(statistics)).toEqual({ code: 'constantFrame', mode: value, width: 0 });
  });

  it('is found among values to which adding 1 changes nothing', () => {
    const pixels = Float64Array.of(-1e300, -1e300, -1e300, -1e300, 5);
    const statistics = frameStatistics(pixels, createStatisticsScratch());
    expect(estimateBackground(statistics).code).toBe('backgroundBelowZero');
  });

  it('is binned before and after the offset, what would be negative at stored zero', () => {
    const { pixels, frame } = noisyFrame(-38, 25);
    const offset = 20;
    const { low, binCounts, raw, stored } = pixelBinsAroundZero(frame, estimateBackground(frame), offset);
    const counted = (values: Int32Array) =>
      raw.map((_, i) => {
        const from = low + i * binCounts;
        return values.filter((value) => value >= from && value < from + binCounts).length;
      });
    expect(raw).toEqual(counted(pixels));
    // What the SMV file holds, by the rule of the conversion.
    expect(stored).toEqual(counted(pixels.map((value) => Math.max(value + offset, 0))));
    expect(stored.findIndex((count) => count > 0)).toBe(Math.floor(-low / binCounts));
  });
});
