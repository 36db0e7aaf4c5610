import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Different frames written; the others are hard links of them. */
const DIFFERENT = 8;

/** A TIA raw file of int32 noise around zero; another seed, other pixels. */
function noiseFrame(size, seed) {
  const bytes = Buffer.alloc(10 + 4 * size * size);
  bytes.writeInt16LE(6, 0);
  bytes.writeInt32LE(size, 2);
  bytes.writeInt32LE(size, 6);
  let state = (seed + 1) * 0x9e3779b1;
  for (let at = 10; at < bytes.length; at += 4) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE((state >> 20) + seed, at);
  }
  return bytes;
}

/** Writes `count` square int32 frames of one series. @returns their paths in order */
export async function writeFrames(folder, stem, size, count) {
  await mkdir(folder, { recursive: true });
  const paths = [];
  for (let i = 0; i < count; i++) {
    const path = join(folder, `${stem}_${String(i + 1).padStart(4, '0')}.bin`);
    if (i < DIFFERENT) await writeFile(path, noiseFrame(size, i));
    else await link(paths[i % DIFFERENT], path);
    paths.push(path);
  }
  return paths;
}

/** Writes an MRC stack of small int16 sections. @returns its path */
export async function writeStack(folder, stem, size, count) {
  await mkdir(folder, { recursive: true });
  const header = Buffer.alloc(1024);
  for (const [i, word] of [size, size, count, 1].entries()) header.writeInt32LE(word, 4 * i);
  for (const [i, word] of [size, size, count].entries()) header.writeInt32LE(word, 28 + 4 * i);
  for (const [i, axis] of [1, 2, 3].entries()) header.writeInt32LE(axis, 64 + 4 * i);
  header.write('MAP ', 208, 'latin1');
  header.set([0x44, 0x44], 212);
  const pixels = Buffer.alloc(2 * size * size * count);
  for (let i = 0; 2 * i < pixels.length; i++) pixels.writeInt16LE(((i * 7919) % 2003) - 500, 2 * i);
  const path = join(folder, `${stem}.mrc`);
  await writeFile(path, Buffer.concat([header, pixels]));
  return path;
}
