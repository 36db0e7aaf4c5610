import type { ByteSource } from '../domain/byteSource';
import { type FileLayout, type FileMetadata, frameBytesOf, sameShape } from '../domain/frame';
import type { FileNotice, FrameShape, Problem } from '../domain/problem';
import { fail, ok, type Result } from '../domain/result';
import { FRAMES_LIMIT, memoryProblem } from './frameSize';
import type { InputFormat, OpenedFile } from './inputFormat';
import { readSlice } from './readSlice';
import { readTiaShape, TIA_HEADER_BYTES } from './tiaRaw';

/**
 * TIA series (`.ser`), little-endian: a header, an array of offsets, and elements that lie anywhere. From byte 40 on an
 * image element is a TIA raw frame. Sources: the format's public description by C. Boothroyd ("TIA .ser and .emi file
 * format") and dxtbx `FormatSER`, which takes the rows in the same order; checked on 13 real files.
 */

const MAGIC = [0x4949, 0x0197] as const;
/** Offsets take 4 bytes up to this version, 8 bytes from the next. */
const VERSION_32_BIT = 0x0210;
const VERSION_64_BIT = 0x0220;
const SPECTRA = 0x4120;
const IMAGES = 0x4122;
/** Header up to the offset of the offset array, inclusive; of the larger version. */
const HEADER_BYTES = 30;
/** Calibration of an element, before its shape. */
const CALIBRATION_BYTES = 40;
const ELEMENT_BYTES = CALIBRATION_BYTES + TIA_HEADER_BYTES;
/** Elements whose shapes are read side by side. */
const READS_AT_ONCE = 32;

/** 1/angstrom per 1/m. */
const PER_ANGSTROM = 1e-10;

interface SerHeader {
  /** Elements that were recorded; more may be reserved. */
  readonly valid: number;
  readonly arrayOffset: number;
  readonly offsetBytes: 4 | 8;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isSer(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const view = viewOf(head);
  return MAGIC.every((word, i) => view.getUint16(2 * i, true) === word);
}

function readHeader(head: Uint8Array, fileBytes: number): Result<SerHeader> {
  if (head.length < HEADER_BYTES) {
    return fail({ code: 'headerTooShort', expectedBytes: HEADER_BYTES, actualBytes: fileBytes });
  }
  const view = viewOf(head);
  const version = view.getUint16(4, true);
  if (version !== VERSION_32_BIT && version !== VERSION_64_BIT) {
    return fail({ code: 'badSerHeader', field: 'version', value: version });
  }
  const dataType = view.getUint32(6, true);
  if (dataType === SPECTRA) return fail({ code: 'notImages' });
  if (dataType !== IMAGES) return fail({ code: 'badSerHeader', field: 'data type', value: dataType });
  const valid = view.getUint32(18, true);
  if (valid < 1) return fail({ code: 'badSerHeader', field: 'valid elements', value: valid });
  if (valid > FRAMES_LIMIT) return fail({ code: 'tooManyFrames', frames: valid, limit: FRAMES_LIMIT });
  const offsetBytes = version === VERSION_32_BIT ? 4 : 8;
  const arrayOffset = offsetBytes === 4 ? view.getUint32(22, true) : Number(view.getBigUint64(22, true));
  return ok({ valid, arrayOffset, offsetBytes });
}

/** The bytes [start, end), which must lie in the file. */
async function readView(source: ByteSource, start: number, end: number): Promise<Result<DataView>> {
  const bytes = await readSlice(source, start, end);
  return bytes.ok ? ok(viewOf(bytes.value)) : bytes;
}

/** The offsets of the recorded elements; those of reserved ones are stale or 0. */
async function readOffsets(source: ByteSource, header: SerHeader): Promise<Result<number[]>> {
  const { valid, arrayOffset, offsetBytes } = header;
  const array = await readView(source, arrayOffset, arrayOffset + valid * offsetBytes);
  if (!array.ok) return array;
  const offsetAt = (i: number) =>
    offsetBytes === 4 ? array.value.getUint32(4 * i, true) : Number(array.value.getBigUint64(8 * i, true));
  return ok(Array.from({ length: valid }, (_, i) => offsetAt(i)));
}

/** One element: its shape, and its calibration along the fast axis. */
interface Element extends FrameShape {
  readonly fastDelta: number;
}

async function readElement(source: ByteSource, offset: number): Promise<Result<Element>> {
  const bytes = await readView(source, offset, offset + ELEMENT_BYTES);
  if (!bytes.ok) return bytes;
  const shape = readTiaShape(bytes.value, CALIBRATION_BYTES);
  if (!shape.ok) return shape;
  const end = offset + ELEMENT_BYTES + frameBytesOf(shape.value);
  if (end > source.size) return fail({ code: 'truncated', expectedBytes: end, actualBytes: source.size });
  return ok({ ...shape.value, fastDelta: bytes.value.getFloat64(8, true) });
}

async function readElements(source: ByteSource, offsets: readonly number[]): Promise<Result<Element>[]> {
  const elements: Result<Element>[] = [];
  for (let from = 0; from < offsets.length; from += READS_AT_ONCE) {
    const some = offsets.slice(from, from + READS_AT_ONCE);
    elements.push(...(await Promise.all(some.map((offset) => readElement(source, offset)))));
  }
  return elements;
}

/** Geometry from the calibration: 1/m per pixel in diffraction, m per pixel for an image. */
function calibrationOf(delta: number): { metadata: FileMetadata; notices: FileNotice[] } {
  if (delta > 0 && delta < 1) return { metadata: {}, notices: [{ code: 'notDiffraction' }] };
  const reciprocalPixelPerAngstrom = delta * PER_ANGSTROM;
  // 1/m per pixel: 4e7 to 1e8 in use; far from that the calibration says nothing.
  const isSound = reciprocalPixelPerAngstrom > 1e-5 && reciprocalPixelPerAngstrom < 1;
  return { metadata: isSound ? { reciprocalPixelPerAngstrom } : {}, notices: [] };
}

async function openSer({ source, head }: OpenedFile): Promise<Result<FileLayout>> {
  const header = readHeader(head, source.size);
  if (!header.ok) return header;
  const offsets = await readOffsets(source, header.value);
  if (!offsets.ok) return offsets;
  const elements = await readElements(source, offsets.value);
  const [first] = elements;
  if (first === undefined || !first.ok) return first ?? fail({ code: 'notAFrame' });
  const { fastSize, slowSize, pixelType, fastDelta } = first.value;
  const tooLarge = memoryProblem(frameBytesOf(first.value));
  if (tooLarge !== undefined) return fail(tooLarge);
  // A recording that was cut off ends with elements that are not there.
  const whole = elements.findLastIndex((element) => element.ok || element.problem.code !== 'truncated') + 1;
  const shape = { fastSize, slowSize, pixelType };
  const frameProblems = new Map<number, Problem>();
  for (const [i, element] of elements.slice(0, whole).entries()) {
    if (!element.ok) frameProblems.set(i, element.problem);
    else if (!sameShape(element.value, shape)) {
      const { fastSize, slowSize, pixelType } = element.value;
      const actual = { fastSize, slowSize, pixelType };
      frameProblems.set(i, { code: 'layoutMismatch', expected: shape, actual });
    }
  }
  const { metadata, notices } = calibrationOf(fastDelta);
  if (whole < elements.length) notices.push({ code: 'fewerSections', announced: elements.length, whole });
  return ok({
    format: 'tia-ser',
    ...shape,
    littleEndian: true,
    rowOrder: 'topDown',
    frameCount: whole,
    offsets: { kind: 'table', bytes: offsets.value.slice(0, whole).map((offset) => offset + ELEMENT_BYTES) },
    notices,
    metadata,
    ...(frameProblems.size > 0 && { frameProblems }),
  });
}

/** TIA series as an input. */
export const tiaSer: InputFormat = {
  id: 'tia-ser',
  label: 'TIA series',
  extensions: ['ser'],
  mediaType: 'application/octet-stream',
  sniff: (head) => (isSer(head) ? 'sure' : 'no'),
  open: openSer,
};
