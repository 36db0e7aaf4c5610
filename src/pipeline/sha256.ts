import type { Sha256 } from '../domain/recipe';

/** Missing on pages served over plain http. */
const subtle = crypto.subtle as SubtleCrypto | undefined;

/**
 * SHA-256, as 64 lower-case hexadecimal digits; null where the browser gives no digests. The bytes are copied before
 * this returns: their memory may be used again while the browser works.
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<Sha256> {
  if (subtle === undefined) return null;
  const digest = await subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
