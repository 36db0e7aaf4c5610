import type { FileLayout } from '../domain/frame';
import type { PixelType } from '../domain/pixelType';
import { BYTES_PER_PIXEL } from '../domain/pixelType';
import type { FileNotice } from '../domain/problem';
import { fail, ok, type Result } from '../domain/result';
import { readFeiMetadata } from './feiExtendedHeader';
import { type Field, type RecordOf, readRecord, writeRecord } from './fieldTable';

/** MRC2014 (Cheng et al. 2015, J. Struct. Biol. 192, 146), one image a section. */

/** Bytes of the fixed header. */
const MRC_HEADER_BYTES = 1024;

/** Bytes to read so that the fixed header and one FEI2 record are in hand. */
export const MRC_HEAD_BYTES = 2048;

const SIZE_LIMIT = 65535;
const LABEL_BYTES = 80;
const NVERSION = 20141;

const HEADER = {
  nx: { type: 'int32', offset: 0 },
  ny: { type: 'int32', offset: 4 },
  nz: { type: 'int32', offset: 8 },
  mode: { type: 'int32', offset: 12 },
  nxstart: { type: 'int32', offset: 16 },
  nystart: { type: 'int32', offset: 20 },
  nzstart: { type: 'int32', offset: 24 },
  mx: { type: 'int32', offset: 28 },
  my: { type: 'int32', offset: 32 },
  mz: { type: 'int32', offset: 36 },
  cellX: { type: 'float32', offset: 40 },
  cellY: { type: 'float32', offset: 44 },
  cellZ: { type: 'float32', offset: 48 },
  alpha: { type: 'float32', offset: 52 },
  beta: { type: 'float32', offset: 56 },
  gamma: { type: 'float32', offset: 60 },
  mapc: { type: 'int32', offset: 64 },
  mapr: { type: 'int32', offset: 68 },
  maps: { type: 'int32', offset: 72 },
  dmin: { type: 'float32', offset: 76 },
  dmax: { type: 'float32', offset: 80 },
  dmean: { type: 'float32', offset: 84 },
  ispg: { type: 'int32', offset: 88 },
  nsymbt: { type: 'int32', offset: 92 },
  exttyp: { type: 'text', offset: 104, length: 4 },
  nversion: { type: 'int32', offset: 108 },
  map: { type: 'text', offset: 208, length: 4 },
  rms: { type: 'float32', offset: 216 },
  nlabl: { type: 'int32', offset: 220 },
  label0: { type: 'text', offset: 224, length: LABEL_BYTES },
  label1: { type: 'text', offset: 304, length: LABEL_BYTES },
} as const satisfies Record<string, Field>;

const READ_MODES: Readonly<Record<number, PixelType>> = {
  0: 'int8',
  1: 'int16',
  2: 'float32',
  6: 'uint16',
  12: 'float16',
};

const REFUSED_MODES: Readonly<Record<number, string>> = {
  3: 'complex int16',
  4: 'complex float32',
  101: '4-bit integers',
};

/** What a frame's pixels are written as: the smallest MRC2014 mode that holds the type (spec section 5). */
export function mrcModeFor(type: PixelType): { readonly mode: 0 | 1 | 2 | 6; readonly stored: PixelType } {
  switch (type) {
    case 'int8':
      return { mode: 0, stored: 'int8' };
    case 'int16':
    case 'uint8':
      return { mode: 1, stored: 'int16' };
    case 'uint16':
      return { mode: 6, stored: 'uint16' };
    case 'int32':
    case 'uint32':
    case 'float16':
    case 'float32':
    case 'float64':
      return { mode: 2, stored: 'float32' };
  }
}

/**
 * The file's byte order, or undefined where the bytes are no MRC header.
 * The machine stamp decides; where it is unset, the order in which the mode is a plausible number.
 */
function byteOrderOf(headBorrowed: Uint8Array): { littleEndian: boolean } | undefined {
  if (headBorrowed.length < MRC_HEADER_BYTES) return undefined;
  const map = String.fromCharCode(...headBorrowed.subarray(208, 211));
  if (map !== 'MAP') return undefined;
  const stamp = headBorrowed[212];
  if (stamp === 0x44) return { littleEndian: true };
  if (stamp === 0x11) return { littleEndian: false };
  const mode = readRecord({ mode: HEADER.mode }, headBorrowed, 0, true).mode;
  return { littleEndian: mode >= 0 && mode < 256 };
}

/** True when the first 1024 bytes carry MRC's own mark ("MAP" at byte 208). */
export function sniffMrc(headBorrowed: Uint8Array): boolean {
  return byteOrderOf(headBorrowed) !== undefined;
}

/**
 * Reads the header.
 * @param headBorrowed the first {@link MRC_HEAD_BYTES} bytes (fewer only if the file is shorter)
 * @param fileBytes the file's whole length
 */
export function readMrc(headBorrowed: Uint8Array, fileBytes: number): Result<FileLayout> {
  if (headBorrowed.length < MRC_HEADER_BYTES) {
    return fail({ code: 'headerTooShort', expectedBytes: MRC_HEADER_BYTES, actualBytes: fileBytes });
  }
  const order = byteOrderOf(headBorrowed);
  if (order === undefined) return fail({ code: 'notAFrame' });
  const { littleEndian } = order;
  const header = readRecord(HEADER, headBorrowed, 0, littleEndian);
  const pixelType = READ_MODES[header.mode];
  if (pixelType === undefined) {
    const name = REFUSED_MODES[header.mode];
    return name === undefined
      ? fail({ code: 'unknownType', typeId: header.mode })
      : fail({ code: 'unsupportedType', typeId: header.mode, typeName: name });
  }
  const { nx: fastSize, ny: slowSize, nz, nsymbt } = header;
  if (fastSize < 1 || slowSize < 1 || fastSize > SIZE_LIMIT || slowSize > SIZE_LIMIT) {
    return fail({ code: 'badSize', fastSize, slowSize, limit: SIZE_LIMIT });
  }
  if (nz < 1) return fail({ code: 'badMrcHeader', field: 'nz', value: nz });
  if (nsymbt < 0) return fail({ code: 'badMrcHeader', field: 'nsymbt', value: nsymbt });
  const frameBytes = fastSize * slowSize * BYTES_PER_PIXEL[pixelType];
  const dataOffset = MRC_HEADER_BYTES + nsymbt;
  const expectedBytes = dataOffset + frameBytes * nz;
  if (fileBytes < expectedBytes) return fail({ code: 'truncated', expectedBytes, actualBytes: fileBytes });
  const notices: FileNotice[] = [];
  if (fileBytes > expectedBytes) {
    notices.push({ code: 'surplusBytes', expectedBytes, actualBytes: fileBytes });
  }
  const { mapc, mapr, maps } = header;
  const axes = `${mapc}${mapr}${maps}`;
  if (axes !== '123' && axes !== '000') notices.push({ code: 'unusualAxisOrder', mapc, mapr, maps });
  return ok({
    format: 'mrc',
    pixelType,
    littleEndian,
    fastSize,
    slowSize,
    frameCount: nz,
    dataOffset,
    frameBytes,
    notices,
    metadata: readFeiMetadata(header.exttyp, headBorrowed, MRC_HEADER_BYTES, nsymbt, littleEndian),
  });
}

/** What the header of one output frame says. Statistics are those of the values as stored. */
export interface MrcHeaderInput {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly pixelType: PixelType;
  /** Pixel spacing in angstrom; undefined = unknown, and the cell is written in pixels. */
  readonly pixelAngstrom: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  /** Up to two labels; anything beyond 80 printable ASCII characters is replaced or cut. */
  readonly labels: readonly [string, string];
}

/** Printable ASCII of at most 80 characters: mrcfile warns about anything else. */
function labelText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, LABEL_BYTES);
}

/**
 * The 1024-byte header of a one-frame MRC2014 file, little-endian.
 * A label names what made the file and from which source.
 */
export function writeMrcHeader(input: MrcHeaderInput): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(MRC_HEADER_BYTES);
  const spacing = input.pixelAngstrom ?? 1;
  const values: RecordOf<typeof HEADER> = {
    nx: input.fastSize,
    ny: input.slowSize,
    nz: 1,
    mode: mrcModeFor(input.pixelType).mode,
    nxstart: 0,
    nystart: 0,
    nzstart: 0,
    mx: input.fastSize,
    my: input.slowSize,
    mz: 1,
    cellX: input.fastSize * spacing,
    cellY: input.slowSize * spacing,
    cellZ: spacing,
    alpha: 90,
    beta: 90,
    gamma: 90,
    mapc: 1,
    mapr: 2,
    maps: 3,
    dmin: input.min,
    dmax: input.max,
    dmean: input.mean,
    ispg: 0,
    nsymbt: 0,
    exttyp: '',
    nversion: NVERSION,
    map: 'MAP ',
    rms: input.std,
    nlabl: 2,
    label0: labelText(input.labels[0]),
    label1: labelText(input.labels[1]),
  };
  writeRecord(HEADER, values, header);
  header.fill(0, HEADER.exttyp.offset, HEADER.exttyp.offset + 4);
  header.set([0x44, 0x44, 0, 0], 212);
  return header;
}
