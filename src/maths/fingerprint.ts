/** Words that are taken at a time, each into a chain of its own: no chain waits for another. */
const CHAINS = 32;
/** Bytes that go into all chains at a time. */
export const FINGERPRINT_BLOCK_BYTES = 4 * CHAINS;

/** Odd, so that multiplying loses nothing (2^32 over the golden ratio). */
const FACTOR = 0x9e3779b1;

/** Each step is one-to-one in `hash` and in `word`: a single changed word always shows. */
function step(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, FACTOR);
  return mixed ^ (mixed >>> 15);
}

/** Puts chains into the state that they have before the first block. @param chains 32 int32 */
export function emptyChains(chains: Int32Array): void {
  for (let i = 0; i < CHAINS; i++) chains[i] = i + 1;
}

/** Takes words into the chains. @param words whole blocks of 32 */
function mixWords(chains: Int32Array, words: Int32Array): void {
  for (let from = 0; from < words.length; from += CHAINS) {
    for (let i = 0; i < CHAINS; i++) chains[i] = step(chains[i] as number, words[from + i] as number);
  }
}

/**
 * The number that the chains come to.
 * @param byteLength of all that was taken, `rest` included
 * @param rest the bytes behind the last whole block
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
 * A number that tells bytes from others, by value and place: equal bytes give the same one, a change of up to 4
 * bytes in a row that begin at a multiple of 4 another one, any other change the same one once in 2^32.
 * For noticing a file that changed, not one that was forged. It depends on the machine's byte order, so it is not to
 * be kept.
 * @returns an integer from 0 to 2^32 - 1
 */
export function fingerprint(bytes: ArrayBuffer): number {
  const chains = new Int32Array(CHAINS);
  emptyChains(chains);
  const bulk = bytes.byteLength - (bytes.byteLength % FINGERPRINT_BLOCK_BYTES);
  mixWords(chains, new Int32Array(bytes, 0, bulk / 4));
  return finishChains(chains, bytes.byteLength, new Uint8Array(bytes, bulk));
}
