import { around, digitRuns, lastVarying, signedNumbers, type TokenisedName } from './frameName';
import { type TiltLadder, tiltLadder } from './nameTilts';
import { type TimePlace, timePlace, timeText } from './nameTimes';

/**
 * Which names are frames of one series, by the names alone: those that are equal but for one number. If several numbers
 * vary, the last one orders the frames and the others separate series. A sign or a fraction belongs to a number where
 * the numbers are even tilts; a date with a time orders frames as one.
 */

/** What orders the frames of a series by their names. */
export type NameOrder =
  | { readonly by: 'number' | 'time' }
  | { readonly by: 'tilt'; readonly ladder: TiltLadder }
  /** A name without a number: the file is a series of its own. */
  | { readonly by: 'nothing' };

/** A name in its series. */
export interface NamedFrame {
  readonly base: string;
  /** The number in the name; of a time its last part, of a tilt its place on the ladder. */
  readonly number: number;
  /** Digits of the number as written. */
  readonly digits: number;
  /** The tilt that the name states. */
  readonly tiltDeg?: number;
  /** Sorts the frames of one series. */
  readonly rank: number | string;
}

/** Names that are one series. */
export interface NameSeries {
  /** What they share, for telling series apart. */
  readonly identity: readonly string[];
  /** What they share, for people: the text before the number and that behind it. */
  readonly stem: string;
  readonly order: NameOrder;
  readonly frames: readonly NamedFrame[];
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Joins the texts around a number; brackets and separators that held it go. */
function stemOf(before: string, after: string): string {
  if (after === '') return before;
  return before.replace(/[\s([{_.-]+$/, '') + after.replace(/^[)\]}]/, '');
}

/** Groups names by the texts around some tokens. */
function byTextsAround(names: readonly TokenisedName[], from: number, to = from): TokenisedName[][] {
  return groupBy(names, (name) => around(name, from, to).join('\0'));
}

function numberedSeries(names: readonly TokenisedName[], token: number): NameSeries {
  const [before, after] = around(names[0] as TokenisedName, token);
  const frames = names.map(({ base, tokens }) => {
    const { text = '', value = 1 } = tokens[token] ?? {};
    return { base, number: value, digits: text.length, rank: value };
  });
  // Names that end in their number are told apart by the text before it.
  const identity = after === '' ? [before] : [before, after];
  return { identity, stem: stemOf(before, after), order: { by: 'number' }, frames };
}

function timedSeries(names: readonly TokenisedName[], place: TimePlace): NameSeries {
  const [before, after] = around(names[0] as TokenisedName, place.from, place.to);
  const frames = names.map((name) => {
    const { text = '', value = 1 } = name.tokens[place.to] ?? {};
    return { base: name.base, number: value, digits: text.length, rank: timeText(name, place) };
  });
  return { identity: [before, after, 'time'], stem: stemOf(before, after), order: { by: 'time' }, frames };
}

function tiltSeries(names: readonly TokenisedName[], token: number): NameSeries | undefined {
  const [before, after] = around(names[0] as TokenisedName, token);
  const tilts = names.map(({ tokens }) => {
    const { text = '', value = 0 } = tokens[token] ?? {};
    return { text, value, before };
  });
  const ladder = tiltLadder(tilts);
  if (ladder === undefined) return undefined;
  const frames = names.map(({ base }, i) => {
    const { value } = tilts[i] as (typeof tilts)[number];
    const number = Math.round((value - ladder.firstDeg) / ladder.stepDeg) + 1;
    return { base, number, digits: 0, tiltDeg: value, rank: value };
  });
  return {
    identity: [before, after, 'tilt'],
    stem: stemOf(before, after),
    order: { by: 'tilt', ladder },
    frames,
  };
}

/** A name that shares its pattern with no other: a number at its end counts, as of a series that begins. */
function singleName(name: TokenisedName): NameSeries {
  const last = name.tokens.length - 1;
  const token = name.tokens[last];
  const endsInIt = token !== undefined && token.start + token.text.length === name.base.length;
  if (endsInIt) return numberedSeries([name], last);
  const { base } = name;
  const frames = [{ base, number: 1, digits: 0, rank: 1 }];
  return { identity: [base, '', 'alone'], stem: base, order: { by: 'nothing' }, frames };
}

/** Fewest names in which numbers that all vary are taken for one series. */
const LEAST_FOR_COUNTER = 3;

/**
 * The token that counts through names in which several numbers change from one to the next, as a counter beside a tilt
 * or a time does: all its values differ, with fewest missing between them. Undefined if there is none.
 */
function counterToken(names: readonly TokenisedName[]): number | undefined {
  let best: { readonly token: number; readonly missing: number } | undefined;
  const length = names[0]?.tokens.length ?? 0;
  for (let token = 0; token < length; token++) {
    const values = names.map(({ tokens }) => tokens[token]?.value ?? Number.NaN);
    if (new Set(values).size < names.length || !values.every(Number.isSafeInteger)) continue;
    const missing = Math.max(...values) - Math.min(...values) + 1 - names.length;
    if (missing <= names.length && (best === undefined || missing < best.missing)) best = { token, missing };
  }
  return best?.token;
}

/** All names of a pattern as one series, numbered by a token; what varies beside it is left out of the stem. */
function countedSeries(names: readonly TokenisedName[], token: number): NameSeries {
  const first = names[0] as TokenisedName;
  const { frames } = numberedSeries(names, token);
  const fixed = first.tokens.flatMap(({ text, value }, i) =>
    i !== token && names.every(({ tokens }) => tokens[i]?.value === value) ? [text] : [],
  );
  const identity = [first.pattern, fixed.join('\0'), 'counter'];
  return { identity, stem: around(first, token)[0] || first.base, order: { by: 'number' }, frames };
}

/** The series of names that have one pattern. */
function seriesOfPattern(names: readonly TokenisedName[]): NameSeries[] {
  const token = lastVarying(names);
  if (token === undefined) return names.map(singleName);
  const time = timePlace(names);
  if (time !== undefined && token >= time.from && token <= time.to) {
    return byTextsAround(names, time.from, time.to).map((group) => timedSeries(group, time));
  }
  const groups = byTextsAround(names, token);
  const areSingle = groups.length === names.length && names.length >= LEAST_FOR_COUNTER;
  const counter = areSingle ? counterToken(names) : undefined;
  return counter === undefined
    ? groups.map((group) => numberedSeries(group, token))
    : [countedSeries(names, counter)];
}

/** True for a name that may have a sign or a fraction. */
function mayBeTilted(base: string): boolean {
  return /[+-]\d|\d[.,]\d/.test(base);
}

/** The tilt series of names that have one pattern when signs and fractions belong to the numbers. */
function tiltsOfPattern(names: readonly TokenisedName[]): NameSeries[] {
  const token = lastVarying(names);
  if (token === undefined || !names.some(({ base }) => mayBeTilted(base))) return [];
  const groups = byTextsAround(names, token);
  if (groups.length < names.length) return groups.flatMap((group) => tiltSeries(group, token) ?? []);
  if (names.length < LEAST_FOR_COUNTER) return groups.flatMap((group) => tiltSeries(group, token) ?? []);
  // A counter beside the tilt: without it the series would break where the tilt changes its sign.
  const before = around(names[0] as TokenisedName, token)[0];
  const tilts = names.map(({ tokens }) => ({
    text: tokens[token]?.text ?? '',
    value: tokens[token]?.value ?? 0,
    before,
  }));
  const counter = tiltLadder(tilts) && counterToken(names);
  return counter === undefined || counter === token ? [] : [countedSeries(names, counter)];
}

/**
 * Sorts names into series. Every name is in exactly one, and the order of the names does not matter.
 * @param bases names of the files of one folder with one extension, without it; each once
 */
export function nameSeries(bases: readonly string[]): NameSeries[] {
  const sorted = [...bases].sort();
  const tilted = sorted.some(mayBeTilted)
    ? groupBy(sorted.map(signedNumbers), ({ pattern }) => pattern).flatMap(tiltsOfPattern)
    : [];
  const placed = new Set(tilted.flatMap(({ frames }) => frames.map(({ base }) => base)));
  const rest = sorted.filter((base) => !placed.has(base)).map(digitRuns);
  return [...tilted, ...groupBy(rest, ({ pattern }) => pattern).flatMap(seriesOfPattern)];
}
