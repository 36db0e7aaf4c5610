import type { PixelArray } from '../domain/pixelType';
import type { RecipeFrame } from '../domain/recipe';
import { fail, ok, type Result } from '../domain/result';
import { decodePixels } from '../formats/pixelCodec';
import { fingerprint } from '../kernels/pixelKernels';
import type { ByteSource } from './byteSource';
import { readFrameBytes } from './readFrame';
import type { SpareMemory } from './spareMemory';

/** A frame's pixels, with what is made of the bytes as they lie in the file. */
export interface ScannedFrame<T> {
  readonly pixels: PixelArray;
  readonly ofBytes: T;
}

/**
 * Reads a frame that was scanned and makes sure that it is still the same one. The browser refuses a file whose time
 * has changed, but programs that copy can keep the time, and some disks count it in steps of 2 s.
 * @param look sees the bytes before decoding, which may change them in place
 * @param memory where to read to
 */
export async function readScannedFrame<T>(
  source: ByteSource,
  { layout, indexInFile, fingerprint: scanned }: RecipeFrame,
  look: (bytes: Uint8Array<ArrayBuffer>) => T,
  memory?: SpareMemory,
): Promise<Result<ScannedFrame<T>>> {
  const buffer = await readFrameBytes(source, layout, indexInFile, memory);
  if (!buffer.ok) return buffer;
  if (fingerprint(buffer.value) !== scanned) return fail({ code: 'changedSinceScan' });
  const ofBytes = look(new Uint8Array(buffer.value));
  const pixels = decodePixels(buffer.value, layout.pixelType, layout.littleEndian);
  return ok({ pixels, ofBytes });
}
