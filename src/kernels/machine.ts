import type { PixelArray } from '../domain/pixelType';
import { RESOLVED_HIGH, RESOLVED_LOW } from '../maths/pixelHistogram';

/** Pixels that a kernel takes at a time: few enough to stay in a core's cache on their way in and out. */
export const WINDOW_PIXELS = 65536;

const BIN_COUNT = RESOLVED_HIGH - RESOLVED_LOW;

/** Where things lie in the kernels' memory, bytes. One layout for frames of any size. */
const BINS = 0;
const COUNTS = BINS + 16 * BIN_COUNT;
const SOURCE = COUNTS + 4 * BIN_COUNT;
const TARGET = SOURCE + 4 * WINDOW_PIXELS;
const PAIR = TARGET + 4 * WINDOW_PIXELS;
const CRC_TABLES = PAIR + 8;
const PAGES = Math.ceil((CRC_TABLES + 16 * 1024) / 65536);

type TypeName = 'Int32' | 'Int16' | 'Uint16';

/** What `assembly/index.ts` exports, all parameters and results being numbers. */
type Exports = Record<
  `${'count' | 'cut' | 'extremes' | 'raiseTops'}${TypeName}` | 'drainBins' | 'makeCrcTables' | 'crc32',
  (...parameters: number[]) => number
>;

/** The kernels for pixels of one type. Each works on the first pixels of `source`. */
export interface TypeKernels {
  /** `WINDOW_PIXELS` pixels. */
  readonly source: PixelArray;
  /** Counts pixels; returns how many are outside the resolved range, which are then in `int32`. */
  count(pixels: number): number;
  /** `uint16` becomes pixel + offset, cut; `pair` how many were cut at 0 and at 65535. */
  cut(pixels: number, offset: number): void;
  /** `pair` becomes the smallest and the largest. */
  extremes(pixels: number): void;
  /** Raises `int32`, one a column, to the largest pixel of each column of some rows. */
  raiseTops(fastSize: number, rows: number): void;
}

/** The kernels and the memory that they work in. */
export interface Machine {
  /** The kernels for a frame's type; undefined where there are none. */
  kernelsFor(pixels: PixelArray): TypeKernels | undefined;
  /** Moves what was counted to `counts`, one for each value of the resolved range. */
  drainBins(): void;
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Bytes for {@link Machine.crc32}; the same memory as the pixels' `source`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The running CRC-32 after the first `count` of `bytes`. */
  crc32(count: number, before: number): number;
  /** The results, one memory as two types. */
  readonly int32: Int32Array<ArrayBuffer>;
  readonly uint16: Uint16Array<ArrayBuffer>;
  readonly pair: Int32Array<ArrayBuffer>;
}

function kernelsOf(exports: Exports, type: TypeName, source: PixelArray): TypeKernels {
  return {
    source,
    count: (pixels) => exports[`count${type}`](SOURCE, pixels, RESOLVED_LOW, BIN_COUNT, BINS, TARGET),
    cut: (pixels, offset) => exports[`cut${type}`](SOURCE, pixels, offset, TARGET, PAIR),
    extremes: (pixels) => exports[`extremes${type}`](SOURCE, pixels, PAIR),
    raiseTops: (fastSize, rows) => exports[`raiseTops${type}`](SOURCE, fastSize, rows, TARGET),
  };
}

/**
 * Starts the kernels.
 * @returns undefined where this engine does not take them: no WebAssembly, no SIMD, a policy that forbids it
 */
export function startMachine(bytes: Uint8Array<ArrayBuffer>): Machine | undefined {
  // WebAssembly memory is little-endian everywhere, typed arrays have the host's order
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) return undefined;
  try {
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    return machineOf(instance.exports as Exports, memory.buffer);
  } catch {
    return undefined;
  }
}

function machineOf(exports: Exports, buffer: ArrayBuffer): Machine {
  const int32 = kernelsOf(exports, 'Int32', new Int32Array(buffer, SOURCE, WINDOW_PIXELS));
  const int16 = kernelsOf(exports, 'Int16', new Int16Array(buffer, SOURCE, WINDOW_PIXELS));
  const uint16 = kernelsOf(exports, 'Uint16', new Uint16Array(buffer, SOURCE, WINDOW_PIXELS));
  exports.makeCrcTables(CRC_TABLES);
  return {
    kernelsFor(pixels) {
      if (pixels instanceof Int32Array) return int32;
      if (pixels instanceof Int16Array) return int16;
      return pixels instanceof Uint16Array ? uint16 : undefined;
    },
    drainBins: () => exports.drainBins(BINS, BIN_COUNT, COUNTS),
    counts: new Uint32Array(buffer, COUNTS, BIN_COUNT),
    bytes: new Uint8Array(buffer, SOURCE, 4 * WINDOW_PIXELS),
    crc32: (count, before) => exports.crc32(SOURCE, count, before, CRC_TABLES) >>> 0,
    int32: new Int32Array(buffer, TARGET, WINDOW_PIXELS),
    uint16: new Uint16Array(buffer, TARGET, WINDOW_PIXELS),
    pair: new Int32Array(buffer, PAIR, 2),
  };
}
