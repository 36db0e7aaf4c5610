import { parseDecimal } from './geometryForm';

/**
 * d-spacings as typed, separated by blanks or semicolons (and commas followed by a blank); what is no positive
 * number is left out. Angstrom.
 */
export function parseSpacings(text: string): number[] {
  return text
    .split(/[\s;]+/)
    .map((part) => parseDecimal(part.replace(/,$/, '')))
    .filter((spacing) => spacing !== undefined && spacing > 0)
    .map(Number);
}
