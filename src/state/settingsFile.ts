import type { BeamStop } from '../domain/beamStop';
import { type ConversionChoice, LEGINON_CHOICE } from '../domain/conversion';
import { GEOMETRY_KEYS } from '../domain/geometry';
import { geometryText, parseGeometryField, type TypedGeometry } from './geometryForm';

/** What a `conversion.json` says of how a series was converted. */
export interface ConversionSettings {
  readonly choice: ConversionChoice;
  readonly typed: TypedGeometry;
  readonly beamStop: BeamStop | undefined;
  /** Numbers of the frames that were left out by the user. */
  readonly excludedNumbers: readonly number[];
}

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function choiceOf(offset: Json, pedestal: Json): ConversionChoice {
  const typedOffset = number(offset.LEGINON_OFFSET);
  const typedPedestal = number(pedestal.IMAGE_PEDESTAL);
  const kind = pedestal.choice;
  return {
    cap: number(offset.cap) ?? LEGINON_CHOICE.cap,
    offset:
      offset.choice === 'typed' && typedOffset !== undefined
        ? { kind: 'typed', offset: typedOffset }
        : LEGINON_CHOICE.offset,
    pedestal:
      kind === 'typed' && typedPedestal !== undefined
        ? { kind, pedestal: typedPedestal }
        : kind === 'median' || kind === 'restoreRawZero'
          ? { kind }
          : LEGINON_CHOICE.pedestal,
  };
}

/** Values that someone knew, and that the form takes; what was derived, found in the files or missing is not. */
function typedOf(geometry: Json): TypedGeometry {
  const known = ['typed', 'found', 'preset'];
  const entries = GEOMETRY_KEYS.flatMap((key) => {
    const { value, origin } = object(geometry[key]);
    if (typeof origin !== 'string' || !known.includes(origin)) return [];
    if (typeof value !== 'number' && typeof value !== 'string') return [];
    const text = geometryText(key, value);
    return parseGeometryField(key, text).kind === 'ok' ? [[key, text] as const] : [];
  });
  return Object.fromEntries(entries);
}

function beamStopOf(value: unknown): BeamStop | undefined {
  const { form, fastFromPx, fastToPx, slowFromPx, slowToPx } = object(value);
  const edges = [fastFromPx, fastToPx, slowFromPx, slowToPx].map(number);
  if ((form !== 'ellipse' && form !== 'rectangle') || edges.includes(undefined)) return undefined;
  return object(value) as unknown as BeamStop;
}

/** Reads a `conversion.json` of this program; undefined where the text is none. */
export function readConversion(text: string, program: string): ConversionSettings | undefined {
  let report: Json;
  try {
    report = object(JSON.parse(text));
  } catch {
    return undefined;
  }
  if (object(report.program).name !== program || object(report.offset).LEGINON_OFFSET === undefined) {
    return undefined;
  }
  const excluded = Array.isArray(report.excluded) ? report.excluded.map(object) : [];
  return {
    choice: choiceOf(object(report.offset), object(report.pedestal)),
    typed: typedOf(object(report.geometry)),
    beamStop: beamStopOf(report.beamStop),
    excludedNumbers: excluded.flatMap((frame) => number(frame.number) ?? []),
  };
}
