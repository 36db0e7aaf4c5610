import type { Geometry, PlaceholderKey } from '../domain/geometry';
import type { FrameRecipe, RecipeFrame } from '../domain/recipe';
import { formatCDate } from '../formats/cDate';

/**
 * SMV image with an ADSC-style header, as DIALS' `FormatSMVADSC` and the `FormatSMVCetaD_TUI` plug-in
 * read it: an ASCII header padded to a multiple of 512 bytes, then uint16 little-endian pixels.
 */

const HEADER_BLOCK_BYTES = 512;

/** Bytes of a header without a long beamline or many placeholders. */
export const USUAL_HEADER_BYTES = 2 * HEADER_BLOCK_BYTES;

/** One frame's header facts. `geometry` holds what is to be written; an absent value leaves its key out. */
export interface SmvHeaderInput {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly geometry: Geometry;
  /** Frames after the series' first frame, from the frame numbers (gaps count). */
  readonly framesAfterFirst: number;
  /** Counts added to every raw value. */
  readonly offset: number;
  /** Stored counts per raw count. */
  readonly scale: number;
  /** Level in the file that means "no signal", counts. */
  readonly pedestal: number;
  /** C-locale date and time, `Sun Nov 22 11:15:08 2026`. */
  readonly date: string;
  /** SMV keys whose value is a placeholder; named in a `PLACEHOLDERS` key when there are any. */
  readonly placeholders: readonly string[];
}

/**
 * A number in plain decimal notation, at most 12 significant digits, no trailing zeros, never `-0`.
 * @throws on NaN and infinity: the form lets neither through
 */
export function formatHeaderNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`no header number: ${value}`);
  const rounded = Number(value.toPrecision(12));
  if (rounded === 0) return '0';
  const plain = String(rounded);
  if (!plain.includes('e')) return plain;
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  return rounded.toFixed(20).replace(/\.?0+$/, '');
}

/** True for valid header text: non-empty printable ASCII without `;` and `=`. */
export function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && !/[;={}]/.test(text);
}

/**
 * Start angle of a frame as the header writes it, degrees.
 * dxtbx reverses the rotation axis for a negative OSC_RANGE and uses its size, so a negative rotation is
 * written as the same turn about the reversed axis: the start negated, rising from frame to frame.
 */
function headerOscillationStartDeg(startDeg: number, perFrameDeg: number, framesAfterFirst: number): number {
  const sign = perFrameDeg < 0 ? -1 : 1;
  return sign * (startDeg + perFrameDeg * framesAfterFirst);
}

/** The header key that each quantity of the form goes into. */
const SMV_KEY_OF: Readonly<Record<PlaceholderKey, string>> = {
  wavelengthAngstrom: 'WAVELENGTH',
  detectorDistanceMm: 'DISTANCE',
  pixelSizeMm: 'PIXEL_SIZE',
  binning: 'BIN',
  oscillationStartDeg: 'OSC_START',
  oscillationPerFrameDeg: 'OSC_RANGE',
  beamCentreFastPx: 'BEAM_CENTER_Y',
  beamCentreSlowPx: 'BEAM_CENTER_X',
  gainCountsPerElectron: 'GAIN',
  exposureSec: 'TIME',
};

/** The facts of one frame's header, from the recipe of its series. */
export function smvHeaderInput(recipe: FrameRecipe, frame: RecipeFrame): SmvHeaderInput {
  return {
    fastSize: recipe.shape.fastSize,
    slowSize: recipe.shape.slowSize,
    geometry: recipe.headerGeometry,
    framesAfterFirst: frame.number - recipe.firstNumber,
    offset: recipe.offset,
    scale: recipe.scale,
    pedestal: recipe.pedestal,
    date: recipe.headerGeometry.date ?? formatCDate(frame.lastModifiedMs),
    placeholders: placeholderKeys(recipe.placeholders),
  };
}

/** Header keys that hold no measurement: the beam centre is in mm, so it falls with the pixel size. */
export function placeholderKeys(placeholders: readonly PlaceholderKey[]): string[] {
  const withBeam: PlaceholderKey[] = placeholders.includes('pixelSizeMm')
    ? [...placeholders, 'beamCentreFastPx', 'beamCentreSlowPx']
    : [...placeholders];
  return [...new Set(withBeam)].map((key) => SMV_KEY_OF[key]);
}

type Row = readonly [key: string, value: string | undefined];

function numberRow(key: string, value: number | undefined): Row {
  return [key, value === undefined ? undefined : formatHeaderNumber(value)];
}

/** All rows after HEADER_BYTES, in Leginon's order; undefined values are left out. */
function headerRows(input: SmvHeaderInput): Row[] {
  const g = input.geometry;
  const { oscillationStartDeg: start, oscillationPerFrameDeg: step, pixelSizeMm: pixel } = g;
  const oscStart =
    start === undefined || step === undefined
      ? undefined
      : headerOscillationStartDeg(start, step, input.framesAfterFirst);
  const mm = (px: number | undefined) => (px === undefined || pixel === undefined ? undefined : px * pixel);
  return [
    ['TYPE', 'unsigned_short'],
    ['BYTE_ORDER', 'little_endian'],
    ['DIM', '2'],
    numberRow('SIZE1', input.fastSize),
    numberRow('SIZE2', input.slowSize),
    numberRow('DISTANCE', g.detectorDistanceMm),
    numberRow('WAVELENGTH', g.wavelengthAngstrom),
    numberRow('PIXEL_SIZE', pixel),
    numberRow('OSC_RANGE', step),
    numberRow('OSC_START', oscStart),
    // X is the slow coordinate: dxtbx hands (BEAM_CENTER_Y, BEAM_CENTER_X) on as (fast, slow).
    numberRow('BEAM_CENTER_X', mm(g.beamCentreSlowPx)),
    numberRow('BEAM_CENTER_Y', mm(g.beamCentreFastPx)),
    numberRow('PHI', oscStart),
    ['TWOTHETA', '0'],
    numberRow('TIME', g.exposureSec),
    numberRow('ACC_TIME', g.exposureSec === undefined ? undefined : Math.round(g.exposureSec * 1000)),
    numberRow('GAIN', g.gainCountsPerElectron),
    ['BIN', g.binning === undefined ? undefined : `${g.binning}x${g.binning}`],
    ['ADC', 'fast'],
    ['BIN_TYPE', 'HW'],
    ['CREV', '1'],
    ['BEAMLINE', g.beamline],
    ['DATE', input.date],
    numberRow('IMAGE_PEDESTAL', input.pedestal),
    numberRow('LEGINON_OFFSET', input.offset),
    // raw = (stored - LEGINON_OFFSET) / COUNT_SCALE
    numberRow('COUNT_SCALE', input.scale === 1 ? undefined : input.scale),
    ['PLACEHOLDERS', input.placeholders.length === 0 ? undefined : input.placeholders.join(',')],
  ];
}

/**
 * The header's text, without the padding.
 * @throws when a value holds a character that would break the header; the form lets none through
 */
export function smvHeaderText(input: SmvHeaderInput): string {
  let body = '';
  for (const [key, value] of headerRows(input)) {
    if (value === undefined) continue;
    if (!isHeaderText(value)) throw new Error(`${key} cannot be written to an SMV header: ${value}`);
    body += `${key}=${value};\n`;
  }
  const textFor = (bytes: number) => `{\nHEADER_BYTES=${String(bytes).padStart(5)};\n${body}}\n`;
  let bytes = HEADER_BLOCK_BYTES;
  while (textFor(bytes).length > bytes) bytes += HEADER_BLOCK_BYTES;
  return textFor(bytes);
}

/** The bytes of an ASCII text. */
export function asciiBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** The header's bytes, padded with spaces to the multiple of 512 that HEADER_BYTES states. */
export function writeSmvHeader(input: SmvHeaderInput): Uint8Array<ArrayBuffer> {
  const text = smvHeaderText(input);
  const bytes = Math.ceil(text.length / HEADER_BLOCK_BYTES) * HEADER_BLOCK_BYTES;
  const header = new Uint8Array(bytes).fill(0x20);
  header.set(asciiBytes(text));
  return header;
}
