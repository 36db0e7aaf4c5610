import type { FrameSummary, Thumbnail } from '../domain/frame';
import type { PixelArray } from '../domain/pixelType';
import { toSmvPixels as plainSmvPixels, type SmvPixels } from '../maths/convertPixels';
import { crc32 as plainCrc32 } from '../maths/crc32';
import { extremes as plainExtremes } from '../maths/extremes';
import {
  type CountPixels,
  countPixels,
  type FrameStatistics,
  frameStatistics as plainStatistics,
  type StatisticsScratch,
} from '../maths/frameStatistics';
import { makeThumbnail as plainThumbnail, type RaiseToBlocks, raiseToBlocks } from '../maths/thumbnail';
import bytes from './assembly/index.ts?asc';
import { type Machine, startMachine, type TypeKernels, WINDOW_PIXELS } from './machine';

/**
 * The functions of `maths` by the same names, with the same results, through WebAssembly where there is a kernel.
 * No call waits for anything, so that one memory a thread is enough.
 */

/** Larger offsets could overflow int32 in the kernel. */
const OFFSET_LIMIT = 2 ** 30;

let started: { readonly machine: Machine | undefined } | undefined;

/** The thread's kernels, started when they are first wanted. */
function theMachine(): Machine | undefined {
  started ??= { machine: startMachine(bytes) };
  return started.machine;
}

/** True where frames go through the kernels. */
export function hasKernels(): boolean {
  return theMachine() !== undefined;
}

/** Puts a frame through the kernels' window, piece by piece. */
function eachWindow(
  { source }: TypeKernels,
  pixels: PixelArray,
  run: (count: number, from: number) => void,
  windowPixels = WINDOW_PIXELS,
): void {
  for (let from = 0; from < pixels.length; from += windowPixels) {
    const window = pixels.subarray(from, from + windowPixels);
    source.set(window);
    run(window.length, from);
  }
}

const countByKernel: CountPixels = (pixels, counts, onOutlier) => {
  const machine = theMachine();
  const kernels = machine?.kernelsFor(pixels);
  if (machine === undefined || kernels === undefined) {
    countPixels(pixels, counts, onOutlier);
    return;
  }
  eachWindow(kernels, pixels, (count) => {
    const outliers = kernels.count(count);
    for (let i = 0; i < outliers; i++) onOutlier(machine.int32[i] as number);
  });
  machine.drainBins();
  counts.set(machine.counts);
};

/** `maths/frameStatistics`; int32, int16 and uint16 through a kernel. */
export function frameStatistics(pixels: PixelArray, scratch: StatisticsScratch): FrameStatistics {
  return plainStatistics(pixels, scratch, countByKernel);
}

/** `maths/convertPixels`; int32, int16 and uint16 with a whole offset through a kernel. */
export function toSmvPixels(source: PixelArray, offset: number, target: Uint16Array<ArrayBuffer>): SmvPixels {
  const machine = theMachine();
  const kernels = machine?.kernelsFor(source);
  if (machine === undefined || kernels === undefined) return plainSmvPixels(source, offset, target);
  if (!Number.isInteger(offset) || Math.abs(offset) > OFFSET_LIMIT) {
    return plainSmvPixels(source, offset, target);
  }
  let truncatedLow = 0;
  let truncatedHigh = 0;
  eachWindow(kernels, source, (count, from) => {
    kernels.cut(count, offset);
    target.set(machine.uint16.subarray(0, count), from);
    truncatedLow += machine.pair[0] as number;
    truncatedHigh += machine.pair[1] as number;
  });
  return { pixels: target, truncatedLow, truncatedHigh };
}

/** `maths/extremes`; int32, int16 and uint16 through a kernel. */
export function extremes(pixels: PixelArray): { readonly min: number; readonly max: number } {
  const machine = theMachine();
  const kernels = machine?.kernelsFor(pixels);
  if (machine === undefined || kernels === undefined) return plainExtremes(pixels);
  let min = Infinity;
  let max = -Infinity;
  eachWindow(kernels, pixels, (count) => {
    kernels.extremes(count);
    min = Math.min(min, machine.pair[0] as number);
    max = Math.max(max, machine.pair[1] as number);
  });
  return { min, max };
}

const raiseByKernel: RaiseToBlocks = (pixels, fastSize, firstSlow, endSlow, block, largest) => {
  const machine = theMachine();
  const kernels = machine?.kernelsFor(pixels);
  if (machine === undefined || kernels === undefined || fastSize > WINDOW_PIXELS) {
    raiseToBlocks(pixels, fastSize, firstSlow, endSlow, block, largest);
    return;
  }
  const tops = machine.int32.subarray(0, fastSize).fill(-(2 ** 31));
  const band = pixels.subarray(firstSlow * fastSize, endSlow * fastSize);
  const wholeRows = fastSize * Math.floor(WINDOW_PIXELS / fastSize);
  eachWindow(kernels, band, (count) => kernels.raiseTops(fastSize, count / fastSize), wholeRows);
  raiseToBlocks(tops, fastSize, 0, 1, block, largest);
};

/** `maths/thumbnail`; int32, int16 and uint16 through a kernel. */
export function makeThumbnail(
  pixels: PixelArray,
  fastSize: number,
  slowSize: number,
  frame: Pick<FrameSummary, 'histogram' | 'pixelCount' | 'min' | 'max'>,
): Thumbnail {
  return plainThumbnail(pixels, fastSize, slowSize, frame, raiseByKernel);
}

/** `maths/crc32`, through a kernel. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const machine = theMachine();
  if (machine === undefined) return plainCrc32(bytes, before);
  const window = machine.bytes;
  let crc = before;
  for (let from = 0; from < bytes.length; from += window.length) {
    const piece = bytes.subarray(from, from + window.length);
    window.set(piece);
    crc = machine.crc32(piece.length, crc);
  }
  return crc;
}
