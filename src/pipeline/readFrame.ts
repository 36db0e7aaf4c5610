import type { ByteSource } from '../domain/byteSource';
import type { FileLayout, FramePlace } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { fail, ok, type Result } from '../domain/result';
import { decodePixels } from '../formats/pixelCodec';
import { HEAD_BYTES, inputFormatOf } from '../inputs/inputs';
import type { BufferPool } from './bufferPool';
import { readBytes } from './readThrough';

/** Determines format and layout from a few KiB, whatever the file's size. */
export async function inspectFile(source: ByteSource): Promise<Result<FileLayout>> {
  const head = await readBytes(source, 0, Math.min(HEAD_BYTES, source.size));
  if (!head.ok) return head;
  const file = { source, head: new Uint8Array(head.value) };
  return inputFormatOf(file)?.open(file) ?? fail({ code: 'notAFrame' });
}

/**
 * Reads one frame's pixels as they lie in the file.
 * @param memory where to read to; without it the frame has memory of its own
 */
export function readFrameBytes(
  source: ByteSource,
  { offsetBytes, frameBytes }: FramePlace,
  memory?: BufferPool,
): Promise<Result<ArrayBuffer>> {
  return readBytes(source, offsetBytes, offsetBytes + frameBytes, memory);
}

/** Reads one frame's pixels, `slowSize * fastSize` of the file's type (float16 as float32). */
export async function readFramePixels(source: ByteSource, place: FramePlace): Promise<Result<PixelArray>> {
  const buffer = await readFrameBytes(source, place);
  return buffer.ok ? ok(decodePixels(buffer.value, place.pixelType, place.littleEndian)) : buffer;
}
