import { type FileLayout, frameBytesOf } from '../domain/frame';
import type { PixelType } from '../domain/pixelType';
import type { FileNotice } from '../domain/problem';
import { fail, ok, type Result } from '../domain/result';
import { readRecord } from '../formats/fieldTable';
import { MRC_HEADER, MRC_HEADER_BYTES } from '../formats/mrcHeader';
import { readFeiMetadata } from './feiExtendedHeader';
import { FRAMES_LIMIT, memoryProblem, sizeProblem } from './frameSize';
import type { InputFormat } from './inputFormat';

/** MRC2014 (Cheng et al. 2015, J. Struct. Biol. 192, 146): single images and stacks, one image per section. */

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

/**
 * The file's byte order; undefined if the bytes are not an MRC header.
 * The machine stamp decides; without one, the order that gives a plausible mode.
 */
function byteOrderOf(headBorrowed: Uint8Array): { littleEndian: boolean } | undefined {
  if (headBorrowed.length < MRC_HEADER_BYTES) return undefined;
  const map = String.fromCharCode(...headBorrowed.subarray(208, 211));
  if (map !== 'MAP') return undefined;
  const stamp = headBorrowed[212];
  if (stamp === 0x44) return { littleEndian: true };
  if (stamp === 0x11) return { littleEndian: false };
  const mode = readRecord({ mode: MRC_HEADER.mode }, headBorrowed, 0, true).mode;
  return { littleEndian: mode >= 0 && mode < 256 };
}

/** True if the first 1024 bytes have MRC's magic number ("MAP" at byte 208). */
export function sniffMrc(headBorrowed: Uint8Array): boolean {
  return byteOrderOf(headBorrowed) !== undefined;
}

/**
 * Reads the header.
 * @param headBorrowed the start of the file: the fixed header, and one FEI record if present
 * @param fileBytes the file's whole length
 */
export function readMrc(headBorrowed: Uint8Array, fileBytes: number): Result<FileLayout> {
  if (headBorrowed.length < MRC_HEADER_BYTES) {
    return fail({ code: 'headerTooShort', expectedBytes: MRC_HEADER_BYTES, actualBytes: fileBytes });
  }
  const order = byteOrderOf(headBorrowed);
  if (order === undefined) return fail({ code: 'notAFrame' });
  const { littleEndian } = order;
  const header = readRecord(MRC_HEADER, headBorrowed, 0, littleEndian);
  const pixelType = READ_MODES[header.mode];
  if (pixelType === undefined) {
    const name = REFUSED_MODES[header.mode];
    return name === undefined
      ? fail({ code: 'unknownType', typeId: header.mode })
      : fail({ code: 'unsupportedType', typeId: header.mode, typeName: name });
  }
  const { nx: fastSize, ny: slowSize, nz, nsymbt } = header;
  const badSize = sizeProblem(fastSize, slowSize);
  if (badSize !== undefined) return fail(badSize);
  if (nz < 1) return fail({ code: 'badMrcHeader', field: 'nz', value: nz });
  if (nsymbt < 0) return fail({ code: 'badMrcHeader', field: 'nsymbt', value: nsymbt });
  const frameBytes = frameBytesOf({ fastSize, slowSize, pixelType });
  const dataOffset = MRC_HEADER_BYTES + nsymbt;
  const expectedBytes = dataOffset + frameBytes * nz;
  if (fileBytes < expectedBytes) return fail({ code: 'truncated', expectedBytes, actualBytes: fileBytes });
  const tooLarge = memoryProblem(frameBytes);
  if (tooLarge !== undefined) return fail(tooLarge);
  // Each section becomes an object, and a 10 MB file may announce ten million.
  if (nz > FRAMES_LIMIT) return fail({ code: 'tooManyFrames', frames: nz, limit: FRAMES_LIMIT });
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
    offsets: { kind: 'stride', firstBytes: dataOffset, strideBytes: frameBytes },
    notices,
    metadata: readFeiMetadata(header.exttyp, headBorrowed, MRC_HEADER_BYTES, nsymbt, littleEndian),
  });
}

/** MRC as an input. */
export const mrc: InputFormat = {
  id: 'mrc',
  label: 'MRC',
  extensions: ['mrc', 'mrcs'],
  mediaType: 'image/x-mrc',
  sniff: (head) => (sniffMrc(head) ? 'sure' : 'no'),
  open: async ({ source, head }) => readMrc(head, source.size),
};
