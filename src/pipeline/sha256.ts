/**
 * SHA-256, as 64 lower-case hexadecimal digits. The bytes are copied before this returns: their memory may be
 * used again while the browser works.
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
