import { interpolateMagma, interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic';
import type { Rgb } from '../../maths/displayLookup';
import type { ColourMap } from '../../state/preferences';

const STOPS = 256;

/** Reads `rgb(68, 1, 84)` and `#440154`. */
function parseColour(text: string): Rgb {
  const numbers = text.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16))
    : (text.match(/\d+/g) ?? []).map(Number);
  return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
}

function sample(colour: (place: number) => string): readonly Rgb[] {
  return Array.from({ length: STOPS }, (_, i) => parseColour(colour(i / (STOPS - 1))));
}

const GREY: readonly Rgb[] = Array.from({ length: STOPS }, (_, i): Rgb => [i, i, i]);

/** The colours of each map, from the low to the high limit. */
export const COLOUR_MAPS: Readonly<Record<ColourMap, readonly Rgb[]>> = {
  grey: GREY,
  inverted: GREY.toReversed(),
  viridis: sample(interpolateViridis),
  magma: sample(interpolateMagma),
  // Negative counts blue, positive red, zero white.
  diverging: sample((place) => interpolateRdBu(1 - place)),
};

/** Names for the list, in its order. */
export const COLOUR_MAP_NAMES: readonly (readonly [ColourMap, string])[] = [
  ['inverted', 'Grey inverted'],
  ['grey', 'Grey'],
  ['viridis', 'Viridis'],
  ['magma', 'Magma'],
  ['diverging', 'Around zero'],
];
