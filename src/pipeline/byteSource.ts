import { fail, ok, type Result } from '../domain/result';
import { SpareMemory } from './spareMemory';
import { type ByteSlice, readStreamed } from './streamedRead';

/** Bytes that can be read piece by piece: a browser `File`, or a stand-in under Node. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): ByteSlice;
}

/** Below this a stream costs more than it saves. */
const STREAMED_FROM_BYTES = 1 << 20;
/** A stream that gives nothing for this long is taken for dead, ms; the bytes are then read in one piece. */
const STALL_MS = 5000;

/** Where reads may take their memory from. */
export interface ReadOptions {
  /** Memory to read into; without it every read has memory of its own. */
  readonly memory?: SpareMemory | undefined;
  readonly stallMs?: number;
}

async function read(slice: ByteSlice, bytes: number, options: ReadOptions): Promise<ArrayBuffer> {
  const { memory = new SpareMemory(), stallMs = STALL_MS } = options;
  const streamed =
    bytes < STREAMED_FROM_BYTES ? undefined : await readStreamed(slice, bytes, memory, stallMs);
  return streamed ?? slice.arrayBuffer();
}

/**
 * Reads [start, end) into memory that then is the caller's.
 * A browser refuses a file that was moved, deleted or changed since the user chose it: that is a problem value.
 */
export async function readBytes(
  source: ByteSource,
  start: number,
  end: number,
  options: ReadOptions = {},
): Promise<Result<ArrayBuffer>> {
  try {
    const buffer = await read(source.slice(start, end), end - start, options);
    if (buffer.byteLength === end - start) return ok(buffer);
    return fail({ code: 'truncated', expectedBytes: end, actualBytes: start + buffer.byteLength });
  } catch (error) {
    return fail({ code: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
  }
}
