import type { ByteSlice, ByteSource } from '../domain/byteSource';
import { DamagedGzip } from '../domain/damagedGzip';

/**
 * Gzip files as if they were unpacked (RFC 1952). Nothing is kept but the place in the stream where the last read
 * ended: the frames of a stack, read in order, are unpacked once.
 */

const EXTENSION = /\.gz$/i;
/** Length of the check value and the length at the end of the file. */
const TRAILER_BYTES = 8;
/** Deflate packs no tighter; a file that announces more is wrong about it. */
const MOST_PACKED = 1100;
/** Streams that are kept open. */
const MOST_CURSORS = 2;

/** True for a file that is named as a gzip file; its content decides. */
export function isGzipName(name: string): boolean {
  return EXTENSION.test(name);
}

async function bytesOf(source: ByteSource, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await source.slice(Math.max(0, start), end).arrayBuffer());
}

async function isGzip(source: ByteSource): Promise<boolean> {
  const [first, second] = await bytesOf(source, 0, Math.min(2, source.size));
  return first === 0x1f && second === 0x8b;
}

/** A place in a file's unpacked bytes. */
class Cursor {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);
  position = 0;

  constructor(source: ByteSource) {
    const packed = source.slice(0, source.size).stream?.() as ReadableStream<BufferSource>;
    this.reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  }

  /** The next piece of at most so many bytes; undefined at the end. */
  private async next(most: number): Promise<Uint8Array | undefined> {
    if (this.rest.length === 0) {
      const { value } = await this.reader.read().catch(() => {
        throw new DamagedGzip(this.position);
      });
      if (value === undefined) return undefined;
      this.rest = value;
    }
    const piece = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(piece.length);
    this.position += piece.length;
    return piece;
  }

  /** Skips bytes; fewer if the file ends. */
  async skipTo(start: number): Promise<void> {
    while (this.position < start && (await this.next(start - this.position)) !== undefined);
  }

  /** Fills memory with the next bytes. @returns how many there were */
  async fill(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const piece = await this.next(target.length - filled);
      if (piece === undefined) break;
      target.set(piece, filled);
      filled += piece.length;
    }
    return filled;
  }

  close(): void {
    void this.reader.cancel().catch(() => undefined);
  }
}

/** Idle cursors by file, oldest first. */
const cursors = new Map<string, Cursor>();

/** Tells files apart: two of one name and size have other check values. */
async function identify(source: ByteSource): Promise<string> {
  const trailer = await bytesOf(source, source.size - TRAILER_BYTES, source.size);
  return `${source.name} ${source.size} ${trailer.join(' ')}`;
}

async function readUnpacked(source: ByteSource, start: number, end: number): Promise<ArrayBuffer> {
  const key = await identify(source);
  const idle = cursors.get(key);
  cursors.delete(key);
  const cursor = idle !== undefined && idle.position <= start ? idle : new Cursor(source);
  if (cursor !== idle) idle?.close();
  try {
    await cursor.skipTo(start);
    const bytes = new Uint8Array(end - start);
    const filled = cursor.position < start ? 0 : await cursor.fill(bytes);
    cursors.set(key, cursor);
    for (const [oldest, one] of cursors) {
      if (cursors.size <= MOST_CURSORS) break;
      cursors.delete(oldest);
      one.close();
    }
    return filled === bytes.length ? bytes.buffer : bytes.slice(0, filled).buffer;
  } catch (error) {
    cursor.close();
    throw error;
  }
}

/** The bytes of a file named `.gz` as if it were unpacked. `size` is that of the packed file. */
export function unpacked(source: ByteSource): ByteSource {
  return {
    name: source.name.replace(EXTENSION, ''),
    size: source.size,
    slice: (start, end): ByteSlice => ({
      arrayBuffer: async () =>
        (await isGzip(source)) ? readUnpacked(source, start, end) : source.slice(start, end).arrayBuffer(),
    }),
  };
}

/** Counts the unpacked bytes of a file. */
async function countUnpacked(source: ByteSource): Promise<number> {
  const cursor = new Cursor(source);
  await cursor.skipTo(Number.POSITIVE_INFINITY);
  return cursor.position;
}

/** Length of a file's unpacked bytes as its trailer announces it; undefined if that cannot be. */
async function announcedBytes(source: ByteSource): Promise<number | undefined> {
  const trailer = await bytesOf(source, source.size - TRAILER_BYTES, source.size);
  if (trailer.length < TRAILER_BYTES) return undefined;
  const announced = new DataView(trailer.buffer).getUint32(4, true);
  return announced <= MOST_PACKED * source.size ? announced : undefined;
}

/**
 * A gzip file with the size of its unpacked bytes, for reading its header.
 * @param exactly count the bytes instead of believing the trailer, which is right only for files below 4 GiB that were
 * packed in one piece
 * @throws DamagedGzip when counting fails
 */
export async function unpackedWithSize(source: ByteSource, exactly: boolean): Promise<ByteSource> {
  if (!(await isGzip(source))) return { ...unpacked(source), size: source.size };
  const announced = exactly ? undefined : await announcedBytes(source);
  return { ...unpacked(source), size: announced ?? (await countUnpacked(source)) };
}
