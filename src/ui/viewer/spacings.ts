import { parseDecimal } from '../../conversion/decimal';

/** A larger spacing than any frame shows, angstrom; a comma in what is below is a decimal sign. */
const LARGEST_ANGSTROM = 999;

/**
 * d-spacings as typed, separated by blanks or semicolons (and commas followed by a blank); what is none is left out.
 * Angstrom.
 */
export function parseSpacings(text: string): number[] {
  return text
    .split(/[\s;]+/)
    .map((part) => parseDecimal(part.replace(/,$/, ''), { above: 0, most: LARGEST_ANGSTROM }))
    .flatMap((parsed) => (parsed.kind === 'ok' ? [parsed.value] : []));
}
