import type { FieldFault } from '../domain/fieldFault';

/** A field's text read. */
export type ParsedField<T> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'invalid'; readonly fault: FieldFault };

/** What a number may be. */
export interface NumberLimits {
  readonly above?: number;
  readonly least?: number;
  readonly most?: number;
}

/** Digits with one decimal sign or none. */
const DECIMAL = /^(?:\d+[.,]?\d*|[.,]\d+)$/;
/** Groups of three digits behind the first, all after the same sign, then perhaps another sign and decimals. */
const GROUPED = /^([1-9]\d{0,2})((?:([.,'\u2019 \u00a0\u2009\u202f])\d{3})(?:\3\d{3})*)(?:([.,])(\d*))?$/;

function decimalReading(digits: string): number | undefined {
  return DECIMAL.test(digits) ? Number(digits.replace(',', '.')) : undefined;
}

function groupedReading(digits: string): number | undefined {
  const match = GROUPED.exec(digits);
  if (match === null || match[4] === match[3]) return undefined;
  const [, first, groups = '', , , decimals = ''] = match;
  return Number(`${first}${groups.replace(/\D/g, '')}.${decimals}`);
}

/**
 * The numbers that a text can stand for: none, one, or two where a single comma may be a decimal sign or stand between
 * thousands. A single point is a decimal sign, as everywhere in this program.
 */
function readingsOf(text: string): number[] {
  const match = /^([+-]?)(.*?)(e[+-]?\d+)?$/i.exec(text.trim().replaceAll('\u2212', '-'));
  const [, sign = '', digits = '', exponent = ''] = match ?? [];
  const decimal = decimalReading(digits);
  const pointed = decimal !== undefined && digits.includes('.');
  const grouped = pointed || exponent !== '' ? undefined : groupedReading(digits);
  return [decimal, grouped]
    .filter((value) => value !== undefined)
    .map((value) => Number(`${sign}${value}${exponent}`))
    .filter(Number.isFinite);
}

function limitFault(value: number, { above, least, most }: NumberLimits): FieldFault | undefined {
  if (above !== undefined && value <= above) return { code: 'notAbove', limit: above };
  if (least !== undefined && value < least) return { code: 'tooSmall', least };
  if (most !== undefined && value > most) return { code: 'tooLarge', most };
  return undefined;
}

/**
 * Reads a plain decimal number, with a decimal point or comma, and thousands in groups or not. A comma that may be
 * either is not guessed at: it is a fault that has both readings, unless only one of them is within the limits.
 */
export function parseDecimal(text: string, limits: NumberLimits = {}): ParsedField<number> {
  if (text.trim() === '') return { kind: 'empty' };
  const readings = readingsOf(text);
  const [first] = readings;
  if (first === undefined) return { kind: 'invalid', fault: { code: 'notANumber' } };
  const [decimal, thousands] = readings.filter((value) => limitFault(value, limits) === undefined);
  if (decimal !== undefined && thousands !== undefined) {
    return { kind: 'invalid', fault: { code: 'ambiguousNumber', decimal, thousands } };
  }
  if (decimal !== undefined) return { kind: 'ok', value: decimal };
  return { kind: 'invalid', fault: limitFault(first, limits) ?? { code: 'notANumber' } };
}
