import type { GeometryKey } from '../domain/geometry';
import { parseGeometryField, type TypedGeometry } from './geometryFields';

/** What a line of text says of the geometry. */
export interface GeometryLine {
  /** Texts of the form's fields. */
  readonly texts: TypedGeometry;
  /** Parts that could not be read, or whose value no field takes; none of them is in `texts`. */
  readonly unread: readonly string[];
}

const NUMBER = '[+\\-\u2212]?\\d+(?:[.,]\\d+)?(?:e[+-]?\\d+)?';

/** A way to write a value; its groups are the numbers. */
interface Phrase {
  readonly pattern: RegExp;
  /** The fields that the numbers go to, with their texts. */
  readonly read: (...numbers: readonly string[]) => readonly (readonly [GeometryKey, string])[];
}

function phrase(pattern: string, read: Phrase['read']): Phrase {
  return { pattern: new RegExp(`^(?:${pattern.replaceAll('#', `(${NUMBER})`)})(?!\\w|[.,]\\d)`, 'i'), read };
}

function plain(text: string): string {
  return text.replace('\u2212', '-').replace(',', '.');
}

function scaled(text: string, factor: number): string {
  return String(Number((Number(plain(text)) * factor).toPrecision(12)));
}

/** A length in mm is a pixel's edge or a distance: they differ by more than a thousand times. */
const LEAST_DISTANCE_MM = 10;

function length(text: string, toMm: number): readonly (readonly [GeometryKey, string])[] {
  const mm = scaled(text, toMm);
  return [[Number(mm) < LEAST_DISTANCE_MM ? 'pixelSizeMm' : 'detectorDistanceMm', mm]];
}

/** With names before units before bare numbers: the first that fits counts. */
const PHRASES: readonly Phrase[] = [
  phrase('gain\\s*[:=]?\\s*#|#\\s*gain', (a, b) => [['gainCountsPerElectron', a ?? b ?? '']]),
  phrase('(?:rotation\\s+)?axis\\s*[:=]?\\s*#(?:\\s*(?:\u00b0|deg))?', (a = '') => [['rotationAxisDeg', a]]),
  phrase('(?:beam\\s+)?cent(?:re|er)\\s*[:=]?\\s*#\\s*[, ;x]\\s*#(?:\\s*px)?', (a = '', b = '') => [
    ['beamCentreFastPx', a],
    ['beamCentreSlowPx', b],
  ]),
  phrase('start\\s*[:=]?\\s*#(?:\\s*(?:\u00b0|deg))?', (a = '') => [['oscillationStartDeg', a]]),
  phrase(
    '(?:step|osc(?:illation)?)\\s*[:=]?\\s*#(?:\\s*(?:\u00b0|deg))?|#\\s*(?:\u00b0|deg)?\\s*(?:/|per)\\s*frame',
    (a, b) => [['oscillationPerFrameDeg', a ?? b ?? '']],
  ),
  phrase('bin(?:ning)?\\s*[:=]?\\s*(\\d)(?:x\\d)?|(\\d)\\s*[x\u00d7]\\s*\\d', (a, b) => [
    ['binning', `${a ?? b}x${a ?? b}`],
  ]),
  phrase('#\\s*kV', (a = '') => [['highTensionKv', a]]),
  phrase('#\\s*(?:\u00c5|A|angstrom)', (a = '') => [['wavelengthAngstrom', a]]),
  phrase('#\\s*mm', (a = '') => length(a, 1)),
  phrase('#\\s*(?:\u00b5m|\u03bcm|um)', (a = '') => [['pixelSizeMm', scaled(a, 1e-3)]]),
  phrase('#\\s*m', (a = '') => [['detectorDistanceMm', scaled(a, 1000)]]),
  phrase('#\\s*ms', (a = '') => [['exposureSec', scaled(a, 1e-3)]]),
  phrase('#\\s*s(?:ec)?', (a = '') => [['exposureSec', a]]),
];

/** Numbers without name or unit: the start angle, then the rotation per frame. */
const BARE = phrase('#(?:\\s*(?:\u00b0|deg))?', (a = '') => [['oscillationStartDeg', a]]);
const BARE_ORDER: readonly GeometryKey[] = ['oscillationStartDeg', 'oscillationPerFrameDeg'];

/**
 * Reads a line such as `200 kV 960 mm 2x2 -30 +0.5 0.5 s gain 26`: values with units or names in any order, then bare
 * numbers, which are the start angle and the rotation per frame. The last of two values of one field counts.
 */
export function readGeometryLine(line: string): GeometryLine {
  const texts: Partial<Record<GeometryKey, string>> = {};
  const unread: string[] = [];
  let bare = 0;
  let rest = line.trim();
  const take = (part: string, values: readonly (readonly [GeometryKey, string])[]) => {
    const read = values.map(([key, text]) => [key, plain(text)] as const);
    if (read.every(([key, text]) => parseGeometryField(key, text).kind === 'ok')) {
      for (const [key, text] of read) texts[key] = text;
    } else unread.push(part.trim());
  };
  while (rest !== '') {
    const found = PHRASES.map(({ pattern, read }) => ({ match: pattern.exec(rest), read })).find(
      ({ match }) => match !== null,
    );
    const number = BARE.pattern.exec(rest);
    let part: string;
    if (found?.match) {
      [part] = found.match;
      take(part, found.read(...found.match.slice(1)));
    } else if (number !== null && bare < BARE_ORDER.length) {
      [part] = number;
      take(part, [[BARE_ORDER[bare++] as GeometryKey, number[1] ?? '']]);
    } else {
      part = /^\S+/.exec(rest)?.[0] ?? rest;
      unread.push(part);
    }
    rest = rest.slice(part.length).replace(/^[\s,;]+/, '');
  }
  return { texts, unread };
}
