import { type FileLayout, type FileMetadata, frameBytesOf, type RowOrder } from '../domain/frame';
import type { PixelType } from '../domain/pixelType';
import type { FileNotice } from '../domain/problem';
import { fail, ok, type Result } from '../domain/result';
import { type Field, type RecordOf, readRecord } from '../formats/fieldTable';
import { MRC_HEADER, MRC_HEADER_BYTES } from '../formats/mrcHeader';
import { feiRecordBytes, readFeiRecord } from './feiExtendedHeader';
import { readFeiTilts } from './feiTilts';
import { FRAMES_LIMIT, memoryProblem, sizeProblem } from './frameSize';
import type { InputFormat, OpenedFile } from './inputFormat';

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

/** IMOD's stamp at byte 152, and the flags behind it: bit 0 for signed bytes, bit 4 for two 4-bit pixels per byte. */
const IMOD_STAMP = 1146047817;
const IMOD_SIGNED_BYTES = 1;
const IMOD_4_BIT = 16;
const IMOD = {
  stamp: { type: 'int32', offset: 152 },
  flags: { type: 'int32', offset: 156 },
} as const satisfies Record<string, Field>;

type Header = RecordOf<typeof MRC_HEADER>;

function hasMapMark(headBorrowed: Uint8Array): boolean {
  return headBorrowed.length >= 211 && String.fromCharCode(...headBorrowed.subarray(208, 211)) === 'MAP';
}

/** Little-endian by the machine stamp; undefined if the stamp is unset or unknown. */
function stampedOrder(headBorrowed: Uint8Array): boolean | undefined {
  const stamp = headBorrowed[212];
  return stamp === 0x44 ? true : stamp === 0x11 ? false : undefined;
}

/** True for a header with a defined mode, possible sizes and a first section that lies in the file. */
function isPlausible({ mode, nx, ny, nsymbt }: Header, fileBytes: number): boolean {
  if (sizeProblem(nx, ny) !== undefined || nsymbt < 0) return false;
  const pixelType = READ_MODES[mode];
  if (pixelType === undefined) return REFUSED_MODES[mode] !== undefined;
  return MRC_HEADER_BYTES + frameBytesOf({ fastSize: nx, slowSize: ny, pixelType }) <= fileBytes;
}

/**
 * Reads the header in the byte order of its stamp, or in the other one if only that fits the file. Stamps in the field
 * are wrong in many ways: 44 44, 44 41, 44 20, 44 00, 00 00, 11 11.
 */
function readHeader(headBorrowed: Uint8Array, fileBytes: number) {
  const stamped = stampedOrder(headBorrowed);
  const readAs = (littleEndian: boolean) => ({
    littleEndian,
    header: readRecord(MRC_HEADER, headBorrowed, 0, littleEndian),
  });
  const [stated, other] = [readAs(stamped ?? true), readAs(!(stamped ?? true))];
  const isOther = !isPlausible(stated.header, fileBytes) && isPlausible(other.header, fileBytes);
  return { ...(isOther ? other : stated), byLength: isOther && stamped !== undefined };
}

/**
 * Whether mode 0 holds unsigned bytes. MRC2014 says signed; IMOD and FEI wrote unsigned. IMOD's flags decide, then the
 * header's own minimum and maximum. Sources: IMOD `mrc_format`, mrcfile issue 69.
 */
function areBytesUnsigned({ stamp, flags }: RecordOf<typeof IMOD>, { dmin, dmax }: Header): boolean {
  if (stamp === IMOD_STAMP) return (flags & IMOD_SIGNED_BYTES) === 0;
  return dmax >= dmin && dmin >= 0 && dmax > 127;
}

/** Where the sections are stored. */
interface Sections {
  readonly firstBytes: number;
  readonly count: number;
  readonly notices: readonly FileNotice[];
}

/** Checks the number of sections and the length of the extended header against the file's length. */
function findSections({ nz, nsymbt }: Header, frameBytes: number, fileBytes: number): Result<Sections> {
  const stated = MRC_HEADER_BYTES + nsymbt;
  const expectedBytes = stated + frameBytes * nz;
  if (fileBytes === expectedBytes) return ok({ firstBytes: stated, count: nz, notices: [] });
  if (nsymbt > 0 && fileBytes === MRC_HEADER_BYTES + frameBytes * nz) {
    const notice: FileNotice = { code: 'headerLengthOff', statedBytes: nsymbt };
    return ok({ firstBytes: MRC_HEADER_BYTES, count: nz, notices: [notice] });
  }
  const whole = Math.floor((fileBytes - stated) / frameBytes);
  if (fileBytes < expectedBytes) {
    if (whole < 1) return fail({ code: 'truncated', expectedBytes, actualBytes: fileBytes });
    return ok({
      firstBytes: stated,
      count: whole,
      notices: [{ code: 'fewerSections', announced: nz, whole }],
    });
  }
  if ((fileBytes - expectedBytes) % frameBytes === 0) {
    return ok({
      firstBytes: stated,
      count: whole,
      notices: [{ code: 'moreSections', announced: nz, whole }],
    });
  }
  const surplus: FileNotice = { code: 'surplusBytes', expectedBytes, actualBytes: fileBytes };
  return ok({ firstBytes: stated, count: nz, notices: [surplus] });
}

/** A map, where sections are planes of a volume; one section is an image whatever it says. */
function volumeNotices({ ispg }: Header, sections: number): FileNotice[] {
  return ispg > 0 && sections > 1 ? [{ code: 'volume', spaceGroup: ispg }] : [];
}

function axisNotices({ mapc, mapr, maps }: Header): FileNotice[] {
  const axes = `${mapc},${mapr},${maps}`;
  if (axes === '1,2,3' || axes === '0,0,0') return [];
  return axes === '1,-2,3' ? [{ code: 'rowsUpsideDown' }] : [{ code: 'unusualAxisOrder', mapc, mapr, maps }];
}

/** The pixel type of the header's mode, or the reason to refuse it. */
function pixelTypeOf(headBorrowed: Uint8Array, littleEndian: boolean, header: Header): Result<PixelType> {
  const { mode } = header;
  const imod = readRecord(IMOD, headBorrowed, 0, littleEndian);
  const is4Bit = mode === 0 && imod.stamp === IMOD_STAMP && (imod.flags & IMOD_4_BIT) !== 0;
  const refused = is4Bit ? REFUSED_MODES[101] : REFUSED_MODES[mode];
  if (refused !== undefined) return fail({ code: 'unsupportedType', typeId: mode, typeName: refused });
  if (mode === 0 && areBytesUnsigned(imod, header)) return ok('uint8');
  const pixelType = READ_MODES[mode];
  return pixelType === undefined ? fail({ code: 'unknownType', typeId: mode }) : ok(pixelType);
}

/** FEI's programs store the top row first, IMOD and SerialEM the bottom row. */
function rowOrderOf({ exttyp }: Header, { stamp }: RecordOf<typeof IMOD>): RowOrder | undefined {
  if (exttyp.startsWith('FEI')) return 'topDown';
  return stamp === IMOD_STAMP || exttyp === 'SERI' ? 'bottomUp' : undefined;
}

/** What the first FEI record states. */
function firstRecord(
  headBorrowed: Uint8Array,
  exttyp: string,
  extendedBytes: number,
  littleEndian: boolean,
): FileMetadata {
  const records = headBorrowed.subarray(MRC_HEADER_BYTES);
  const recordBytes = feiRecordBytes(exttyp, records, extendedBytes, littleEndian);
  return recordBytes === undefined ? {} : readFeiRecord(records.subarray(0, recordBytes), littleEndian);
}

/**
 * Reads the fixed header and the first FEI record.
 * @param headBorrowed the start of the file: the fixed header, and one FEI record if present
 * @param fileBytes the file's whole length
 */
export function readMrc(headBorrowed: Uint8Array, fileBytes: number): Result<FileLayout> {
  if (headBorrowed.length < MRC_HEADER_BYTES) {
    return fail({ code: 'headerTooShort', expectedBytes: MRC_HEADER_BYTES, actualBytes: fileBytes });
  }
  const isMarked = hasMapMark(headBorrowed);
  const { littleEndian, header, byLength } = readHeader(headBorrowed, fileBytes);
  if (!isMarked && !isPlausible(header, fileBytes)) return fail({ code: 'notAFrame' });
  const pixelType = pixelTypeOf(headBorrowed, littleEndian, header);
  if (!pixelType.ok) return pixelType;
  const { nx: fastSize, ny: slowSize, nz, nsymbt } = header;
  const badSize = sizeProblem(fastSize, slowSize);
  if (badSize !== undefined) return fail(badSize);
  if (nz < 1) return fail({ code: 'badMrcHeader', field: 'nz', value: nz });
  if (nsymbt < 0) return fail({ code: 'badMrcHeader', field: 'nsymbt', value: nsymbt });
  const frameBytes = frameBytesOf({ fastSize, slowSize, pixelType: pixelType.value });
  const sections = findSections(header, frameBytes, fileBytes);
  if (!sections.ok) return sections;
  const tooLarge = memoryProblem(frameBytes);
  if (tooLarge !== undefined) return fail(tooLarge);
  const { firstBytes, count, notices } = sections.value;
  // Each becomes an object: a file of 10 MB may announce ten million.
  if (count > FRAMES_LIMIT) return fail({ code: 'tooManyFrames', frames: count, limit: FRAMES_LIMIT });
  const axes = axisNotices(header);
  // Without its magic number a file is MRC only if everything else is sound and its length is exact.
  if (!isMarked && notices.length + axes.length > 0) return fail({ code: 'notAFrame' });
  const rowOrder = rowOrderOf(header, readRecord(IMOD, headBorrowed, 0, littleEndian));
  return ok({
    format: 'mrc',
    ...(rowOrder && { rowOrder }),
    pixelType: pixelType.value,
    littleEndian,
    fastSize,
    slowSize,
    frameCount: count,
    offsets: { kind: 'stride', firstBytes, strideBytes: frameBytes },
    notices: [
      ...notices,
      ...(pixelType.value === 'uint8' ? [{ code: 'unsignedBytes' as const }] : []),
      ...(isMarked ? [] : [{ code: 'noMapMark' as const }]),
      ...(byLength ? [{ code: 'byteOrderByLength' as const }] : []),
      ...axes,
      ...volumeNotices(header, count),
    ],
    metadata: firstRecord(headBorrowed, header.exttyp, firstBytes - MRC_HEADER_BYTES, littleEndian),
  });
}

async function openMrc({ source, head }: OpenedFile): Promise<Result<FileLayout>> {
  const layout = readMrc(head, source.size);
  if (!layout.ok || layout.value.frameCount === 1) return layout;
  const tiltsDeg = await readFeiTilts(source, head, layout.value);
  if (!tiltsDeg.ok) return tiltsDeg;
  if (tiltsDeg.value === undefined) return layout;
  const metadata = { ...layout.value.metadata, tiltsDeg: tiltsDeg.value };
  return ok({ ...layout.value, metadata });
}

/** MRC as an input. */
export const mrc: InputFormat = {
  id: 'mrc',
  label: 'MRC',
  extensions: ['mrc', 'mrcs'],
  mediaType: 'image/x-mrc',
  // Without its magic number, a file is tried as MRC only because of its name.
  sniff: (head) => (head.length >= MRC_HEADER_BYTES && hasMapMark(head) ? 'sure' : 'no'),
  open: openMrc,
};
