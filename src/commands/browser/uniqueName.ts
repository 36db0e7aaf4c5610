/**
 * 32 hexadecimal digits that no other visit has, all of one length. Unlike `crypto.randomUUID` it is there on a page
 * that came over plain http too.
 */
export function uniqueName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
