import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minimaHistogram } from '../../src/maths/minimaBins';

const minimum = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
  fc.integer({ min: -30000, max: 30000 }).map((quarter) => quarter / 4),
);

it('keeps every minimum exactly once, in a bin that covers it', () => {
  fc.assert(
    fc.property(fc.array(minimum, { maxLength: 60 }), fc.constantFrom(0, 150, 2000, 40000), (minima, cap) => {
      const bins = minimaHistogram(minima, cap);
      const members = bins.flatMap((bin) => bin.members);
      expect([...members].sort((a, b) => a - b)).toEqual([...minima.keys()]);
      for (const [i, bin] of bins.entries()) {
        expect(bin.to).toBeGreaterThan(bin.from);
        expect(bin.from).toBeGreaterThanOrEqual(bins[i - 1]?.to ?? -Infinity);
        for (const member of bin.members) {
          const value = minima[member] ?? Number.NaN;
          if (bin.overflow) expect(value).toBeLessThan(-cap);
          else expect(value >= bin.from && value < bin.to).toBe(true);
        }
      }
      expect(bins.filter(({ overflow }) => overflow).length).toBeLessThanOrEqual(1);
      expect(bins.length).toBeLessThanOrEqual(42);
    }),
    { numRuns: 300 },
  );
});
