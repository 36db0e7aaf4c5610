/**
 * The pixel kernels in AssemblyScript. They have no state and allocate nothing: the caller provides every address
 * and lays out the memory (`../machine.ts`). The functions of `src/maths` define what they compute.
 */

/** Bytes of one bin: one count per vector lane, so that equal neighbours do not wait for each other. */
const BIN_SHIFT: usize = 4;

/** Four pixels as int32. */
function loadFour<T>(at: usize): v128 {
  if (sizeof<T>() === 4) return v128.load(at);
  return isSigned<T>() ? v128.load_ext<i16>(at) : v128.load_ext<u16>(at);
}

/** Adds one to the count at an address. */
function countOne(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/** Counts four pixels, each in its own lane. @param bins where the bins of each are */
function countFour(bins: v128): void {
  const two = <u64>i64x2.extract_lane(bins, 0);
  const more = <u64>i64x2.extract_lane(bins, 1);
  const a = <usize>two;
  const b = <usize>(two >> 32);
  const c = <usize>more;
  const d = <usize>(more >> 32);
  store<u32>(a, load<u32>(a) + 1);
  store<u32>(b, load<u32>(b, 4) + 1, 4);
  store<u32>(c, load<u32>(c, 8) + 1, 8);
  store<u32>(d, load<u32>(d, 12) + 1, 12);
}

/** Counts the pixels of [at, end) one by one; those without a bin go to `next`. Returns the next free address. */
function countSingly<T>(at: usize, end: usize, low: i32, binCount: u32, bins: usize, next: usize): usize {
  for (; at < end; at += sizeof<T>()) {
    const value = <i32>load<T>(at);
    const bin = <u32>(value - low);
    if (bin < binCount) {
      countOne(bins + ((<usize>bin) << BIN_SHIFT));
    } else {
      store<i32>(next, value);
      next += 4;
    }
  }
  return next;
}

/** The smallest of the four lanes. */
function leastOfLanes(lanes: v128): i32 {
  return min(
    min(i32x4.extract_lane(lanes, 0), i32x4.extract_lane(lanes, 1)),
    min(i32x4.extract_lane(lanes, 2), i32x4.extract_lane(lanes, 3)),
  );
}

function count<T>(
  source: usize,
  pixels: i32,
  low: i32,
  binCount: u32,
  bins: usize,
  outliers: usize,
  least: usize,
): i32 {
  const size = sizeof<T>();
  const end = source + <usize>pixels * size;
  const lows = i32x4.splat(low);
  const limits = i32x4.splat(binCount);
  const firsts = i32x4.splat(<i32>bins);
  let leasts = i32x4.splat(i32.MAX_VALUE);
  let next = outliers;
  let at = source;
  for (const vectorEnd = source + <usize>(pixels & ~7) * size; at < vectorEnd; at += 8 * size) {
    const four = loadFour<T>(at);
    const more = loadFour<T>(at + 4 * size);
    leasts = i32x4.min_s(leasts, i32x4.min_s(four, more));
    // as unsigned numbers, differences below 0 are large
    const a = i32x4.sub(four, lows);
    const b = i32x4.sub(more, lows);
    if (i32x4.all_true(v128.and(i32x4.lt_u(a, limits), i32x4.lt_u(b, limits)))) {
      countFour(i32x4.add(firsts, i32x4.shl(a, <i32>BIN_SHIFT)));
      countFour(i32x4.add(firsts, i32x4.shl(b, <i32>BIN_SHIFT)));
    } else {
      next = countSingly<T>(at, at + 8 * size, low, binCount, bins, next);
    }
  }
  next = countSingly<T>(at, end, low, binCount, bins, next);
  let smallest = leastOfLanes(leasts);
  for (; at < end; at += size) smallest = min(smallest, <i32>load<T>(at));
  store<i32>(least, smallest);
  return <i32>((next - outliers) >> 2);
}

/**
 * Adds int32 pixels to the bins of the values from `low`.
 * @param outliers address for the pixels without a bin as int32, in order; space for all
 * @param least address for the smallest pixel as int32
 * @returns number of pixels without a bin
 */
export function countInt32(
  source: usize,
  pixels: i32,
  low: i32,
  binCount: u32,
  bins: usize,
  outliers: usize,
  least: usize,
): i32 {
  return count<i32>(source, pixels, low, binCount, bins, outliers, least);
}

/** As `countInt32`, for int16. */
export function countInt16(
  source: usize,
  pixels: i32,
  low: i32,
  binCount: u32,
  bins: usize,
  outliers: usize,
  least: usize,
): i32 {
  return count<i16>(source, pixels, low, binCount, bins, outliers, least);
}

/** As `countInt32`, for uint16. */
export function countUint16(
  source: usize,
  pixels: i32,
  low: i32,
  binCount: u32,
  bins: usize,
  outliers: usize,
  least: usize,
): i32 {
  return count<u16>(source, pixels, low, binCount, bins, outliers, least);
}

function listBelow<T>(source: usize, pixels: i32, limit: i32, places: usize): i32 {
  const size = sizeof<T>();
  const limits = i32x4.splat(limit);
  let next = places;
  let place = 0;
  for (const vectorEnd = pixels & ~7; place < vectorEnd; place += 8) {
    const at = source + <usize>place * size;
    const a = i32x4.lt_s(loadFour<T>(at), limits);
    const b = i32x4.lt_s(loadFour<T>(at + 4 * size), limits);
    if (!v128.any_true(v128.or(a, b))) continue;
    for (let mask = i32x4.bitmask(a) | (i32x4.bitmask(b) << 4); mask !== 0; mask &= mask - 1) {
      store<i32>(next, place + <i32>ctz(mask));
      next += 4;
    }
  }
  for (; place < pixels; place++) {
    if (<i32>load<T>(source + <usize>place * size) >= limit) continue;
    store<i32>(next, place);
    next += 4;
  }
  return <i32>((next - places) >> 2);
}

/**
 * Lists the int32 pixels below a limit.
 * @param places address for their positions as int32, ascending; space for all
 * @returns number of positions listed
 */
export function listBelowInt32(source: usize, pixels: i32, limit: i32, places: usize): i32 {
  return listBelow<i32>(source, pixels, limit, places);
}

/** As `listBelowInt32`, for int16. */
export function listBelowInt16(source: usize, pixels: i32, limit: i32, places: usize): i32 {
  return listBelow<i16>(source, pixels, limit, places);
}

/** As `listBelowInt32`, for uint16. */
export function listBelowUint16(source: usize, pixels: i32, limit: i32, places: usize): i32 {
  return listBelow<u16>(source, pixels, limit, places);
}

/**
 * Lists the non-empty bins in order, and clears them.
 * @param low the first bin's value
 * @param values address for their values as int32, space for all
 * @param counts address for their counts as uint32, space for all
 * @returns number of bins listed
 */
export function drainBins(bins: usize, binCount: i32, low: i32, values: usize, counts: usize): i32 {
  const zero = i32x4.splat(0);
  let next: usize = 0;
  for (let i = 0; i < binCount; i++) {
    const bin = bins + ((<usize>i) << BIN_SHIFT);
    if (!v128.any_true(v128.load(bin))) continue;
    const sum = load<u32>(bin) + load<u32>(bin + 4) + load<u32>(bin + 8) + load<u32>(bin + 12);
    v128.store(bin, zero);
    store<i32>(values + next, low + i);
    store<u32>(counts + next, sum);
    next += 4;
  }
  return <i32>(next >> 2);
}

/** Sum of the four lanes. */
function sumOfLanes(lanes: v128): i32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}

function cut<T>(source: usize, pixels: i32, offset: i32, target: usize, counts: usize): void {
  const size = sizeof<T>();
  // compared and truncated before the offset is added, so that nothing overflows
  const floor = -offset;
  const ceiling = 65535 - offset;
  const floors = i32x4.splat(floor);
  const ceilings = i32x4.splat(ceiling);
  const offsets = i32x4.splat(offset);
  let lows = i32x4.splat(0);
  let highs = i32x4.splat(0);
  let at = source;
  let to = target;
  for (const end = target + ((<usize>(pixels & ~7)) << 1); to < end; to += 16, at += 8 * size) {
    const a = loadFour<T>(at);
    const b = loadFour<T>(at + 4 * size);
    // a lane is -1 if the comparison holds
    lows = i32x4.sub(lows, i32x4.add(i32x4.lt_s(a, floors), i32x4.lt_s(b, floors)));
    highs = i32x4.sub(highs, i32x4.add(i32x4.gt_s(a, ceilings), i32x4.gt_s(b, ceilings)));
    const c = i32x4.add(i32x4.min_s(i32x4.max_s(a, floors), ceilings), offsets);
    const d = i32x4.add(i32x4.min_s(i32x4.max_s(b, floors), ceilings), offsets);
    v128.store(to, i16x8.narrow_i32x4_u(c, d));
  }
  let low = sumOfLanes(lows);
  let high = sumOfLanes(highs);
  for (const end = target + ((<usize>pixels) << 1); to < end; to += 2, at += size) {
    const value = <i32>load<T>(at);
    if (value < floor) low++;
    if (value > ceiling) high++;
    store<u16>(to, <u16>(min(max(value, floor), ceiling) + offset));
  }
  store<i32>(counts, low);
  store<i32>(counts + 4, high);
}

/**
 * int32 pixels plus offset, truncated to uint16.
 * @param offset within +-2^30
 * @param counts address for two int32: the numbers truncated at 0 and at 65535
 */
export function cutInt32(source: usize, pixels: i32, offset: i32, target: usize, counts: usize): void {
  cut<i32>(source, pixels, offset, target, counts);
}

/** As `cutInt32`, for int16. */
export function cutInt16(source: usize, pixels: i32, offset: i32, target: usize, counts: usize): void {
  cut<i16>(source, pixels, offset, target, counts);
}

/** As `cutInt32`, for uint16. */
export function cutUint16(source: usize, pixels: i32, offset: i32, target: usize, counts: usize): void {
  cut<u16>(source, pixels, offset, target, counts);
}

function raiseTops<T>(source: usize, fastSize: i32, rows: i32, tops: usize): void {
  const size = sizeof<T>();
  let at = source;
  for (let row = 0; row < rows; row++) {
    let top = tops;
    for (const end = tops + ((<usize>(fastSize & ~3)) << 2); top < end; top += 16, at += 4 * size) {
      v128.store(top, i32x4.max_s(v128.load(top), loadFour<T>(at)));
    }
    for (const end = tops + ((<usize>fastSize) << 2); top < end; top += 4, at += size) {
      store<i32>(top, max(load<i32>(top), <i32>load<T>(at)));
    }
  }
}

/**
 * Updates the int32 maximum of each column with some rows of int32 pixels.
 * @param tops one int32 per column
 */
export function raiseTopsInt32(source: usize, fastSize: i32, rows: i32, tops: usize): void {
  raiseTops<i32>(source, fastSize, rows, tops);
}

/** As `raiseTopsInt32`, for int16. */
export function raiseTopsInt16(source: usize, fastSize: i32, rows: i32, tops: usize): void {
  raiseTops<i16>(source, fastSize, rows, tops);
}

/** As `raiseTopsInt32`, for uint16. */
export function raiseTopsUint16(source: usize, fastSize: i32, rows: i32, tops: usize): void {
  raiseTops<u16>(source, fastSize, rows, tops);
}

/** The factor of `maths/fingerprint`. */
const MIX_FACTOR: i32 = -1640531535;

/** One step of four chains, each with its word. */
function mixFour(chains: v128, words: v128): v128 {
  const mixed = i32x4.mul(v128.xor(chains, words), i32x4.splat(MIX_FACTOR));
  return v128.xor(mixed, i32x4.shr_u(mixed, 15));
}

/**
 * Adds words to the 32 chains of `maths/fingerprint`.
 * @param bytes a multiple of 128
 * @param chains 32 int32
 */
export function mixWords(source: usize, bytes: i32, chains: usize): void {
  let a = v128.load(chains);
  let b = v128.load(chains, 16);
  let c = v128.load(chains, 32);
  let d = v128.load(chains, 48);
  let e = v128.load(chains, 64);
  let f = v128.load(chains, 80);
  let g = v128.load(chains, 96);
  let h = v128.load(chains, 112);
  for (let at = source, end = source + <usize>bytes; at < end; at += 128) {
    a = mixFour(a, v128.load(at));
    b = mixFour(b, v128.load(at, 16));
    c = mixFour(c, v128.load(at, 32));
    d = mixFour(d, v128.load(at, 48));
    e = mixFour(e, v128.load(at, 64));
    f = mixFour(f, v128.load(at, 80));
    g = mixFour(g, v128.load(at, 96));
    h = mixFour(h, v128.load(at, 112));
  }
  v128.store(chains, a);
  v128.store(chains, b, 16);
  v128.store(chains, c, 32);
  v128.store(chains, d, 48);
  v128.store(chains, e, 64);
  v128.store(chains, f, 80);
  v128.store(chains, g, 96);
  v128.store(chains, h, 112);
}

/** CRC-32 of ZIP and Ethernet, reflected. */
const CRC_POLYNOMIAL: u32 = 0xedb88320;
/** Bytes per step, each with its own table. */
const CRC_STEP: i32 = 16;

/** Fills the 16 tables of `crc32`, 16 KiB. */
export function makeCrcTables(tables: usize): void {
  for (let i: u32 = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CRC_POLYNOMIAL : crc >>> 1;
    store<u32>(tables + ((<usize>i) << 2), crc);
  }
  for (let i: u32 = 0; i < 256; i++) {
    let crc = load<u32>(tables + ((<usize>i) << 2));
    for (let step = 1; step < CRC_STEP; step++) {
      crc = (crc >>> 8) ^ load<u32>(tables + ((<usize>(crc & 0xff)) << 2));
      store<u32>(tables + ((<usize>step) << 10) + ((<usize>i) << 2), crc);
    }
  }
}

/** The table entry of a byte of `word`, `place` bytes before the end of the step. */
function crcOf(tables: usize, place: usize, word: u32, shift: u32): u32 {
  return load<u32>(tables + (place << 10) + ((<usize>((word >>> shift) & 0xff)) << 2));
}

/** The four bytes of a word of which the first lies `place` bytes before the end of the step. */
function crcOfWord(tables: usize, place: usize, word: u32): u32 {
  return (
    crcOf(tables, place, word, 0) ^
    crcOf(tables, place - 1, word, 8) ^
    crcOf(tables, place - 2, word, 16) ^
    crcOf(tables, place - 3, word, 24)
  );
}

/**
 * Adds bytes to a running CRC-32 (slicing by 16).
 * @param crc value before these bytes, initially 0
 */
export function crc32(source: usize, bytes: i32, crc: u32, tables: usize): u32 {
  let state = ~crc;
  let at = source;
  for (const end = source + <usize>(bytes & ~15); at < end; at += 16) {
    state =
      crcOfWord(tables, 15, state ^ load<u32>(at)) ^
      crcOfWord(tables, 11, load<u32>(at + 4)) ^
      crcOfWord(tables, 7, load<u32>(at + 8)) ^
      crcOfWord(tables, 3, load<u32>(at + 12));
  }
  for (const end = source + <usize>bytes; at < end; at++) {
    state = (state >>> 8) ^ load<u32>(tables + ((<usize>((state ^ load<u8>(at)) & 0xff)) << 2));
  }
  return ~state;
}
