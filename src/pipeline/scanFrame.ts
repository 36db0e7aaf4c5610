import type { FileLayout, ScanOutcome } from '../domain/frame';
import { frameStatistics, makeThumbnail } from '../kernels/pixelKernels';
import type { StatisticsScratch } from '../maths/frameStatistics';
import type { ByteSource } from './byteSource';
import { readFramePixels } from './readFrame';

/** Reads one frame once and keeps its summary; the pixels are dropped. */
export async function scanFrame(
  source: ByteSource,
  layout: FileLayout,
  indexInFile: number,
  scratch: StatisticsScratch,
): Promise<ScanOutcome> {
  const pixels = await readFramePixels(source, layout, indexInFile);
  if (!pixels.ok) return { kind: 'failed', problem: pixels.problem };
  const { nonFiniteCount, ...statistics } = frameStatistics(pixels.value, scratch);
  if (nonFiniteCount > 0) return { kind: 'failed', problem: { code: 'nonFinite', count: nonFiniteCount } };
  const thumbnail = makeThumbnail(pixels.value, layout.fastSize, layout.slowSize, statistics);
  return { kind: 'scanned', summary: { ...statistics, thumbnail } };
}
