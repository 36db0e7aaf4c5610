import type { PixelArray, PixelType } from '../domain/pixelType';
import { FINGERPRINT_BLOCK_BYTES } from '../maths/fingerprint';
import type { ValueCounts } from '../maths/frameStatistics';
import { RESOLVED_HIGH, RESOLVED_LOW } from '../maths/valueHistogram';
import moduleBytes from './assembly/index.ts?asc';

/** Pixels per kernel call: few enough to stay in a core's cache. */
export const WINDOW_PIXELS = 65536;
const WINDOW_BYTES = 4 * WINDOW_PIXELS;

const BIN_COUNT = RESOLVED_HIGH - RESOLVED_LOW;

/** Memory layout of the kernels, bytes; the same for frames of any size. */
const BINS = 0;
const VALUES = BINS + 16 * BIN_COUNT;
const COUNTS = VALUES + 4 * BIN_COUNT;
/** Bytes left over by the fingerprint are kept just before the window. */
const SOURCE = COUNTS + 4 * BIN_COUNT + FINGERPRINT_BLOCK_BYTES;
const TARGET = SOURCE + WINDOW_BYTES;
const TOPS = TARGET + WINDOW_BYTES;
const CHAINS = TOPS + WINDOW_BYTES;
const PAIR = CHAINS + FINGERPRINT_BLOCK_BYTES;
const CRC_TABLES = PAIR + 16;
const PAGES = Math.ceil((CRC_TABLES + 16 * 1024) / 65536);

type TypeName = 'Int32' | 'Int16' | 'Uint16';

/** The exports of `assembly/index.ts`; all parameters and results are numbers. */
type Exports = Record<
  | `${'count' | 'cut' | 'listBelow' | 'raiseTops'}${TypeName}`
  | 'drainBins'
  | 'makeCrcTables'
  | 'crc32'
  | 'mixWords',
  (...parameters: number[]) => number
>;

/** The kernels for pixels of one type in the window. */
export interface TypeKernels {
  readonly bytesPerPixel: number;
  /**
   * Counts the first pixels; `pair[0]` is then the smallest of them.
   * @returns number outside the resolved range; these are then in `outliers`
   */
  count(pixels: number): number;
  /** `uint16` becomes pixel + offset, truncated; `pair` the numbers truncated at 0 and at 65535. */
  cut(pixels: number, offset: number): void;
  /** The first pixels themselves, valid while they are in the window. */
  pixels(count: number): PixelArray;
  /** Lists the positions of those of the first pixels that are below a limit in `places`. @returns their number */
  listBelow(pixels: number, limit: number): number;
  /** Position of the first pixel of a value known to be among the first pixels. */
  placeOf(value: number, pixels: number): number;
  /** Updates `tops`, one per column, with the largest pixel of each column in some rows. */
  raiseTops(firstPixel: number, fastSize: number, rows: number): void;
}

/** The kernels and their memory. */
export interface Machine {
  /** The kernels for a pixel type; undefined if there are none. */
  kernelsFor(type: PixelType): TypeKernels | undefined;
  /** Input bytes. */
  readonly window: Uint8Array<ArrayBuffer>;
  /** The counts, valid until the next call; clears the bins. */
  drainBins(): ValueCounts;
  /** The running CRC-32 after the first `count` bytes of the window. */
  crc32(count: number, before: number): number;
  /**
   * Adds whole blocks of bytes to `chains`, starting with those before the window.
   * @param carried bytes before the window
   * @param count bytes in the window
   * @returns bytes left over, moved before the window
   */
  mix(carried: number, count: number): number;
  /** The chains of `maths/fingerprint`. */
  readonly chains: Int32Array<ArrayBuffer>;
  /** Bytes before the window. */
  carry(bytes: number): Uint8Array<ArrayBuffer>;
  readonly outliers: Int32Array<ArrayBuffer>;
  readonly places: Int32Array<ArrayBuffer>;
  readonly tops: Int32Array<ArrayBuffer>;
  readonly uint16: Uint16Array<ArrayBuffer>;
  readonly pair: Int32Array<ArrayBuffer>;
}

function kernelsOf(
  exports: Exports,
  type: TypeName,
  pixelWindow: Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
): TypeKernels {
  const bytesPerPixel = pixelWindow.BYTES_PER_ELEMENT;
  return {
    bytesPerPixel,
    count: (pixels) => exports[`count${type}`](SOURCE, pixels, RESOLVED_LOW, BIN_COUNT, BINS, TARGET, PAIR),
    cut: (pixels, offset) => exports[`cut${type}`](SOURCE, pixels, offset, TARGET, PAIR),
    pixels: (count) => pixelWindow.subarray(0, count),
    listBelow: (pixels, limit) => exports[`listBelow${type}`](SOURCE, pixels, limit, TARGET),
    placeOf: (value, pixels) => pixelWindow.subarray(0, pixels).indexOf(value),
    raiseTops: (firstPixel, fastSize, rows) =>
      exports[`raiseTops${type}`](SOURCE + firstPixel * bytesPerPixel, fastSize, rows, TOPS),
  };
}

/** The kernels' name for an array's pixel type; undefined if there are none for it. */
export function kernelTypeOf(pixels: PixelArray): PixelType | undefined {
  if (pixels instanceof Int32Array) return 'int32';
  if (pixels instanceof Int16Array) return 'int16';
  return pixels instanceof Uint16Array ? 'uint16' : undefined;
}

/**
 * Starts kernels with their own memory, about 4 MiB.
 * @returns undefined if the engine rejects them: no WebAssembly, no SIMD, or a policy that forbids it
 */
export function startMachine(bytes: Uint8Array<ArrayBuffer> = moduleBytes): Machine | undefined {
  // WebAssembly memory is always little-endian, typed arrays use the host's order
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
  const kernels: Partial<Record<PixelType, TypeKernels>> = {
    int32: kernelsOf(exports, 'Int32', new Int32Array(buffer, SOURCE, WINDOW_PIXELS)),
    int16: kernelsOf(exports, 'Int16', new Int16Array(buffer, SOURCE, WINDOW_PIXELS)),
    uint16: kernelsOf(exports, 'Uint16', new Uint16Array(buffer, SOURCE, WINDOW_PIXELS)),
  };
  exports.makeCrcTables(CRC_TABLES);
  const all = new Uint8Array(buffer);
  return {
    kernelsFor: (type) => kernels[type],
    window: new Uint8Array(buffer, SOURCE, WINDOW_BYTES),
    drainBins() {
      const length = exports.drainBins(BINS, BIN_COUNT, RESOLVED_LOW, VALUES, COUNTS);
      return {
        values: new Int32Array(buffer, VALUES, length),
        counts: new Uint32Array(buffer, COUNTS, length),
      };
    },
    crc32: (count, before) => exports.crc32(SOURCE, count, before, CRC_TABLES) >>> 0,
    mix(carried, count) {
      const from = SOURCE - carried;
      const end = SOURCE + count;
      const left = (carried + count) % FINGERPRINT_BLOCK_BYTES;
      exports.mixWords(from, end - from - left, CHAINS);
      all.copyWithin(SOURCE - left, end - left, end);
      return left;
    },
    chains: new Int32Array(buffer, CHAINS, FINGERPRINT_BLOCK_BYTES / 4),
    carry: (bytes) => new Uint8Array(buffer, SOURCE - bytes, bytes),
    outliers: new Int32Array(buffer, TARGET, WINDOW_PIXELS),
    places: new Int32Array(buffer, TARGET, WINDOW_PIXELS),
    tops: new Int32Array(buffer, TOPS, WINDOW_PIXELS),
    uint16: new Uint16Array(buffer, TARGET, WINDOW_BYTES / 2),
    pair: new Int32Array(buffer, PAIR, 2),
  };
}
