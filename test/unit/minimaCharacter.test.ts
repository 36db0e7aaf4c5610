import { describe, expect, it } from 'vitest';
import { characteriseMinima } from '../../src/maths/minimaCharacter';
import { explainCharacter } from '../../src/wording/minima';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
/** Scatter without a trend: -3..3. */
const jitter = (i: number) => ((i * 5) % 7) - 3;

describe('what the minima show', () => {
  it('names the spiky frame by its number', () => {
    const minima = upTo(20).map((i) => (i === 13 ? -10_000 : -150 + jitter(i)));
    const numbers = upTo(20).map((i) => i + 100);
    const character = characteriseMinima(numbers, minima, 2000);
    expect(character).toMatchObject({ kind: 'spiky', spikes: [12] });
    expect(explainCharacter(character, numbers, 2000, 'cap')).toMatch(/^Frame 113 is spiky.*cap.*2000/);
    expect(explainCharacter(character, numbers, 2000, 'typed')).toMatch(/typed offset does not follow it/);
  });

  it('finds spikes in the smallest example of the rule', () => {
    expect(characteriseMinima([1, 2, 3, 4], [-10_000, -145, -200, -170], 2000)).toMatchObject({
      kind: 'spiky',
      spikes: [0],
    });
  });

  it('finds a drift, whatever a spike does', () => {
    const minima = upTo(40).map((i) => -100 - 5 * i + jitter(i));
    const character = characteriseMinima(upTo(40), minima, 2000);
    expect(character.kind).toBe('drift');
    if (character.kind !== 'drift') return;
    expect(Math.abs(character.atStart + 105)).toBeLessThanOrEqual(3);
    expect(Math.abs(character.atEnd + 300)).toBeLessThanOrEqual(6);
  });

  it('takes scatter for neither', () => {
    const minima = upTo(40).map((i) => -150 + 4 * jitter(i));
    expect(characteriseMinima(upTo(40), minima, 2000)).toEqual({
      kind: 'even',
      smallest: -162,
      largest: -138,
    });
  });

  it('tells all positive and all beyond the cap', () => {
    expect(characteriseMinima([1, 2], [3, 7], 2000)).toEqual({ kind: 'allPositive', smallest: 3 });
    expect(characteriseMinima([1, 2], [-3000, -2500], 2000)).toEqual({
      kind: 'allBeyondCap',
      largest: -2500,
    });
    expect(characteriseMinima([1, 2], [-3000, -2000], 2000).kind).not.toBe('allBeyondCap');
  });
});
