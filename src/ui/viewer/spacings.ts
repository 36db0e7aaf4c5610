import { parseDecimal } from '../../conversion/decimal';

/** Larger than any spacing on a frame, angstrom; a comma in smaller numbers is a decimal sign. */
const LARGEST_ANGSTROM = 999;

/**
 * d-spacings as typed, separated by spaces or semicolons (or commas followed by a space); anything else is ignored.
 * Angstrom.
 */
export function parseSpacings(text: string): number[] {
  return text
    .split(/[\s;]+/)
    .map((part) => parseDecimal(part.replace(/,$/, ''), { above: 0, most: LARGEST_ANGSTROM }))
    .flatMap((parsed) => (parsed.kind === 'ok' ? [parsed.value] : []));
}
