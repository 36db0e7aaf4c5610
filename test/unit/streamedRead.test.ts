import { describe, expect, it, vi } from 'vitest';
import type { ByteSource } from '../../src/domain/byteSource';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { BufferPool } from '../../src/pipeline/bufferPool';
import { readFrameBytes } from '../../src/pipeline/readFrame';
import { readBytes } from '../../src/pipeline/readThrough';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { fileOf, layoutOf, problemOf, unwrap } from './fixtures';

const MIB = 1 << 20;
/** Not a whole number of chunks, nor of pixels. */
const SIZE = 3 * MIB + 4321;
const BYTES = Uint8Array.from({ length: SIZE }, (_, at) => (at * 31 + (at >> 8) * 7) & 255);

/** Lengths of chunks that end anywhere. */
const ODD_LENGTHS = [1, 3, 65_536, 7, 500_001, 2, 999_999];

interface Fault {
  /** Bytes after which something happens. */
  readonly after: number;
  readonly what: 'end' | 'error' | 'hang';
}

/** A source whose stream gives chunks of odd lengths and may go wrong; counts its reads in one piece. */
function streaming(fault?: Fault) {
  const counts = { inOnePiece: 0, streams: 0, cancelled: 0 };
  const source: ByteSource = {
    name: 'x_1.bin',
    size: SIZE,
    slice(start, end) {
      const part = BYTES.slice(start, end);
      return {
        async arrayBuffer() {
          counts.inOnePiece++;
          return part.buffer;
        },
        stream() {
          counts.streams++;
          let at = 0;
          let pull = 0;
          return new ReadableStream({
            type: 'bytes',
            async pull(controller) {
              const request = controller.byobRequest;
              const view = request?.view;
              if (!request || !view) throw new Error('not asked for bytes');
              if (fault !== undefined && at >= fault.after) {
                if (fault.what === 'hang') return new Promise<void>(() => undefined);
                if (fault.what === 'error') throw new TypeError('network error');
              }
              if (at === part.length || (fault?.what === 'end' && at >= fault.after)) {
                controller.close();
                request.respond(0);
                return undefined;
              }
              const length = Math.min(
                ODD_LENGTHS[pull++ % ODD_LENGTHS.length] ?? 1,
                view.byteLength,
                part.length - at,
              );
              new Uint8Array(view.buffer, view.byteOffset, length).set(part.subarray(at, at + length));
              at += length;
              request.respond(length);
              return undefined;
            },
            cancel() {
              counts.cancelled++;
            },
          });
        },
      };
    },
  };
  return { source, counts };
}

function same(buffer: ArrayBuffer, start: number, end: number): boolean {
  return Buffer.compare(Buffer.from(buffer), BYTES.subarray(start, end)) === 0;
}

describe('a large part of a file', () => {
  it('is put together from chunks that end anywhere', async () => {
    const { source, counts } = streaming();
    expect(same(unwrap(await readBytes(source, 10, SIZE)), 10, SIZE)).toBe(true);
    expect(counts).toEqual({ inOnePiece: 0, streams: 1, cancelled: 0 });
  });

  it('is read from a real file', async () => {
    const file = fileOf(BYTES, 'x_1.bin');
    expect(same(unwrap(await readBytes(file, 7, SIZE - 1)), 7, SIZE - 1)).toBe(true);
  });

  it('that a stream ends too early is what reading in one piece gives', async () => {
    const { source, counts } = streaming({ after: 2 * MIB, what: 'end' });
    expect(same(unwrap(await readBytes(source, 10, SIZE)), 10, SIZE)).toBe(true);
    expect(counts.inOnePiece).toBe(1);
    const shorter: ByteSource = { ...source, slice: (start) => source.slice(start, SIZE - 100) };
    expect(problemOf(await readBytes(shorter, 10, SIZE))).toEqual({
      code: 'truncated',
      expectedBytes: SIZE,
      actualBytes: SIZE - 100,
    });
  });

  it('past the end of a real file is a truncated file', async () => {
    const file = fileOf(BYTES, 'x_1.bin');
    expect(problemOf(await readBytes(file, 10, SIZE + 5))).toEqual({
      code: 'truncated',
      expectedBytes: SIZE + 5,
      actualBytes: SIZE,
    });
  });

  it.each([0, 2 * MIB])('of a file that vanishes after %i bytes is unreadable, and why', async (after) => {
    const { source } = streaming({ after, what: 'error' });
    const vanishing: ByteSource = {
      ...source,
      slice: (start, end) => ({
        ...source.slice(start, end),
        arrayBuffer: () => Promise.reject(new DOMException('the file was moved', 'NotFoundError')),
      }),
    };
    expect(problemOf(await readBytes(vanishing, 0, SIZE))).toEqual({
      code: 'unreadable',
      detail: 'the file was moved',
    });
  });

  it.each([0, 2 * MIB])('is read in one piece when the stream hangs after %i bytes', async (after) => {
    const { source, counts } = streaming({ after, what: 'hang' });
    const bytes = unwrap(await readBytes(source, 10, SIZE, new BufferPool(), 20));
    expect(same(bytes, 10, SIZE)).toBe(true);
    expect(counts).toEqual({ inOnePiece: 1, streams: 1, cancelled: 1 });
  });

  it('is given up after seconds without a byte, not before', async () => {
    vi.useFakeTimers();
    try {
      const { source, counts } = streaming({ after: 0, what: 'hang' });
      const reading = readBytes(source, 0, SIZE);
      await vi.advanceTimersByTimeAsync(4900);
      expect(counts.inOnePiece).toBe(0);
      await vi.advanceTimersByTimeAsync(200);
      expect(same(unwrap(await reading), 0, SIZE)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is read in one piece where streams do not take memory, or there are none', async () => {
    const { source } = streaming();
    const plain: ByteSource = {
      ...source,
      slice: (start, end) => ({
        arrayBuffer: () => source.slice(start, end).arrayBuffer(),
        // No byte stream: the reader that is asked for throws.
        stream: () => new ReadableStream<Uint8Array<ArrayBuffer>>(),
      }),
    };
    const bare: ByteSource = {
      ...source,
      slice: (start, end) => ({ arrayBuffer: () => source.slice(start, end).arrayBuffer() }),
    };
    for (const one of [plain, bare]) {
      expect(same(unwrap(await readBytes(one, 1, SIZE)), 1, SIZE)).toBe(true);
    }
  });

  it('that is small is not worth a stream', async () => {
    const { source, counts } = streaming();
    expect(same(unwrap(await readBytes(source, 0, 2048)), 0, 2048)).toBe(true);
    expect(counts.streams).toBe(0);
  });

  it('may be read several times at once', async () => {
    const ranges = [0, 1, 2, 3].map((n) => [n * 1000, n * 1000 + 2 * MIB] as const);
    const memory = new BufferPool();
    const { source } = streaming();
    const read = await Promise.all(
      ranges.map(async ([start, end]) => unwrap(await readBytes(source, start, end, memory))),
    );
    for (const [index, [start, end]] of ranges.entries()) {
      expect(same(read[index] as ArrayBuffer, start, end)).toBe(true);
    }
  });
});

describe('spare memory', () => {
  it('is what was given, once, where the size is right', () => {
    const memory = new BufferPool();
    const first = memory.take(16);
    expect(first.byteLength).toBe(16);
    memory.give(first);
    expect(memory.take(16)).toBe(first);
    expect(memory.take(16)).not.toBe(first);
    memory.give(first);
    expect(memory.take(8).byteLength).toBe(8);
  });

  it('serves scans that run at once, each with the summary of its own frame', async () => {
    const [fastSize, slowSize] = [1024, 300];
    const frameBytes = 4 * fastSize * slowSize;
    const place = {
      pixelType: 'int32' as const,
      littleEndian: true,
      fastSize,
      slowSize,
      offsetBytes: 0,
      frameBytes,
    };
    const files = [5, -3, 11, 0].map((value) =>
      fileOf(new Uint8Array(new Int32Array(fastSize * slowSize).fill(value).buffer), `x_${value}.bin`),
    );
    const memory = new BufferPool();
    const scratch = createStatisticsScratch();
    const scan = (file: File) => scanFrame(file, place, scratch, memory);
    const means: number[] = [];
    for (const file of files) {
      const outcome = await scan(file);
      means.push(outcome.kind === 'scanned' ? outcome.summary.mean : Number.NaN);
    }
    const atOnce = await Promise.all(files.map(scan));
    means.push(...atOnce.map((one) => (one.kind === 'scanned' ? one.summary.mean : Number.NaN)));
    expect(means).toEqual([5, -3, 11, 0, 5, -3, 11, 0]);
  });

  it('is not used for frames that are kept', async () => {
    const place = { ...framePlace(layoutOf(), 0), offsetBytes: 0, frameBytes: 2 * MIB };
    const { source } = streaming();
    const first = unwrap(await readFrameBytes(source, place));
    unwrap(await readFrameBytes({ ...source, slice: (s, e) => source.slice(s + 1, e + 1) }, place));
    expect(same(first, 0, 2 * MIB)).toBe(true);
  });
});
