/** Packed files that have to be unpacked first, by their first bytes. */
const MAGIC: readonly (readonly [packer: string, at: number, bytes: readonly number[]])[] = [
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['ZIP', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['Zstandard', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['RAR', 0, [0x52, 0x61, 0x72, 0x21]],
  ['LZ4', 0, [0x04, 0x22, 0x4d, 0x18]],
  ['gzip', 0, [0x1f, 0x8b]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

/** The kind of a packed file; undefined for others. @param headBorrowed its first bytes */
export function packerOf(headBorrowed: Uint8Array): string | undefined {
  return MAGIC.find(([, at, bytes]) => bytes.every((byte, i) => headBorrowed[at + i] === byte))?.[0];
}
