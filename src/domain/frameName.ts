/** Longest run of digits taken for a number; longer ones are times or counters of something else. */
const MAX_NUMBER_DIGITS = 9;

/** A file's name without its extension, and the extension in lower case without the dot. */
export interface SplitName {
  readonly base: string;
  readonly extension: string;
}

/** Splits the extension off a file's name, `.gz` not counted; a name that starts with its only dot has none. */
export function splitName(packedName: string): SplitName {
  const name = packedName.replace(/(\.[^.]+)\.gz$/i, '$1');
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { base: name, extension: '' };
  return { base: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

/** A number in a name. */
export interface NameToken {
  readonly text: string;
  readonly value: number;
  /** Position of its first character in the name. */
  readonly start: number;
}

/** A name and the numbers in it. */
export interface TokenisedName {
  readonly base: string;
  readonly tokens: readonly NameToken[];
  /** The texts around the numbers: the same for names that differ in numbers only. */
  readonly pattern: string;
}

function tokenise(base: string, pattern: RegExp, readValue: (text: string) => number): TokenisedName {
  const texts: string[] = [];
  const tokens: NameToken[] = [];
  let from = 0;
  for (const { 0: text, index: start } of base.matchAll(pattern)) {
    texts.push(base.slice(from, start));
    tokens.push({ text, value: readValue(text), start });
    from = start + text.length;
  }
  texts.push(base.slice(from));
  // No name has a NUL.
  return { base, tokens, pattern: texts.join('\0') };
}

const RUN = `(?<!\\d)\\d{1,${MAX_NUMBER_DIGITS}}(?!\\d)`;
const DIGIT_RUNS = new RegExp(RUN, 'g');
const SIGNED_NUMBERS = new RegExp(`[+-]?${RUN}(?:[.,]\\d{1,${MAX_NUMBER_DIGITS}}(?!\\d))?`, 'g');

/** The runs of at most 9 digits in a name. */
export function digitRuns(base: string): TokenisedName {
  return tokenise(base, DIGIT_RUNS, Number);
}

/** The numbers in a name with their signs and fractions: `x_-10.5` has -10.5. */
export function signedNumbers(base: string): TokenisedName {
  return tokenise(base, SIGNED_NUMBERS, (text) => Number(text.replace(',', '.')));
}

/** The texts before and behind some tokens. @param to the last of them */
export function around({ base, tokens }: TokenisedName, from: number, to = from): readonly [string, string] {
  const [first, last] = [tokens[from], tokens[to]];
  if (first === undefined || last === undefined) return [base, ''];
  return [base.slice(0, first.start), base.slice(last.start + last.text.length)];
}

/** The index of the last token whose value differs among names of one pattern; undefined if none does. */
export function lastVarying(names: readonly TokenisedName[]): number | undefined {
  const first = names[0];
  if (first === undefined) return undefined;
  for (let i = first.tokens.length - 1; i >= 0; i--) {
    const value = first.tokens[i]?.value;
    if (names.some(({ tokens }) => tokens[i]?.value !== value)) return i;
  }
  return undefined;
}
