/** Words per step, each in its own chain, so that no chain waits for another. */
const CHAINS = 32;
/** Bytes per step of all chains. */
export const FINGERPRINT_BLOCK_BYTES = 4 * CHAINS;

/** Odd, so that multiplication loses nothing (2^32 over the golden ratio). */
const FACTOR = 0x9e3779b1;

/** Each step is bijective in `hash` and in `word`, so a single changed word always shows. */
function step(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, FACTOR);
  return mixed ^ (mixed >>> 15);
}

/** Initialises chains. @param chains 32 int32 */
export function emptyChains(chains: Int32Array): void {
  for (let i = 0; i < CHAINS; i++) chains[i] = i + 1;
}

/** Adds words to the chains. @param words whole blocks of 32 */
function mixWords(chains: Int32Array, words: Int32Array): void {
  for (let from = 0; from < words.length; from += CHAINS) {
    for (let i = 0; i < CHAINS; i++) chains[i] = step(chains[i] as number, words[from + i] as number);
  }
}

/**
 * The fingerprint from the chains.
 * @param byteLength total length, including `rest`
 * @param rest the bytes after the last whole block
 */
export function finishChains(chains: Int32Array, byteLength: number, rest: Uint8Array): number {
  let hash = byteLength;
  for (const chain of chains) hash = step(hash, chain);
  const words = new Int32Array(Math.ceil(rest.length / 4));
  new Uint8Array(words.buffer).set(rest);
  for (const word of words) hash = step(hash, word);
  return hash >>> 0;
}

/**
 * Fingerprint of bytes, by value and position: equal bytes give the same number, a change of up to 4
 * consecutive bytes from a multiple of 4 a different one; any other change collides once in 2^32.
 * It detects changed files, not forgeries. It depends on the machine's byte order, so it must not
 * be stored.
 * @returns an integer from 0 to 2^32 - 1
 */
export function fingerprint(bytes: ArrayBuffer): number {
  const chains = new Int32Array(CHAINS);
  emptyChains(chains);
  const bulk = bytes.byteLength - (bytes.byteLength % FINGERPRINT_BLOCK_BYTES);
  mixWords(chains, new Int32Array(bytes, 0, bulk / 4));
  return finishChains(chains, bytes.byteLength, new Uint8Array(bytes, bulk));
}
