import { GEOMETRY_KEYS, type Geometry, type GeometryKey } from '../domain/geometry';
import { isCDate } from '../formats/cDate';
import { isHeaderText } from '../formats/smv';

/** What a user wrote into the form: raw text by field; an empty or absent text is "not typed". */
export type TypedGeometry = { readonly [K in GeometryKey]?: string };

/** A field's text read. */
export type ParsedField<T> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'invalid'; readonly reason: string };

interface NumberLimits {
  readonly above?: number;
  readonly from?: number;
  readonly to: number;
}

const LIMITS: Readonly<Record<Exclude<GeometryKey, 'binning' | 'beamline' | 'date'>, NumberLimits>> = {
  highTensionKv: { above: 0, to: 3000 },
  wavelengthAngstrom: { above: 0, to: 10 },
  detectorDistanceMm: { above: 0, to: 100_000 },
  pixelSizeMm: { above: 0, to: 10 },
  oscillationStartDeg: { from: -360, to: 360 },
  oscillationPerFrameDeg: { from: -180, to: 180 },
  rotationAxisDeg: { from: -360, to: 360 },
  beamCentreFastPx: { from: -100_000, to: 100_000 },
  beamCentreSlowPx: { from: -100_000, to: 100_000 },
  gainCountsPerElectron: { above: 0, to: 1e6 },
  exposureSec: { above: 0, to: 1e6 },
};

/** Reads a plain decimal number; a decimal comma is taken for a point. Undefined where it is none. */
export function parseDecimal(text: string): number | undefined {
  const plain = text.trim().replaceAll('\u2212', '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function parseLimited(text: string, limits: NumberLimits): ParsedField<number> {
  const value = parseDecimal(text);
  if (value === undefined) return { kind: 'invalid', reason: 'not a number' };
  if (limits.above !== undefined && value <= limits.above) {
    return { kind: 'invalid', reason: `must be above ${limits.above}` };
  }
  if (limits.from !== undefined && value < limits.from) {
    return { kind: 'invalid', reason: `must be at least ${limits.from}` };
  }
  if (value > limits.to) return { kind: 'invalid', reason: `must be at most ${limits.to}` };
  return { kind: 'ok', value };
}

function parseBinning(text: string): ParsedField<number> {
  const match = /^\s*(\d{1,2})\s*(?:[x\u00d7]\s*(\d{1,2}))?\s*$/i.exec(text);
  const value = Number(match?.[1]);
  if (match === null || value < 1) return { kind: 'invalid', reason: 'write it like 2x2' };
  if (match[2] !== undefined && Number(match[2]) !== value) {
    return { kind: 'invalid', reason: 'must be the same in both directions' };
  }
  return { kind: 'ok', value };
}

/** Reads one field's text. */
export function parseGeometryField(key: GeometryKey, text: string | undefined): ParsedField<number | string> {
  if (text === undefined || text.trim() === '') return { kind: 'empty' };
  switch (key) {
    case 'binning':
      return parseBinning(text);
    case 'beamline':
      return isHeaderText(text.trim()) && text.trim().length <= 60
        ? { kind: 'ok', value: text.trim() }
        : { kind: 'invalid', reason: 'plain ASCII without ; = { }, at most 60 characters' };
    case 'date':
      return isCDate(text.trim())
        ? { kind: 'ok', value: text.trim() }
        : { kind: 'invalid', reason: "write it like 'Sun Nov 22 11:15:08 2026'" };
    default:
      return parseLimited(text, LIMITS[key]);
  }
}

/** The valid values that were typed. */
export function typedGeometry(typed: TypedGeometry): Geometry {
  const entries = GEOMETRY_KEYS.flatMap((key) => {
    const parsed = parseGeometryField(key, typed[key]);
    return parsed.kind === 'ok' ? [[key, parsed.value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The fields whose text cannot be read. */
export function invalidGeometry(typed: TypedGeometry): GeometryKey[] {
  return GEOMETRY_KEYS.filter((key) => parseGeometryField(key, typed[key]).kind === 'invalid');
}

/** A place on the frame to a hundredth of a pixel: finer than any beam centre is known. */
export function roundPx(px: number): number {
  return Math.round(px * 100) / 100;
}

/** A value as the form shows it. */
export function geometryText(key: GeometryKey, value: number | string): string {
  return key === 'binning' ? `${value}x${value}` : String(value);
}
