import { expect, it } from 'vitest';
import { readBytes } from '../../src/pipeline/readThrough';

/** Large reads in the real browser, of files that lie in its private file system. */

const SIZE = 3_300_003;
const bytes = Uint8Array.from({ length: SIZE }, (_, at) => (at * 31 + (at >> 8) * 7) & 255);

async function storedFile(name: string) {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(name, { create: true });
  const write = async (content: Uint8Array<ArrayBuffer>) => {
    const stream = await handle.createWritable();
    await stream.write(content);
    await stream.close();
  };
  await write(bytes);
  return { file: await handle.getFile(), write, remove: () => root.removeEntry(name) };
}

it('a large part of a file is read as a stream, byte for byte', async () => {
  const { file, remove } = await storedFile('large');
  // The stream alone must do it here.
  const source = {
    name: file.name,
    size: file.size,
    slice: (start: number, end: number) => {
      const slice = file.slice(start, end);
      return {
        stream: () => slice.stream(),
        arrayBuffer: () => Promise.reject(new Error('read in one piece')),
      };
    },
  };
  for (const [start, end] of [
    [0, SIZE],
    [10, SIZE - 1],
    [1_000_001, 2_200_000],
  ] as const) {
    const read = await readBytes(source, start, end);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const found = new Uint8Array(read.value);
    expect(found.length).toBe(end - start);
    expect(found.findIndex((value, at) => value !== bytes[start + at])).toBe(-1);
  }
  await remove();
});

it('a file that is gone or was changed cannot be read', async () => {
  const gone = await storedFile('gone');
  await gone.remove();
  expect(await readBytes(gone.file, 0, SIZE)).toMatchObject({ ok: false, problem: { code: 'unreadable' } });
  const cut = await storedFile('cut');
  await cut.write(bytes.slice(0, 2_000_000));
  expect(await readBytes(cut.file, 0, SIZE)).toMatchObject({ ok: false, problem: { code: 'unreadable' } });
  await cut.remove();
});
