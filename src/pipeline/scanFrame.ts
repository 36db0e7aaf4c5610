import type { ByteSource } from '../domain/byteSource';
import type { FramePlace, ScanOutcome } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { decodePixels } from '../formats/pixelCodec';
import { startFrameScan } from '../kernels/frameScan';
import { fingerprint } from '../kernels/pixelKernels';
import { frameStatistics, type StatisticsScratch } from '../maths/frameStatistics';
import { makeThumbnail } from '../maths/thumbnail';
import { countWrapped } from '../maths/wrappedCounts';
import { BufferPool } from './bufferPool';
import { readFrameBytes } from './readFrame';
import { readThrough } from './readThrough';

function summarise(
  pixels: PixelArray,
  ofBytes: number,
  place: FramePlace,
  scratch: StatisticsScratch,
): ScanOutcome {
  const { nonFiniteCount, ...statistics } = frameStatistics(pixels, scratch);
  if (nonFiniteCount > 0) return { kind: 'failed', problem: { code: 'nonFinite', count: nonFiniteCount } };
  const thumbnail = makeThumbnail(pixels, place.fastSize, place.slowSize, statistics);
  const wrappedCount = countWrapped(pixels, place.fastSize);
  return { kind: 'scanned', summary: { ...statistics, thumbnail, wrappedCount, fingerprint: ofBytes } };
}

/** Reads a whole frame, then analyses it. */
async function scanWhole(
  source: ByteSource,
  place: FramePlace,
  scratch: StatisticsScratch,
  memory: BufferPool,
): Promise<ScanOutcome> {
  const buffer = await readFrameBytes(source, place, memory);
  if (!buffer.ok) return { kind: 'failed', problem: buffer.problem };
  // Decoding may modify the bytes in place.
  const ofBytes = fingerprint(buffer.value);
  const pixels = decodePixels(buffer.value, place.pixelType, place.littleEndian);
  const outcome = summarise(pixels, ofBytes, place, scratch);
  memory.give(buffer.value);
  return outcome;
}

/**
 * Reads one frame once and keeps its summary; the pixels are dropped, those that the kernels take as they come.
 * @param memory where to read frames to that the kernels do not take; kept from one frame to the next it saves time
 */
export async function scanFrame(
  source: ByteSource,
  place: FramePlace,
  scratch: StatisticsScratch,
  memory = new BufferPool(),
): Promise<ScanOutcome> {
  const scan = startFrameScan(place);
  if (scan === undefined) return scanWhole(source, place, scratch, memory);
  const { offsetBytes, frameBytes } = place;
  const read = await readThrough(source, offsetBytes, offsetBytes + frameBytes, scan);
  if (read.ok) return { kind: 'scanned', summary: scan.finish() };
  scan.drop();
  return { kind: 'failed', problem: read.problem };
}
