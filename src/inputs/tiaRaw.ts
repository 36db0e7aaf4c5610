import { type FileLayout, frameBytesOf } from '../domain/frame';
import type { PixelType } from '../domain/pixelType';
import type { FileNotice, FrameShape } from '../domain/problem';
import { fail, ok, type Result } from '../domain/result';
import { memoryProblem, sizeProblem } from './frameSize';
import type { InputFormat } from './inputFormat';

/**
 * TIA raw (`.bin`): little-endian; int16 data type, int32 columns, int32 rows, then the pixels row by row.
 * Source: Leginon `pyami/tiaraw.py`, extended to all eight real data types.
 */

/** Bytes of the header; the pixels start here, so they are not aligned to their own size. */
export const TIA_HEADER_BYTES = 10;

const PIXEL_TYPES: Readonly<Record<number, PixelType>> = {
  1: 'uint8',
  2: 'uint16',
  3: 'uint32',
  4: 'int8',
  5: 'int16',
  6: 'int32',
  7: 'float32',
  8: 'float64',
};

const COMPLEX_TYPES: Readonly<Record<number, string>> = { 9: 'complex64', 10: 'complex128' };

/** Pixel types that TIA raw can hold. */
export type TiaPixelType = Exclude<PixelType, 'float16'>;

function viewOf(headBorrowed: Uint8Array): DataView {
  return new DataView(headBorrowed.buffer, headBorrowed.byteOffset, headBorrowed.byteLength);
}

/**
 * True if header and length match a complete TIA raw file.
 * The header has no magic number, so the length must agree exactly.
 */
function sniffTiaRaw(headBorrowed: Uint8Array, fileBytes: number): boolean {
  if (headBorrowed.length < TIA_HEADER_BYTES) return false;
  const layout = readTiaRaw(headBorrowed, fileBytes);
  return layout.ok && layout.value.notices.length === 0;
}

/**
 * Reads the 10 bytes before the pixels, the same in a raw frame and in an element of a TIA series.
 * @param at byte of the view where they begin
 */
export function readTiaShape(view: DataView, at: number): Result<FrameShape> {
  const typeId = view.getInt16(at, true);
  const fastSize = view.getInt32(at + 2, true);
  const slowSize = view.getInt32(at + 6, true);
  const pixelType = PIXEL_TYPES[typeId];
  if (pixelType === undefined) {
    const complex = COMPLEX_TYPES[typeId];
    return complex === undefined
      ? fail({ code: 'unknownType', typeId })
      : fail({ code: 'unsupportedType', typeId, typeName: complex });
  }
  const badSize = sizeProblem(fastSize, slowSize);
  return badSize === undefined ? ok({ fastSize, slowSize, pixelType }) : fail(badSize);
}

/**
 * Reads the header.
 * @param headBorrowed at least the first 10 bytes of the file (fewer only if the file is shorter)
 * @param fileBytes the file's whole length
 * @returns the layout, with a notice if extra bytes follow the pixels, or the problem
 */
function readTiaRaw(headBorrowed: Uint8Array, fileBytes: number): Result<FileLayout> {
  if (headBorrowed.length < TIA_HEADER_BYTES) {
    return fail({ code: 'headerTooShort', expectedBytes: TIA_HEADER_BYTES, actualBytes: fileBytes });
  }
  const shape = readTiaShape(viewOf(headBorrowed), 0);
  if (!shape.ok) return shape;
  const frameBytes = frameBytesOf(shape.value);
  const expectedBytes = TIA_HEADER_BYTES + frameBytes;
  if (fileBytes < expectedBytes) return fail({ code: 'truncated', expectedBytes, actualBytes: fileBytes });
  const tooLarge = memoryProblem(frameBytes);
  if (tooLarge !== undefined) return fail(tooLarge);
  const notices: FileNotice[] =
    fileBytes > expectedBytes ? [{ code: 'surplusBytes', expectedBytes, actualBytes: fileBytes }] : [];
  return ok({
    format: 'tia-raw',
    ...shape.value,
    littleEndian: true,
    rowOrder: 'topDown',
    frameCount: 1,
    offsets: { kind: 'stride', firstBytes: TIA_HEADER_BYTES, strideBytes: frameBytes },
    notices,
    metadata: {},
  });
}

/**
 * The header of a TIA raw file.
 * @returns 10 bytes
 */
export function writeTiaRawHeader(
  pixelType: TiaPixelType,
  fastSize: number,
  slowSize: number,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(TIA_HEADER_BYTES);
  const view = viewOf(header);
  const typeId = Object.keys(PIXEL_TYPES).find((id) => PIXEL_TYPES[Number(id)] === pixelType);
  view.setInt16(0, Number(typeId), true);
  view.setInt32(2, fastSize, true);
  view.setInt32(6, slowSize, true);
  return header;
}

/** TIA raw as an input. */
export const tiaRaw: InputFormat = {
  id: 'tia-raw',
  label: 'TIA raw',
  extensions: ['bin'],
  mediaType: 'application/octet-stream',
  // Without a magic number, an exact length is evidence but no proof.
  sniff: (head, fileBytes) => (sniffTiaRaw(head, fileBytes) ? 'maybe' : 'no'),
  open: async ({ source, head }) => readTiaRaw(head, source.size),
};
