import { describe, expect, it } from 'vitest';
import { type ConversionChoice, LEGINON_CHOICE } from '../../src/domain/conversion';
import { applyOffsetRule, leginonOffset } from '../../src/maths/offsetRule';

function withChoice(change: Partial<ConversionChoice>): ConversionChoice {
  return { ...LEGINON_CHOICE, ...change };
}

describe('offset', () => {
  it('holds for the worked example of the specification', () => {
    const rule = applyOffsetRule([-10000, -145, -200], LEGINON_CHOICE);
    expect(rule).toEqual({
      offset: 2000,
      pedestal: 1855,
      pedestals: { leginon: 1855, median: 1800, restoreRawZero: 2000 },
      smallestMinimum: -10000,
      medianMinimum: -200,
      largestMinimum: -145,
      capped: true,
      everyFrameTruncated: false,
      rounding: 'cut',
      scale: 1,
    });
  });

  it('does not depend on the order of the frames', () => {
    const expected = applyOffsetRule([-10000, -145, -200], LEGINON_CHOICE);
    expect(applyOffsetRule([-200, -10000, -145], LEGINON_CHOICE)).toEqual(expected);
  });

  it('leaves the given minima as they are', () => {
    const minima = [5, -3, 1];
    applyOffsetRule(minima, LEGINON_CHOICE);
    expect(minima).toEqual([5, -3, 1]);
  });

  it.each([
    ['within the cap', -1999, 1999, false],
    ['at the cap', -2000, 2000, false],
    ['just beyond the cap', -2001, 2000, true],
    ['a fraction beyond the cap', -2000.25, 2000, true],
    ['the smallest int32', -(2 ** 31), 2000, true],
    ['positive: the offset is negative', 37, -37, false],
    ['the largest uint32: no wrap', 2 ** 32 - 1, -(2 ** 32 - 1), false],
    ['fractional', -12.75, 12.75, false],
  ])('of a minimum %s', (_, minimum, offset, capped) => {
    expect(applyOffsetRule([minimum], LEGINON_CHOICE)).toMatchObject({ offset, capped });
    expect(leginonOffset(minimum, 2000)).toBe(offset);
  });

  it.each([
    [0, 2000],
    [-0, 2000],
    [-5, 0],
    [0, 0],
  ])('is 0, never -0, for the minimum %d and the cap %d', (minimum, cap) => {
    expect(Object.is(leginonOffset(minimum, cap), 0)).toBe(true);
    expect(Object.is(applyOffsetRule([minimum], withChoice({ cap })).offset, 0)).toBe(true);
  });

  it('follows another cap', () => {
    const rule = applyOffsetRule([-10000, -145, -200], withChoice({ cap: 150 }));
    expect(rule).toMatchObject({ offset: 150, pedestal: 5, capped: true, everyFrameTruncated: false });
  });

  it('is the typed one where one is typed, whatever the cap', () => {
    const rule = applyOffsetRule([-10000, -145], withChoice({ offset: { kind: 'typed', offset: 3000 } }));
    expect(rule).toMatchObject({ offset: 3000, pedestal: 2855, capped: false });
  });
});

describe('pedestal', () => {
  it('is the largest minimum after the offset', () => {
    expect(applyOffsetRule([100, 250, 130], LEGINON_CHOICE)).toMatchObject({ offset: -100, pedestal: 150 });
  });

  it('is 0, not negative, where every minimum lies below the cap, and says so', () => {
    const rule = applyOffsetRule([-2500, -3000], LEGINON_CHOICE);
    expect(rule).toMatchObject({ offset: 2000, pedestal: 0, everyFrameTruncated: true });
    expect(Object.is(rule.pedestal, 0)).toBe(true);
  });

  it('is 0 and truncates nothing where every minimum is at the cap', () => {
    const rule = applyOffsetRule([-2000, -2000], LEGINON_CHOICE);
    expect(rule).toMatchObject({ pedestal: 0, everyFrameTruncated: false, capped: false });
  });

  it('is 0 for a single frame within the cap', () => {
    expect(applyOffsetRule([-77], LEGINON_CHOICE)).toMatchObject({ offset: 77, pedestal: 0 });
  });

  it.each([
    ['of an odd number of frames', [-9, -1, -5], 4],
    ['of an even number of frames, the mean of two', [-10, -20, -33, -4], 18],
    ['of two frames, half a count', [-145, -200], 27.5],
    ['never negative', [-2500, -3000, -1], 0],
    ['of values that text would sort otherwise', [-100, -20, -3, 4, 50], 97],
  ])('can be the median %s', (_, minima, pedestal) => {
    const rule = applyOffsetRule(minima, withChoice({ pedestal: { kind: 'median' } }));
    expect(rule.pedestal).toBe(pedestal);
    expect(rule.pedestals.median).toBe(pedestal);
  });

  it.each([
    [[-10000, -145], 2000],
    [[100, 250], -100],
    [[0, 5], 0],
  ])('can restore the raw zero of minima %j', (minima, pedestal) => {
    const rule = applyOffsetRule(minima, withChoice({ pedestal: { kind: 'restoreRawZero' } }));
    expect(rule.pedestal).toBe(pedestal);
  });

  it('can be typed and leaves the offset alone', () => {
    const rule = applyOffsetRule([-145], withChoice({ pedestal: { kind: 'typed', pedestal: 12.5 } }));
    expect(rule).toMatchObject({ offset: 145, pedestal: 12.5 });
  });

  it('goes with a typed offset', () => {
    const choice = withChoice({ offset: { kind: 'typed', offset: 100 } });
    expect(applyOffsetRule([-200, -145], choice)).toMatchObject({
      pedestals: { leginon: 0, median: 0, restoreRawZero: 100 },
      everyFrameTruncated: true,
    });
  });
});

it('no frames have no offset', () => {
  expect(() => applyOffsetRule([], LEGINON_CHOICE)).toThrow('no minima');
});
