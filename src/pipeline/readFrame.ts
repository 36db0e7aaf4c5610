import type { FileLayout } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { ok, type Result } from '../domain/result';
import { detectLayout, HEAD_BYTES } from '../formats/detect';
import { decodePixels } from '../formats/pixelCodec';
import { type ByteSource, readBytes } from './byteSource';
import type { SpareMemory } from './spareMemory';

/** Reads a file's head and finds out how it is laid out; costs 2 KiB of reading whatever the file's size. */
export async function inspectFile(source: ByteSource): Promise<Result<FileLayout>> {
  const head = await readBytes(source, 0, Math.min(HEAD_BYTES, source.size));
  return head.ok ? detectLayout(source.name, new Uint8Array(head.value), source.size) : head;
}

/** Where a frame's pixels begin in its file, bytes. */
export function frameStart(layout: FileLayout, indexInFile: number): number {
  return layout.dataOffset + indexInFile * layout.frameBytes;
}

/**
 * Reads one frame's pixels as they lie in the file.
 * @param memory where to read to; without it the frame has memory of its own
 */
export function readFrameBytes(
  source: ByteSource,
  layout: FileLayout,
  indexInFile: number,
  memory?: SpareMemory,
): Promise<Result<ArrayBuffer>> {
  const start = frameStart(layout, indexInFile);
  return readBytes(source, start, start + layout.frameBytes, memory);
}

/** Reads one frame's pixels, `slowSize * fastSize` of the file's type (float16 as float32). */
export async function readFramePixels(
  source: ByteSource,
  layout: FileLayout,
  indexInFile: number,
): Promise<Result<PixelArray>> {
  const buffer = await readFrameBytes(source, layout, indexInFile);
  return buffer.ok ? ok(decodePixels(buffer.value, layout.pixelType, layout.littleEndian)) : buffer;
}
