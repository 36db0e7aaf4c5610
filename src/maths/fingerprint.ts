/** Odd, so that multiplying loses nothing (2^32 over the golden ratio). */
const FACTOR = 0x9e3779b1;

/** Each step is one-to-one in `hash` and in `word`: a single changed word always shows. */
function step(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, FACTOR);
  return mixed ^ (mixed >>> 15);
}

/**
 * A number that tells bytes from others, by value and place: equal bytes give the same one, a change of up to 4
 * bytes in a row that begin at a multiple of 4 another one, any other change the same one once in 2^32.
 * For noticing a file that changed, not one that was forged. It depends on the machine's byte order, so it is not to
 * be kept.
 * @returns an integer from 0 to 2^32 - 1
 */
export function fingerprint(bytes: ArrayBuffer): number {
  const words = new Int32Array(bytes, 0, bytes.byteLength >>> 2);
  const bulk = words.length & ~3;
  // Four chains side by side: each step waits for the one before it.
  let a = 1;
  let b = 2;
  let c = 3;
  let d = 4;
  for (let i = 0; i < bulk; i += 4) {
    a = step(a, words[i] as number);
    b = step(b, words[i + 1] as number);
    c = step(c, words[i + 2] as number);
    d = step(d, words[i + 3] as number);
  }
  let hash = step(step(step(step(bytes.byteLength, a), b), c), d);
  for (let i = bulk; i < words.length; i++) hash = step(hash, words[i] as number);
  for (const byte of new Uint8Array(bytes, words.byteLength)) hash = step(hash, byte);
  return hash >>> 0;
}
