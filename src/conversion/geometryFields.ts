import { GEOMETRY_KEYS, type Geometry, type GeometryKey } from '../domain/geometry';
import { isCDate } from '../formats/cDate';
import { isHeaderText } from '../outputs/smvHeader';
import { type NumberLimits, type ParsedField, parseDecimal } from './decimal';

/** What a user wrote into the form: raw text by field; an empty or absent text is "not typed". */
export type TypedGeometry = { readonly [K in GeometryKey]?: string };

const LIMITS: Readonly<Record<Exclude<GeometryKey, 'binning' | 'beamline' | 'date'>, NumberLimits>> = {
  highTensionKv: { above: 0, most: 3000 },
  wavelengthAngstrom: { above: 0, most: 10 },
  detectorDistanceMm: { above: 0, most: 100_000 },
  pixelSizeMm: { above: 0, most: 10 },
  oscillationStartDeg: { least: -360, most: 360 },
  oscillationPerFrameDeg: { least: -180, most: 180 },
  rotationAxisDeg: { least: -360, most: 360 },
  beamCentreFastPx: { least: -100_000, most: 100_000 },
  beamCentreSlowPx: { least: -100_000, most: 100_000 },
  gainCountsPerElectron: { above: 0, most: 1e6 },
  exposureSec: { above: 0, most: 1e6 },
};

/** Characters of a beamline's name. */
const HEADER_TEXT_LIMIT = 60;

function parseBinning(text: string): ParsedField<number> {
  const match = /^\s*(\d{1,2})\s*(?:[x\u00d7]\s*(\d{1,2}))?\s*$/i.exec(text);
  const value = Number(match?.[1]);
  if (match === null || value < 1) return { kind: 'invalid', fault: { code: 'badBinning' } };
  if (match[2] !== undefined && Number(match[2]) !== value) {
    return { kind: 'invalid', fault: { code: 'unevenBinning' } };
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
      return isHeaderText(text.trim()) && text.trim().length <= HEADER_TEXT_LIMIT
        ? { kind: 'ok', value: text.trim() }
        : { kind: 'invalid', fault: { code: 'badHeaderText', longest: HEADER_TEXT_LIMIT } };
    case 'date':
      return isCDate(text.trim())
        ? { kind: 'ok', value: text.trim() }
        : { kind: 'invalid', fault: { code: 'badDate' } };
    default:
      return parseDecimal(text, LIMITS[key]);
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
