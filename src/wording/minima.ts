import type { Background } from '../domain/background';
import type { MinimaCharacter } from '../domain/minimaCharacter';
import { plural, value } from './numbers';

/** `4`, `4 and 9`, `4, 9 and 12`; more than five are only counted. */
function frameList(numbers: readonly number[]): string {
  if (numbers.length > 5) return plural(numbers.length, 'frame');
  const noun = numbers.length === 1 ? 'Frame' : 'Frames';
  const last = numbers.at(-1);
  return numbers.length === 1 ? `${noun} ${last}` : `${noun} ${numbers.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * What the minima of a series show, in one plain sentence or two.
 * @param numbers frame numbers, in the order that the character was found in
 * @param decides what the offset comes from: the cap, the smallest minimum, or the user
 */
export function explainCharacter(
  character: MinimaCharacter,
  numbers: readonly number[],
  cap: number,
  decides: 'cap' | 'minimum' | 'typed',
): string {
  switch (character.kind) {
    case 'allBeyondCap':
      return `Every frame's minimum lies beyond the cap (largest ${value(character.largest)}): ${decides === 'typed' ? 'by the rule it would truncate every frame' : 'the cap truncates every frame'}. Raise the cap, or look for a wrong dark reference.`;
    case 'allPositive':
      return `All minima are positive (smallest ${value(character.smallest)}): no pixel needs an offset to be kept.`;
    case 'spiky': {
      const frames = character.spikes.map((at) => numbers[at] ?? 0);
      const verb = frames.length === 1 ? 'is' : 'are';
      const effect = {
        cap: `the cap holds the offset at ${value(cap)}, so that the spike is cut instead of lifting the whole series`,
        minimum: `within the cap of ${value(cap)}, so ${frames.length === 1 ? 'it decides' : 'they decide'} the offset of the whole series`,
        typed: 'the typed offset does not follow it',
      }[decides];
      return `${frameList(frames)} ${verb} spiky, far below the median minimum of ${value(character.median)}: ${effect}.`;
    }
    case 'drift':
      return `The minima drift along the series, from about ${value(character.atStart)} to about ${value(character.atEnd)}: the dark reference or the beam may have changed.`;
    case 'even':
      return character.smallest === character.largest
        ? `All minima are ${value(character.smallest)}.`
        : `The minima are even, ${value(character.smallest)} to ${value(character.largest)}: no spike, no drift.`;
  }
}

const BACKGROUND_MEANING = {
  below: 'the dark reference may be off',
  atZero: 'at 0, as it should be after gain and dark correction',
  above: 'above 0 by diffuse scattering, or the dark reference may be off',
} as const;

/** Where a frame's background lies, and what that says. */
export function explainBackground({ mode, width, place }: Background): string {
  return `Background sits at ${value(mode, 1)} (noise ${value(width, 1)} counts): ${BACKGROUND_MEANING[place]}.`;
}
