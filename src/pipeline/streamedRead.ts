import { SpareMemory } from './spareMemory';

/** Bytes asked for at a time; the browser gives fewer, up to borders of its own. */
const CHUNK_BYTES = 1 << 20;

/** A part of a file; stand-ins may have no stream. */
export interface ByteSlice {
  arrayBuffer(): Promise<ArrayBuffer>;
  stream?(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

const chunks = new SpareMemory();
/** A reader that nothing holds may be collected while it waits; its read then never ends. */
const readers = new Set<ReadableStreamBYOBReader>();

/** A reader that fills memory of the caller's; undefined where the browser has none. */
function openReader(slice: ByteSlice): ReadableStreamBYOBReader | undefined {
  try {
    return slice.stream?.().getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

/** What is promised, or undefined when it does not come in time. */
async function within<T>(promised: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Copies what the reader gives to where it belongs. @returns the bytes copied; undefined when it stalls */
async function drain(
  reader: ReadableStreamBYOBReader,
  target: Uint8Array<ArrayBuffer>,
  stallMs: number,
): Promise<number | undefined> {
  let memory = chunks.take(CHUNK_BYTES);
  for (let at = 0; ; ) {
    const part = await within(reader.read(new Uint8Array(memory)), stallMs);
    if (part?.value === undefined) return undefined;
    // Reading moves the memory to a buffer of another identity.
    memory = part.value.buffer;
    target.set(part.value, at);
    at += part.value.length;
    if (!part.done) continue;
    chunks.give(memory);
    return at;
  }
}

/**
 * Reads a part of a file as a stream, chunk by chunk through memory that is used again: faster than
 * `arrayBuffer()`, and faster still in several workers at once.
 * @param bytes what the part must have
 * @param spare where the memory to read into is taken from
 * @param stallMs the reading is given up when nothing comes for so long
 * @returns undefined where the browser cannot read so, and whenever the stream does not give all bytes: what
 * is wrong then is for `arrayBuffer()` to say, as a stream only knows of a "network error"
 */
export async function readStreamed(
  slice: ByteSlice,
  bytes: number,
  spare: SpareMemory,
  stallMs: number,
): Promise<ArrayBuffer | undefined> {
  const reader = openReader(slice);
  if (reader === undefined) return undefined;
  readers.add(reader);
  try {
    const memory = spare.take(bytes);
    if ((await drain(reader, new Uint8Array(memory), stallMs)) === bytes) return memory;
  } catch {
    // Said above.
  } finally {
    readers.delete(reader);
  }
  void reader.cancel().catch(() => undefined);
  return undefined;
}
