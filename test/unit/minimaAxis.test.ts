import { describe, expect, it } from 'vitest';
import { minimaHistogram } from '../../src/maths/minimaBins';
import { minimaAxis } from '../../src/ui/offset/minimaAxis';

function axisOf(minima: readonly number[], cap = 2000) {
  return minimaAxis(minimaHistogram(minima, cap), cap, Math.min(...minima), 0.5);
}

describe('the axis of minima', () => {
  it('is to scale where no minimum lies beyond the cap', () => {
    const axis = axisOf([-2000, -145, -90]);
    expect(axis.ticks).toBeUndefined();
    expect(axis.breakAt).toBeUndefined();
    for (const counts of [-9000, -2000, -100, 50]) expect(axis.place(counts)).toBe(counts);
  });

  it.each([
    ['a spike', [-10_000, -80, -75, -70, -72]],
    ['spikes, and minima close to the cap', [-2001, -9000, -1990, -1980]],
    ['one minimum that is left', [-5000, -6000, -64]],
    ['minima above 0', [-3000, 5, 900]],
  ])('is broken, and true on both sides: %s', (_, minima) => {
    const { bars, range, place, ticks, breakAt } = axisOf(minima);
    const [beyond, ...regular] = bars;
    if (beyond === undefined || ticks === undefined || breakAt === undefined) throw new Error('no break');
    // Bars to scale stand at their values; each written number stands at its place.
    for (const { from, bin } of regular) expect(from).toBe(bin.from - 0.5);
    const written = ticks
      .slice(1)
      .map(({ at, text }) => [at, text.replace('\u2212', '-').replace('\u202f', '')]);
    expect(written.length).toBeGreaterThan(0);
    for (const [at, text] of written) expect(Number(text)).toBe(at);
    // From the left: what lies beyond the cap, the cap, the break, the rest. Nothing is out of order.
    const first = regular[0]?.from ?? Number.NaN;
    expect(place(-2000)).toBe(beyond.to);
    expect(ticks[0]).toMatchObject({ text: '< \u22122000', at: (beyond.from + beyond.to) / 2 });
    expect(breakAt).toBeGreaterThan(beyond.to);
    expect(breakAt).toBeLessThan(first);
    const ladder = [-20_000, Math.min(...minima), -2000.5, -2000, (first - 2000) / 2, first, 950].map(place);
    expect(ladder.toSorted((a, b) => a - b)).toEqual(ladder);
    for (const minimum of minima) {
      expect(place(minimum)).toBeGreaterThanOrEqual(range[0]);
      expect(place(minimum)).toBeLessThanOrEqual(range[1]);
    }
  });
});
