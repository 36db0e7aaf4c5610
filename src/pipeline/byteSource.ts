import { fail, ok, type Result } from '../domain/result';

/** Bytes that can be read piece by piece: a browser `File`, or a stand-in under Node. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * Reads [start, end) into memory of its own.
 * A browser refuses a file that was moved, deleted or changed since the user chose it: that is a problem value.
 */
export async function readBytes(
  source: ByteSource,
  start: number,
  end: number,
): Promise<Result<ArrayBuffer>> {
  try {
    const buffer = await source.slice(start, end).arrayBuffer();
    if (buffer.byteLength === end - start) return ok(buffer);
    return fail({ code: 'truncated', expectedBytes: end, actualBytes: start + buffer.byteLength });
  } catch (error) {
    return fail({ code: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
  }
}
