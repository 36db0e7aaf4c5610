import type { ByteSource } from '../domain/byteSource';
import { DamagedGzip } from '../domain/damagedGzip';
import type { FileLayout, FramePlace } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { fail, ok, type Result } from '../domain/result';
import { decodePixels } from '../formats/pixelCodec';
import { HEAD_BYTES, inputFormatOf } from '../inputs/inputs';
import type { BufferPool } from './bufferPool';
import { isGzipName, unpackedWithSize } from './gunzip';
import { packerOf } from './packers';
import { readBytes } from './readThrough';

/** Reads the header of a file that is not packed, or of its unpacked bytes. */
async function inspectUnpacked(source: ByteSource): Promise<Result<FileLayout>> {
  const head = await readBytes(source, 0, Math.min(HEAD_BYTES, source.size));
  if (!head.ok) return head;
  const file = { source, head: new Uint8Array(head.value) };
  const found = (await inputFormatOf(file)?.open(file)) ?? fail({ code: 'notAFrame' });
  const packer = found.ok || found.problem.code !== 'notAFrame' ? undefined : packerOf(file.head);
  return packer === undefined ? found : fail({ code: 'compressed', packer });
}

async function inspectGzip(source: ByteSource, exactly: boolean): Promise<Result<FileLayout>> {
  try {
    return await inspectUnpacked(await unpackedWithSize(source, exactly));
  } catch (error) {
    if (error instanceof DamagedGzip)
      return fail({ code: 'damagedGzip', readableBytes: error.readableBytes });
    return fail({ code: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Determines format and layout from a few KiB, whatever the file's size. Of gzip files, of the unpacked bytes. */
export async function inspectFile(source: ByteSource): Promise<Result<FileLayout>> {
  if (!isGzipName(source.name)) return inspectUnpacked(source);
  const believed = await inspectGzip(source, false);
  const doubtful = !believed.ok || believed.value.notices.length > 0;
  return doubtful ? inspectGzip(source, true) : believed;
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
