import type { ByteSource } from '../domain/byteSource';
import { DamagedGzip } from '../domain/damagedGzip';
import { fail, ok, type Result } from '../domain/result';
import { BufferPool } from './bufferPool';
import { isGzipName, unpacked } from './gunzip';
import { readStreamed } from './streamedRead';

/** Below this size, streaming does not pay. */
const STREAMED_FROM_BYTES = 1 << 20;
/** A stream silent for this long is considered dead, ms; the bytes are then read in one piece. */
const STALL_MS = 5000;

/** Receives the bytes of a read, in order. */
export interface ByteTaker {
  /** The next bytes; valid during the call. */
  take(bytes: Uint8Array<ArrayBuffer>): void;
  /** All bytes at once; the taker owns the buffer. Replaces what came before. */
  takeWhole(buffer: ArrayBuffer): void;
}

/**
 * Reads [start, end) and hands it on piece by piece, all or nothing.
 * A browser refuses a file that was moved, deleted or changed since the user chose it: that is a problem value.
 */
export async function readThrough(
  source: ByteSource,
  start: number,
  end: number,
  taker: ByteTaker,
  stallMs = STALL_MS,
): Promise<Result<undefined>> {
  const bytes = end - start;
  const take = (piece: Uint8Array<ArrayBuffer>) => taker.take(piece);
  try {
    const slice = (isGzipName(source.name) ? unpacked(source) : source).slice(start, end);
    if (bytes >= STREAMED_FROM_BYTES && (await readStreamed(slice, bytes, take, stallMs)))
      return ok(undefined);
    const buffer = await slice.arrayBuffer();
    if (buffer.byteLength !== bytes) {
      return fail({ code: 'truncated', expectedBytes: end, actualBytes: start + buffer.byteLength });
    }
    taker.takeWhole(buffer);
    return ok(undefined);
  } catch (error) {
    if (error instanceof DamagedGzip)
      return fail({ code: 'damagedGzip', readableBytes: error.readableBytes });
    return fail({ code: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** {@link readThrough} into memory owned by the caller. @param memory source of buffers */
export async function readBytes(
  source: ByteSource,
  start: number,
  end: number,
  memory = new BufferPool(),
  stallMs = STALL_MS,
): Promise<Result<ArrayBuffer>> {
  let buffer: ArrayBuffer | undefined;
  let filled = 0;
  const taker: ByteTaker = {
    take(bytes) {
      buffer ??= memory.take(end - start);
      new Uint8Array(buffer).set(bytes, filled);
      filled += bytes.length;
    },
    takeWhole(whole) {
      buffer = whole;
    },
  };
  const read = await readThrough(source, start, end, taker, stallMs);
  return read.ok ? ok(buffer ?? new ArrayBuffer(0)) : read;
}
