import type { ByteSource } from '../domain/byteSource';
import { DamagedGzip } from '../domain/damagedGzip';
import { fail, ok, type Result } from '../domain/result';

/** The bytes [start, end) of a file's header parts. A file that ends before is `truncated`. */
export async function readSlice(
  source: ByteSource,
  start: number,
  end: number,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  if (end > source.size) return fail({ code: 'truncated', expectedBytes: end, actualBytes: source.size });
  try {
    const buffer = await source.slice(start, end).arrayBuffer();
    if (buffer.byteLength === end - start) return ok(new Uint8Array(buffer));
    return fail({ code: 'truncated', expectedBytes: end, actualBytes: start + buffer.byteLength });
  } catch (error) {
    if (error instanceof DamagedGzip)
      return fail({ code: 'damagedGzip', readableBytes: error.readableBytes });
    return fail({ code: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
  }
}
