import type { FileLayout, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { decodePixels } from '../formats/pixelCodec';
import { frameStatistics, makeThumbnail } from '../kernels/pixelKernels';
import { fingerprint } from '../maths/fingerprint';
import type { StatisticsScratch } from '../maths/frameStatistics';
import type { ByteSource } from './byteSource';
import { readFrameBytes } from './readFrame';
import { SpareMemory } from './spareMemory';

function summarise(
  pixels: PixelArray,
  ofBytes: number,
  layout: FileLayout,
  scratch: StatisticsScratch,
): ScanOutcome {
  const { nonFiniteCount, ...statistics } = frameStatistics(pixels, scratch);
  if (nonFiniteCount > 0) return { kind: 'failed', problem: { code: 'nonFinite', count: nonFiniteCount } };
  const thumbnail = makeThumbnail(pixels, layout.fastSize, layout.slowSize, statistics);
  return { kind: 'scanned', summary: { ...statistics, thumbnail, fingerprint: ofBytes } };
}

/**
 * Reads one frame once and keeps its summary; the pixels are dropped.
 * @param memory where to read to; kept from one frame to the next it saves time
 */
export async function scanFrame(
  source: ByteSource,
  layout: FileLayout,
  indexInFile: number,
  scratch: StatisticsScratch,
  memory = new SpareMemory(),
): Promise<ScanOutcome> {
  const buffer = await readFrameBytes(source, layout, indexInFile, memory);
  if (!buffer.ok) return { kind: 'failed', problem: buffer.problem };
  // Decoding may change the bytes in place.
  const ofBytes = fingerprint(buffer.value);
  const pixels = decodePixels(buffer.value, layout.pixelType, layout.littleEndian);
  const outcome = summarise(pixels, ofBytes, layout, scratch);
  memory.give(buffer.value);
  return outcome;
}
