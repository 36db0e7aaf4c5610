import { mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/**
 * Input files for tests, made byte by byte here: nothing of the program's own reading and writing is used.
 */

/** Pixel type numbers of TIA raw that tests write. */
const TIA_TYPES = {
  uint8: { id: 1, bytes: 1, put: (b: Buffer, v: number, at: number) => b.writeUInt8(v, at) },
  uint16: { id: 2, bytes: 2, put: (b: Buffer, v: number, at: number) => b.writeUInt16LE(v, at) },
  int16: { id: 5, bytes: 2, put: (b: Buffer, v: number, at: number) => b.writeInt16LE(v, at) },
  int32: { id: 6, bytes: 4, put: (b: Buffer, v: number, at: number) => b.writeInt32LE(v, at) },
  float32: { id: 7, bytes: 4, put: (b: Buffer, v: number, at: number) => b.writeFloatLE(v, at) },
} as const;

/** A frame's size and pixels, row by row. */
export interface RawFrame {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
  /** Default `int32`. */
  readonly type?: keyof typeof TIA_TYPES;
}

/** A whole TIA raw file (spec section 2). */
export function tiaFile({ columns, rows, values, type = 'int32' }: RawFrame): Buffer {
  if (values.length !== columns * rows) throw new Error(`${values.length} values for ${columns} x ${rows}`);
  const { id, bytes, put } = TIA_TYPES[type];
  const file = Buffer.alloc(10 + bytes * values.length);
  file.writeInt16LE(id, 0);
  file.writeInt32LE(columns, 2);
  file.writeInt32LE(rows, 6);
  for (const [i, value] of values.entries()) put(file, value, 10 + bytes * i);
  return file;
}

/** An MRC stack of int16 sections, little-endian, without an extended header (spec section 6). */
export function mrcStackFile(
  columns: number,
  rows: number,
  sections: readonly (readonly number[])[],
): Buffer {
  const file = Buffer.alloc(1024 + 2 * columns * rows * sections.length);
  for (const [i, word] of [columns, rows, sections.length, 1].entries()) file.writeInt32LE(word, 4 * i);
  for (const [i, word] of [columns, rows, sections.length].entries()) file.writeInt32LE(word, 28 + 4 * i);
  for (const [i, axis] of [1, 2, 3].entries()) file.writeInt32LE(axis, 64 + 4 * i);
  file.write('MAP ', 208, 'latin1');
  file.set([0x44, 0x44, 0, 0], 212);
  for (const [i, value] of sections.flat().entries()) file.writeInt16LE(value, 1024 + 2 * i);
  return file;
}

/**
 * Pixels between `minimum` and `minimum + 900`, the minimum exactly once.
 * @param seed frames of different seeds differ
 */
export function patternValues(count: number, minimum: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    i === (seed * 5) % count ? minimum : minimum + 1 + ((i * 7919 + seed * 104_729) % 900),
  );
}

/** A frame of {@link patternValues}. */
export function patternFrame(columns: number, rows: number, minimum: number, seed: number): RawFrame {
  return { columns, rows, values: patternValues(columns * rows, minimum, seed) };
}

/** A temporary folder of a test file: call {@link tempFolders} once, outside of any test. */
export interface TempFolder {
  /** A new, empty folder. */
  make(): Promise<string>;
}

/** Folders that are removed when the file's tests are over. */
export function tempFolders(): TempFolder {
  const made: string[] = [];
  afterAll(async () => {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  });
  return {
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'pedestal-test-'));
      made.push(folder);
      return folder;
    },
  };
}

/**
 * Writes a file, its folder too.
 * @param modified default now
 * @returns its path
 */
export async function writeInput(path: string, bytes: Buffer | string, modified?: Date): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  if (modified !== undefined) await utimes(path, modified, modified);
  return path;
}

/**
 * Writes frames as `<folder>/<stem>_001.bin` and so on.
 * @returns the paths in order
 */
export async function writeSeries(
  folder: string,
  stem: string,
  frames: readonly RawFrame[],
): Promise<string[]> {
  const paths: string[] = [];
  for (const [i, frame] of frames.entries()) {
    const name = `${stem}_${String(i + 1).padStart(3, '0')}.bin`;
    paths.push(await writeInput(join(folder, name), tiaFile(frame)));
  }
  return paths;
}

/** A large int32 frame of zeros that takes no room on a disk that can leave holes. */
export async function writeEmptyFrame(path: string, columns: number, rows: number): Promise<string> {
  const header = tiaFile({ columns: 1, rows: 1, values: [0] }).subarray(0, 10);
  header.writeInt32LE(columns, 2);
  header.writeInt32LE(rows, 6);
  await writeInput(path, header);
  await truncate(path, 10 + 4 * columns * rows);
  return path;
}
