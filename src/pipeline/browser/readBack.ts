import { crc32 } from '../../kernels/pixelKernels';
import { type ByteTaker, readThrough } from '../readThrough';

/** Check values of content that is no longer in memory. */
export interface CheckValue {
  readonly bytes: number;
  readonly crc32: number;
}

function sameBytes(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): boolean {
  if (one.length !== other.length) return false;
  const aligned = one.byteOffset % 4 === 0 && other.byteOffset % 4 === 0;
  const bulk = aligned ? one.length >>> 2 : 0;
  if (bulk > 0) {
    const words = new Int32Array(one.buffer, one.byteOffset, bulk);
    const otherWords = new Int32Array(other.buffer, other.byteOffset, bulk);
    for (let i = 0; i < bulk; i++) if (words[i] !== otherWords[i]) return false;
  }
  for (let i = 4 * bulk; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Compares what is read with what is expected. */
class Comparison implements ByteTaker {
  same = true;
  private readonly expected: Uint8Array<ArrayBuffer>;
  private taken = 0;

  constructor(expected: Uint8Array<ArrayBuffer>) {
    this.expected = expected;
  }

  take(bytes: Uint8Array<ArrayBuffer>): void {
    const end = this.taken + bytes.length;
    this.same &&= sameBytes(bytes, this.expected.subarray(this.taken, end));
    this.taken = end;
  }

  takeWhole(buffer: ArrayBuffer): void {
    this.same = sameBytes(new Uint8Array(buffer), this.expected);
  }
}

/** Computes the CRC-32 of what is read. */
class RunningCrc implements ByteTaker {
  value = 0;

  take(bytes: Uint8Array<ArrayBuffer>): void {
    this.value = crc32(bytes, this.value);
  }

  takeWhole(buffer: ArrayBuffer): void {
    this.value = crc32(new Uint8Array(buffer));
  }
}

/** Reads a whole file. @returns false if its length differs */
async function readWhole(handle: FileSystemFileHandle, bytes: number, taker: ByteTaker): Promise<boolean> {
  const found = await handle.getFile();
  if (found.size !== bytes) return false;
  const read = await readThrough(found, 0, bytes, taker);
  if (!read.ok && read.problem.code === 'unreadable') {
    throw new DOMException(read.problem.detail, 'NotReadableError');
  }
  return read.ok;
}

/** Reads a file and compares every byte. */
export async function isCopyOf(
  handle: FileSystemFileHandle,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const comparison = new Comparison(content);
  return (await readWhole(handle, content.length, comparison)) && comparison.same;
}

/** Reads a file, in pieces, and compares its length and CRC-32. */
export async function hasCheckValue(handle: FileSystemFileHandle, check: CheckValue): Promise<boolean> {
  const running = new RunningCrc();
  return (await readWhole(handle, check.bytes, running)) && running.value === check.crc32;
}
