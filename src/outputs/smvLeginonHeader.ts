import { isHeaderText, type SmvHeaderInput } from './smvHeader';

/**
 * SMV header with the keys, order, number formats and padding of Leginon's `pyami/numsmv.py` and the values of
 * `leginon/diffrtransfer.py`, for comparing with series that Leginon wrote.
 * As Leginon: WAVELENGTH is always 0.02501404, PIXEL_SIZE has 3 decimals, DISTANCE 1, and OSC_START is the true
 * tilt, which falls for a negative rotation (dials.import then makes one sweep of every frame).
 * Not as Leginon: the header grows in steps of 512 bytes where Leginon's would overrun; a value that is unknown
 * leaves its key out, where Leginon writes a default; a frame that is not square is whole and has its columns in
 * SIZE1, where Leginon crops it to a square; angles follow the frame numbers, Leginon's the position, and stop at
 * the end of the tilt range. Placeholders are not named: `numsmv` refuses a key that it does not know.
 * Not known: which camera axis Leginon's database calls X in its beam centre. X is the slow one here, as DIALS
 * reads it.
 */

const HEADER_BLOCK_BYTES = 512;
const LEGINON_WAVELENGTH_ANGSTROM = 0.025014041;

/** Python's `'{:.Nf}'`: rounds half to even, where `toFixed` rounds half up. */
function pythonFixed(value: number, digits: number): string {
  // 100 decimals hold a double of this size exactly
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(100).split('.');
  const kept = BigInt(whole + fraction.slice(0, digits));
  const rest = fraction.slice(digits);
  const half = `5${'0'.repeat(rest.length - 1)}`;
  const up = rest > half || (rest === half && kept % 2n === 1n);
  const text = (up ? kept + 1n : kept).toString().padStart(digits + 1, '0');
  const sign = value < 0 ? '-' : '';
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Python 2's `str` of a float from 0.0001 to 1e11: 12 significant digits and always a decimal point. */
function pythonFloat(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  return text.includes('.') ? text : `${text}.0`;
}

type Row = readonly [key: string, value: string | undefined];

function fixedRow(key: string, value: number | undefined, width: number, digits: number): Row {
  return [key, value === undefined ? undefined : pythonFixed(value, digits).padStart(width)];
}

function leginonRows(input: SmvHeaderInput): Row[] {
  const g = input.geometry;
  const { oscillationStartDeg: start, oscillationPerFrameDeg: step, pixelSizeMm: pixel } = g;
  const tilt = start === undefined || step === undefined ? undefined : start + step * input.framesAfterFirst;
  const mm = (px: number | undefined) => (px === undefined || pixel === undefined ? undefined : px * pixel);
  return [
    ['TYPE', 'unsigned_short'],
    ['BYTE_ORDER', 'little_endian'],
    ['DIM', '2'],
    ['SIZE1', String(input.fastSize).padStart(5)],
    ['SIZE2', String(input.slowSize).padStart(5)],
    fixedRow('DISTANCE', g.detectorDistanceMm, 7, 1),
    fixedRow('WAVELENGTH', LEGINON_WAVELENGTH_ANGSTROM, 12, 8),
    fixedRow('PIXEL_SIZE', pixel, 8, 3),
    fixedRow('OSC_RANGE', step, 8, 3),
    fixedRow('OSC_START', tilt, 8, 3),
    fixedRow('BEAM_CENTER_X', mm(g.beamCentreSlowPx), 8, 3),
    fixedRow('BEAM_CENTER_Y', mm(g.beamCentreFastPx), 8, 3),
    fixedRow('PHI', tilt, 8, 3),
    fixedRow('TWOTHETA', 0, 8, 3),
    ['TIME', g.exposureSec === undefined ? undefined : pythonFloat(g.exposureSec)],
    ['ACC_TIME', g.exposureSec === undefined ? undefined : String(Math.round(g.exposureSec * 1000))],
    fixedRow('GAIN', g.gainCountsPerElectron, 8, 2),
    ['BIN', g.binning === undefined ? undefined : `${g.binning}x${g.binning}`],
    ['ADC', 'fast'],
    ['BIN_TYPE', 'HW'],
    ['CREV', '  1'],
    ['BEAMLINE', g.beamline],
    ['DATE', input.date],
    fixedRow('IMAGE_PEDESTAL', input.pedestal, 7, 1),
    fixedRow('LEGINON_OFFSET', input.offset, 7, 1),
  ];
}

/**
 * The whole header as ASCII text, padded with spaces and one newline to the length that HEADER_BYTES states.
 * @throws when a value holds a character that would break the header
 */
export function leginonHeaderText(input: SmvHeaderInput): string {
  let body = '';
  for (const [key, value] of leginonRows(input)) {
    if (value === undefined) continue;
    if (!isHeaderText(value)) throw new Error(`${key} cannot be written to an SMV header: ${value}`);
    body += `${key}=${value};\n`;
  }
  const textFor = (bytes: number) => `{\nHEADER_BYTES=${String(bytes).padStart(5)};\n${body}}\n`;
  let bytes = HEADER_BLOCK_BYTES;
  while (textFor(bytes).length + 1 > bytes) bytes += HEADER_BLOCK_BYTES;
  return `${textFor(bytes).padEnd(bytes - 1)}\n`;
}
