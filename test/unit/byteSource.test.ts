import { memoryUsage } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/domain/byteSource';
import { inspectFile } from '../../src/pipeline/readFrame';
import { readBytes } from '../../src/pipeline/readThrough';
import { fileOf, problemOf, tiaBytes, unwrap } from './fixtures';

function failing(error: unknown): ByteSource {
  return { name: 'x_1.bin', size: 70, slice: () => ({ arrayBuffer: () => Promise.reject(error) }) };
}

describe('bytes of a file', () => {
  const file = fileOf(new Uint8Array([1, 2, 3, 4, 5]), 'x');

  it('are those asked for, in memory of their own', async () => {
    const bytes = unwrap(await readBytes(file, 1, 3));
    expect(Array.from(new Uint8Array(bytes))).toEqual([2, 3]);
    expect(bytes.byteLength).toBe(2);
  });

  it('past the end are a truncated file', async () => {
    expect(problemOf(await readBytes(file, 3, 9))).toEqual({
      code: 'truncated',
      expectedBytes: 9,
      actualBytes: 5,
    });
  });

  it.each([
    [new DOMException('gone', 'NotFoundError'), 'gone'],
    ['odd', 'odd'],
  ])('that the browser refuses are a problem, not an exception', async (error, detail) => {
    expect(problemOf(await readBytes(failing(error), 0, 5))).toEqual({ code: 'unreadable', detail });
    expect(problemOf(await inspectFile(failing(error)))).toEqual({ code: 'unreadable', detail });
  });
});

describe('what a file is', () => {
  const frame = tiaBytes('int16', 2, 1, [7, -7]);

  it.each(['x_1.bin', 'x_1.raw', 'x', 'x_1.mrc'])(
    'is decided by its content: TIA raw named %s',
    async (name) => {
      expect(unwrap(await inspectFile(fileOf(frame, name)))).toMatchObject({
        format: 'tia-raw',
        fastSize: 2,
      });
    },
  );

  it.each(['notes.txt', 'x_1.raw', 'noextension'])('is no frame where nothing fits: %s', async (name) => {
    const text = new TextEncoder().encode('these are notes and no frame at all');
    expect(problemOf(await inspectFile(fileOf(text, name)))).toEqual({ code: 'notAFrame' });
  });

  it('of an empty file is no frame, or a short header where its name says so', async () => {
    const empty = new Uint8Array(0);
    expect(problemOf(await inspectFile(fileOf(empty, 'x.txt')))).toEqual({ code: 'notAFrame' });
    expect(problemOf(await inspectFile(fileOf(empty, 'x.mrc')))).toEqual({
      code: 'headerTooShort',
      expectedBytes: 1024,
      actualBytes: 0,
    });
  });

  const giant = new Uint8Array(1024);
  giant.set(tiaBytes('float64', 65_535, 65_535, []));
  const giantMrc = new Uint8Array(1024);
  const words = new DataView(giantMrc.buffer);
  for (const [word, value] of [65_535, 65_535, 1, 2].entries()) words.setInt32(4 * word, value, true);
  giantMrc.set(new TextEncoder().encode('MAP DD'), 208);
  const endless = giantMrc.slice();
  for (const [word, value] of [1, 1, 0x7fff_ffff, 0].entries()) {
    new DataView(endless.buffer).setInt32(4 * word, value, true);
  }

  it.each([
    ['x_1.bin', giant, 10 + 8 * 65_535 ** 2],
    ['x_1.mrc', giantMrc, 1024 + 4 * 65_535 ** 2],
    ['x.mrc', endless, 1024 + 0x7fff_ffff],
  ])(
    'costs nothing where the header of a file of 1 KiB is absurd: %s',
    async (name, bytes, expectedBytes) => {
      const before = memoryUsage().arrayBuffers;
      const file = fileOf(bytes, name);
      expect(problemOf(await inspectFile(file))).toEqual({
        code: 'truncated',
        expectedBytes,
        actualBytes: 1024,
      });
      // Nothing is freed within so few steps, so what was allocated would be seen.
      expect(memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
    },
  );

  it('is read from no more than 2 KiB', async () => {
    const reads: number[] = [];
    const large = new Uint8Array(10 + 2 * 2000 * 2);
    large.set(tiaBytes('int16', 2000, 2, []));
    const file = fileOf(large, 'x_1.bin');
    const watched: ByteSource = {
      name: file.name,
      size: file.size,
      slice(start, end) {
        reads.push(end - start);
        return file.slice(start, end);
      },
    };
    expect(unwrap(await inspectFile(watched))).toMatchObject({ fastSize: 2000, slowSize: 2 });
    expect(reads).toEqual([2048]);
  });
});
