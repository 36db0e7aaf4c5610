import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededUniform } from '../../support/diffractionFrames';

/** Columns and rows of a simulated frame. */
export const EDGE = 2048;
const SPOTS = 400;
const HEADER_BYTES = 10;
/** Bytes of one int32 frame with its header. */
const FRAME_BYTES = HEADER_BYTES + 4 * EDGE * EDGE;

const uniform = seededUniform(11);

/** A background of a few counts, many of them negative. */
const background = Int32Array.from({ length: 1 << 20 }, () =>
  Math.round((uniform() + uniform() + uniform() + uniform() - 1.9) * 30),
);

/** One TIA raw file: the background from another place in every piece, and spots. */
function tiaFrame(): Uint8Array {
  const pixels = new Int32Array(EDGE * EDGE);
  for (let at = 0; at < pixels.length; ) {
    const piece = background.subarray(Math.floor(uniform() * (background.length >> 1)));
    const fitting = piece.subarray(0, pixels.length - at);
    pixels.set(fitting, at);
    at += fitting.length;
  }
  for (let spot = 0; spot < SPOTS; spot++) {
    const [row, column] = [Math.floor(uniform() * (EDGE - 9)), Math.floor(uniform() * (EDGE - 9))];
    const height = 100 * 100 ** uniform();
    for (let y = 0; y < 9; y++) {
      for (let x = 0; x < 9; x++) {
        const at = (row + y) * EDGE + column + x;
        const value = height * Math.exp(-((x - 4) ** 2 + (y - 4) ** 2) / 5);
        pixels[at] = (pixels[at] ?? 0) + Math.round(value);
      }
    }
  }
  const file = Buffer.alloc(FRAME_BYTES);
  file.writeInt16LE(6, 0);
  file.writeInt32LE(EDGE, 2);
  file.writeInt32LE(EDGE, 6);
  file.set(new Uint8Array(pixels.buffer), HEADER_BYTES);
  return file;
}

/** Where frame `index` of a series lies. */
function framePath(folder: string, index: number): string {
  return join(folder, `bench_${String(index + 1).padStart(4, '0')}.bin`);
}

/** Writes a series of frames that all differ. @returns their paths in order */
export async function simulateSeries(folder: string, frames: number): Promise<string[]> {
  await mkdir(folder);
  const paths = Array.from({ length: frames }, (_, index) => framePath(folder, index));
  for (const path of paths) await writeFile(path, tiaFrame());
  return paths;
}

/** A series of any length made of the files there are, under other names, without room on the disk. */
export async function linkSeries(
  folder: string,
  originals: readonly string[],
  frames: number,
): Promise<string[]> {
  await mkdir(folder);
  const paths = Array.from({ length: frames }, (_, index) => framePath(folder, index));
  for (const [index, path] of paths.entries()) {
    const original = originals[index % originals.length];
    if (original !== undefined) await link(original, path);
  }
  return paths;
}
