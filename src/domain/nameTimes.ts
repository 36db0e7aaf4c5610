import type { TokenisedName } from './frameName';

/** A place in names where a date with a time stands: the tokens of it. */
export interface TimePlace {
  readonly from: number;
  readonly to: number;
}

const TWO_DIGITS = { month: [1, 12], day: [1, 31], hour: [0, 23], minute: [0, 59], second: [0, 60] } as const;

function within(text: string, [least, most]: readonly [number, number]): boolean {
  return Number(text) >= least && Number(text) <= most;
}

function isYear(text: string): boolean {
  return text.length === 4 && Number(text) >= 1990 && Number(text) <= 2099;
}

/** YYYYMMDD. */
function isDate(text: string): boolean {
  return (
    text.length === 8 &&
    isYear(text.slice(0, 4)) &&
    within(text.slice(4, 6), TWO_DIGITS.month) &&
    within(text.slice(6), TWO_DIGITS.day)
  );
}

/** hhmmss, perhaps with milliseconds. */
function isTime(text: string): boolean {
  return (
    (text.length === 6 || text.length === 9) &&
    within(text.slice(0, 2), TWO_DIGITS.hour) &&
    within(text.slice(2, 4), TWO_DIGITS.minute) &&
    within(text.slice(4, 6), TWO_DIGITS.second)
  );
}

/** YYYY MM DD hh mm ss as six numbers. */
function areSixParts(texts: readonly string[]): boolean {
  const [year = '', ...others] = texts;
  const limits = Object.values(TWO_DIGITS);
  return (
    isYear(year) &&
    others.length === limits.length &&
    others.every((text, i) => text.length === 2 && within(text, limits[i] as readonly [number, number]))
  );
}

function timeAt({ tokens }: TokenisedName, from: number): TimePlace | undefined {
  const text = (i: number) => tokens[from + i]?.text ?? '';
  if (isDate(text(0)) && isTime(text(1))) return { from, to: from + 1 };
  return areSixParts([0, 1, 2, 3, 4, 5].map(text)) ? { from, to: from + 5 } : undefined;
}

/**
 * Where all names of one pattern have a date with a time.
 * @returns the first such place; undefined if there is none
 */
export function timePlace(names: readonly TokenisedName[]): TimePlace | undefined {
  const length = names[0]?.tokens.length ?? 0;
  for (let from = 0; from < length; from++) {
    const places = names.map((name) => timeAt(name, from));
    const first = places[0];
    if (first !== undefined && places.every((place) => place?.to === first.to)) return first;
  }
  return undefined;
}

/** A name's date and time as digits that sort by time. */
export function timeText({ tokens }: TokenisedName, { from, to }: TimePlace): string {
  return tokens
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join('');
}
