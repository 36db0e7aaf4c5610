import type { PixelType } from '../domain/pixelType';
import { type Field, type RecordOf, writeRecord } from './fieldTable';

/** The fixed header of MRC2014 (Cheng et al. 2015, J. Struct. Biol. 192, 146), one image per section. */

/** Bytes of the fixed header. */
export const MRC_HEADER_BYTES = 1024;

const LABEL_BYTES = 80;
const NVERSION = 20141;

/** Its fields; names as in the standard. */
export const MRC_HEADER = {
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

/** Output mode of a frame's pixels: the smallest MRC2014 mode that holds the type (spec section 5). */
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

/** Header values of one output frame. Statistics are of the stored values. */
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
  /** Up to two labels; anything beyond 80 printable ASCII characters is replaced or truncated. */
  readonly labels: readonly [string, string];
}

/** Printable ASCII of at most 80 characters: mrcfile warns about anything else. */
function labelText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, LABEL_BYTES);
}

/**
 * The 1024-byte header of a one-frame MRC2014 file, little-endian.
 * Labels name the program and the source.
 */
export function writeMrcHeader(input: MrcHeaderInput): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(MRC_HEADER_BYTES);
  const spacing = input.pixelAngstrom ?? 1;
  const values: RecordOf<typeof MRC_HEADER> = {
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
  writeRecord(MRC_HEADER, values, header);
  header.fill(0, MRC_HEADER.exttyp.offset, MRC_HEADER.exttyp.offset + 4);
  header.set([0x44, 0x44, 0, 0], 212);
  return header;
}
