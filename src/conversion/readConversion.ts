import type { BeamStop } from '../domain/beamStop';
import {
  type ConversionChoice,
  LEAST_SCALE,
  LEGINON_CHOICE,
  MOST_SCALE,
  PLAIN_STORING,
  type Storing,
} from '../domain/conversion';
import type { RowOrder } from '../domain/frame';
import { GEOMETRY_KEYS, type Origin } from '../domain/geometry';
import type { NumberedBy } from '../domain/numberedBy';
import type { FrameShape } from '../domain/problem';
import { AS_FOUND, type ReadingChoice } from '../domain/readingChoice';
import type { SettingsFault } from '../domain/settingsFault';
import { geometryText, parseGeometryField, type TypedGeometry } from './geometryFields';

/** What a `conversion.json` says of how a series was converted. */
export interface ConversionSettings {
  /** The series that was converted; undefined where the file does not say. */
  readonly series:
    | { readonly stem: string; readonly size: Pick<FrameShape, 'fastSize' | 'slowSize'> }
    | undefined;
  readonly choice: ConversionChoice;
  readonly reading: ReadingChoice;
  /** What numbered the frames, if the user chose it. */
  readonly numbering: NumberedBy | undefined;
  readonly typed: TypedGeometry;
  /** Order of the rows in the frames that the rotation axis was given for. */
  readonly axisRows: RowOrder | undefined;
  readonly beamStop: BeamStop | undefined;
  /** Numbers of the frames that were left out by the user. */
  readonly excludedNumbers: readonly number[];
  /** What cannot be taken; in its place stands what Leginon's rule has, or nothing. */
  readonly faults: readonly SettingsFault[];
}

type Json = Readonly<Record<string, unknown>>;

/** Collects what is wrong. */
type Tell = (fault: SettingsFault) => void;

/** Beyond what any pixel type holds that a camera writes, counts. */
const MOST_COUNTS = 2 ** 32;
/** As the form's beam centre, px. */
const FARTHEST_PX = 100_000;
const MOST_NUMBER = 999_999_999;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

function isCounts(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MOST_COUNTS;
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

function seriesOf({ stem, fastSize, slowSize }: Json): ConversionSettings['series'] {
  if (typeof stem !== 'string' || !isWhole(fastSize, 65_535) || !isWhole(slowSize, 65_535)) return undefined;
  return { stem, size: { fastSize, slowSize } };
}

function capOf({ cap }: Json, tell: Tell): number {
  if (isCounts(cap) && cap >= 0) return cap;
  tell({ code: 'badCap', value: shown(cap) });
  return LEGINON_CHOICE.cap;
}

function offsetOf({ choice, LEGINON_OFFSET: offset }: Json, tell: Tell): ConversionChoice['offset'] {
  if (choice === 'typed') {
    if (isCounts(offset)) return { kind: 'typed', offset };
    tell({ code: 'badOffset', value: shown(offset) });
  } else if (choice !== 'leginon') tell({ code: 'badOffsetChoice', value: shown(choice) });
  return LEGINON_CHOICE.offset;
}

function pedestalOf({ choice, IMAGE_PEDESTAL: pedestal }: Json, tell: Tell): ConversionChoice['pedestal'] {
  switch (choice) {
    case 'typed':
      if (isCounts(pedestal)) return { kind: 'typed', pedestal };
      tell({ code: 'badPedestal', value: shown(pedestal) });
      return LEGINON_CHOICE.pedestal;
    case 'median':
    case 'restoreRawZero':
    case 'leginon':
      return { kind: choice };
    default:
      tell({ code: 'badPedestalChoice', value: shown(choice) });
      return LEGINON_CHOICE.pedestal;
  }
}

/** Whether someone knew a value; what was derived, found in the files, or missing is not taken. */
const IS_KNOWN: Readonly<Record<Origin | 'missing' | 'placeholder', boolean>> = {
  typed: true,
  settingsFile: true,
  copied: true,
  found: true,
  preset: true,
  file: false,
  emi: false,
  mdoc: false,
  xml: false,
  name: false,
  example: false,
  derived: false,
  suggested: false,
  default: false,
  missing: false,
  placeholder: false,
};

function isOrigin(origin: unknown): origin is keyof typeof IS_KNOWN {
  return typeof origin === 'string' && Object.hasOwn(IS_KNOWN, origin);
}

function typedOf(geometry: Json, tell: Tell): TypedGeometry {
  const entries = GEOMETRY_KEYS.flatMap((key) => {
    if (geometry[key] === undefined) return [];
    const { value, origin } = object(geometry[key]);
    if (!isOrigin(origin)) {
      tell({ code: 'badOrigin', key, value: shown(origin) });
      return [];
    }
    if (!IS_KNOWN[origin]) return [];
    const isText = key === 'beamline' || key === 'date';
    if (typeof value !== (isText ? 'string' : 'number')) {
      tell({
        code: 'badGeometry',
        key,
        value: shown(value),
        fault: { code: isText ? 'notText' : 'notANumber' },
      });
      return [];
    }
    const text = geometryText(key, value as number | string);
    const parsed = parseGeometryField(key, text);
    if (parsed.kind === 'ok') return [[key, text] as const];
    const fault = parsed.kind === 'invalid' ? parsed.fault : ({ code: 'empty' } as const);
    tell({ code: 'badGeometry', key, value: shown(value), fault });
    return [];
  });
  return Object.fromEntries(entries);
}

/** Files without it were stored plainly. */
function storingOf(value: unknown, tell: Tell): Storing {
  if (value === undefined) return PLAIN_STORING;
  const { choice, scale } = object(value);
  const isRounding = choice === 'cut' || choice === 'nearest';
  const isScale = typeof scale === 'number' && scale >= LEAST_SCALE && scale <= MOST_SCALE;
  if (isRounding && isScale) return { rounding: choice, scale };
  tell({ code: 'badFractions', value: shown(value) });
  return PLAIN_STORING;
}

function isEdge(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST_PX;
}

function beamStopOf(value: unknown, tell: Tell): BeamStop | undefined {
  if (value === undefined || value === null) return undefined;
  const { form, fastFromPx, fastToPx, slowFromPx, slowToPx } = object(value);
  const isForm = form === 'ellipse' || form === 'rectangle';
  const areEdges = isEdge(fastFromPx) && isEdge(fastToPx) && isEdge(slowFromPx) && isEdge(slowToPx);
  if (isForm && areEdges && fastFromPx < fastToPx && slowFromPx < slowToPx) {
    return { form, fastFromPx, fastToPx, slowFromPx, slowToPx };
  }
  tell({ code: 'badBeamStop', value: shown(value) });
  return undefined;
}

/** Files without it were read as found. */
function readingOf(value: unknown, tell: Tell): ReadingChoice {
  if (value === undefined) return AS_FOUND;
  const { bytes, sections, tilts } = object(value);
  const areBytes = bytes === null || bytes === 'signed' || bytes === 'unsigned';
  const areSections = sections === 'all' || sections === 'announced';
  const areTilts = tilts === 'degrees' || tilts === 'radians';
  if (areBytes && areSections && areTilts) return { bytes: bytes ?? undefined, sections, tilts };
  tell({ code: 'badReading', value: shown(value) });
  return AS_FOUND;
}

function numberingOf(value: unknown, tell: Tell): NumberedBy | undefined {
  const { by, chosenByUser } = object(value);
  if (chosenByUser !== true) return undefined;
  if (by === 'number' || by === 'order' || by === 'tilt') return by;
  tell({ code: 'badNumbering', value: shown(by) });
  return undefined;
}

function excludedOf(value: unknown, tell: Tell): number[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    tell({ code: 'badExcluded', value: shown(value) });
    return [];
  }
  return value.flatMap((frame) => {
    const { number } = object(frame);
    if (isWhole(number, MOST_NUMBER)) return [number];
    tell({ code: 'badExcluded', value: shown(frame) });
    return [];
  });
}

/** Reads a `conversion.json` of this program; undefined where the text is none. */
export function readConversion(text: string, program: string): ConversionSettings | undefined {
  let report: Json;
  try {
    report = object(JSON.parse(text));
  } catch {
    return undefined;
  }
  const [offset, pedestal] = [object(report.offset), object(report.pedestal)];
  if (object(report.program).name !== program || offset.LEGINON_OFFSET === undefined) return undefined;
  const faults: SettingsFault[] = [];
  const tell = (fault: SettingsFault) => void faults.push(fault);
  const series = seriesOf(object(report.series));
  if (series === undefined) tell({ code: 'noSeriesInFile' });
  return {
    series,
    choice: {
      cap: capOf(offset, tell),
      offset: offsetOf(offset, tell),
      pedestal: pedestalOf(pedestal, tell),
      ...storingOf(report.fractions, tell),
    },
    reading: readingOf(report.reading, tell),
    numbering: numberingOf(report.numbering, tell),
    typed: typedOf(object(report.geometry), tell),
    axisRows: (['topDown', 'bottomUp'] as const).find((order) => order === report.axisRows),
    beamStop: beamStopOf(report.beamStop, tell),
    excludedNumbers: excludedOf(report.excluded, tell),
    faults,
  };
}
