import type { ByteSource } from '../domain/byteSource';
import type { ConvertedFrame, ConvertedImage, CutPixels, FrameRecipe, RecipeFrame } from '../domain/recipe';
import { fail, ok, type Result } from '../domain/result';
import { decodePixels } from '../formats/pixelCodec';
import { crc32, fingerprint, toSmvPixels } from '../kernels/pixelKernels';
import type { BufferAllocator, EncodedImage, OutputFormat } from '../outputs/outputFormat';
import { chosenOutputs } from '../outputs/outputs';
import { BufferPool } from './bufferPool';
import { readFrameBytes } from './readFrame';
import { sha256Hex } from './sha256';

/** How a frame is converted. */
export interface ConvertOptions {
  /** Also compute the files' CRC-32. */
  readonly crc32: boolean;
  /** Memory for reading the source. */
  readonly sourceMemory?: BufferPool;
  /** Memory for the files. */
  readonly fileMemory: BufferAllocator;
}

function within(count: number, [atLeast, atMost]: readonly [number, number]): boolean {
  return count >= atLeast && count <= atMost;
}

/** True if the number of truncated pixels matches the scan's histogram. */
function isAsExpected(cut: CutPixels, { expectedLow, expectedHigh }: RecipeFrame): boolean {
  return within(cut.truncatedLow, expectedLow) && within(cut.truncatedHigh, expectedHigh);
}

async function imageOf(
  { id }: OutputFormat,
  { bytes: content, cut }: EncodedImage,
  withCrc32: boolean,
): Promise<ConvertedImage> {
  // The browser digests in parallel.
  const sha256 = sha256Hex(content);
  const crc = withCrc32 ? crc32(content) : undefined;
  return { output: id, content, sha256: await sha256, crc32: crc, ...(cut && { cut }) };
}

/**
 * Reads a frame that was scanned, makes sure that it is still the same one and puts it into the recipe's outputs. The
 * browser refuses a file whose time has changed, but programs that copy can keep the time, and some disks count it in
 * steps of 2 s.
 * @returns a problem where the frame cannot be read or is not the one that was scanned
 */
export async function convertFrame(
  source: ByteSource,
  recipe: FrameRecipe,
  frame: RecipeFrame,
  { crc32: withCrc32, sourceMemory = new BufferPool(), fileMemory }: ConvertOptions,
): Promise<Result<ConvertedFrame>> {
  const buffer = await readFrameBytes(source, frame.place, sourceMemory);
  if (!buffer.ok) return buffer;
  if (fingerprint(buffer.value) !== frame.fingerprint) return fail({ code: 'changedSinceScan' });
  // Before decoding, which may modify the bytes in place.
  const sourceSha256 = sha256Hex(new Uint8Array(buffer.value));
  const pixels = decodePixels(buffer.value, frame.place.pixelType, frame.place.littleEndian);
  const images: Promise<ConvertedImage>[] = [];
  for (const output of chosenOutputs(recipe)) {
    const encoded = output.encode(recipe, frame, pixels, { memory: fileMemory, toSmvPixels });
    const { cut } = encoded;
    if (cut !== undefined && !isAsExpected(cut, frame)) return fail({ code: 'changedSinceScan' });
    images.push(imageOf(output, encoded, withCrc32));
  }
  sourceMemory.give(buffer.value);
  return ok({ sourceSha256: await sourceSha256, images: await Promise.all(images) });
}
