import type { PixelArray } from '../domain/pixelType';
import { toSmvPixels as plainSmvPixels, type SmvPixels } from '../maths/convertPixels';
import { crc32 as plainCrc32 } from '../maths/crc32';
import { emptyChains, finishChains, fingerprint as plainFingerprint } from '../maths/fingerprint';
import { kernelTypeOf, type Machine, startMachine } from './machine';

/**
 * The functions of `maths` under the same names, with the same results, using WebAssembly where a kernel exists.
 * All calls are synchronous, so one memory per thread is enough.
 */

/** Larger offsets could overflow int32 in the kernel. */
const OFFSET_LIMIT = 2 ** 30;

let started: { readonly machine: Machine | undefined } | undefined;

/** The thread's kernels, started on first use. */
function theMachine(): Machine | undefined {
  started ??= { machine: startMachine() };
  return started.machine;
}

/** True if frames go through the kernels. */
export function hasKernels(): boolean {
  return theMachine() !== undefined;
}

/** Passes bytes through the kernels' window, piece by piece. */
function eachWindow(
  { window }: Machine,
  bytes: Uint8Array,
  run: (count: number, from: number) => void,
): void {
  for (let from = 0; from < bytes.length; from += window.length) {
    const piece = bytes.subarray(from, from + window.length);
    window.set(piece);
    run(piece.length, from);
  }
}

/** `maths/convertPixels`; int32, int16 and uint16 with a whole offset through a kernel. */
export function toSmvPixels(source: PixelArray, offset: number, target: Uint16Array<ArrayBuffer>): SmvPixels {
  const machine = theMachine();
  const type = kernelTypeOf(source);
  const kernels = type && machine?.kernelsFor(type);
  if (machine === undefined || kernels === undefined) return plainSmvPixels(source, offset, target);
  if (!Number.isInteger(offset) || Math.abs(offset) > OFFSET_LIMIT) {
    return plainSmvPixels(source, offset, target);
  }
  let truncatedLow = 0;
  let truncatedHigh = 0;
  const { bytesPerPixel } = kernels;
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  eachWindow(machine, bytes, (byteCount, from) => {
    const pixels = byteCount / bytesPerPixel;
    kernels.cut(pixels, offset);
    target.set(machine.uint16.subarray(0, pixels), from / bytesPerPixel);
    truncatedLow += machine.pair[0] as number;
    truncatedHigh += machine.pair[1] as number;
  });
  return { pixels: target, truncatedLow, truncatedHigh };
}

/** `maths/fingerprint`, through a kernel. */
export function fingerprint(bytes: ArrayBuffer): number {
  const machine = theMachine();
  if (machine === undefined) return plainFingerprint(bytes);
  emptyChains(machine.chains);
  let carried = 0;
  eachWindow(machine, new Uint8Array(bytes), (count) => {
    carried = machine.mix(carried, count);
  });
  return finishChains(machine.chains, bytes.byteLength, machine.carry(carried));
}

/** `maths/crc32`, through a kernel. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const machine = theMachine();
  if (machine === undefined) return plainCrc32(bytes, before);
  let crc = before;
  eachWindow(machine, bytes, (count) => {
    crc = machine.crc32(count, crc);
  });
  return crc;
}
