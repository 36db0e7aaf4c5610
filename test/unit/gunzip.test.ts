import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { inspectFile, readFramePixels } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { feiStack } from '../support/feiStack';
import { fileOf, problemOf, tiaBytes, unwrap } from './fixtures';

const scratch = createStatisticsScratch();
const WHOLE = tiaBytes(
  'int32',
  40,
  30,
  Array.from({ length: 1200 }, (_, i) => (i * 37) % 1001),
);
const TILTS = [1, 2, 3, 4, 5, 6];
const STACK = feiStack({ tilts: TILTS, edge: 16 });

function packed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes));
}

async function pixelsOf(file: File, index = 0): Promise<number[]> {
  return Array.from(unwrap(await readFramePixels(file, framePlace(unwrap(await inspectFile(file)), index))));
}

describe('gzip files', () => {
  it.each([
    ['x_1.bin', WHOLE],
    ['s.mrc', STACK],
  ])('are laid out as %s', async (name, bytes) => {
    const file = fileOf(packed(bytes), `${name}.gz`);
    expect(unwrap(await inspectFile(file))).toEqual(unwrap(await inspectFile(fileOf(bytes, name))));
  });

  it('have the pixels and the fingerprint of the unpacked file', async () => {
    const [plain, gz] = [fileOf(WHOLE, 'x_1.bin'), fileOf(packed(WHOLE), 'x_1.bin.gz')];
    expect(await pixelsOf(gz)).toEqual(await pixelsOf(plain));
    const place = framePlace(unwrap(await inspectFile(plain)), 0);
    expect(await scanFrame(gz, place, scratch)).toEqual(await scanFrame(plain, place, scratch));
  });

  it('give the frames of a stack in any order, several at once', async () => {
    const [plain, gz] = [fileOf(STACK, 's.mrc'), fileOf(packed(STACK), 's.mrc.gz')];
    const order = [5, 0, 3, 3, 1, 2, 4];
    const read = await Promise.all(order.map((index) => pixelsOf(gz, index)));
    for (const [i, index] of order.entries()) expect(read[i]).toEqual(await pixelsOf(plain, index));
  });

  it('may be packed in several pieces', async () => {
    const pieces = [WHOLE.slice(0, 1000), WHOLE.slice(1000)].map((piece) => gzipSync(piece));
    const file = fileOf(new Uint8Array(Buffer.concat(pieces)), 'x_1.bin.gz');
    expect(await pixelsOf(file)).toEqual(await pixelsOf(fileOf(WHOLE, 'x_1.bin')));
  });

  it.each([20, 100, 1000])('that end after %i bytes are said to be damaged', async (length) => {
    const file = fileOf(packed(WHOLE).slice(0, length), 'x_1.bin.gz');
    expect(problemOf(await inspectFile(file))).toMatchObject({ code: 'damagedGzip' });
  });

  it('that are damaged inside are said to be so in the scan', async () => {
    const bytes = packed(WHOLE);
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0xff, middle, middle + 40);
    const file = fileOf(bytes, 'x_1.bin.gz');
    const place = framePlace(unwrap(await inspectFile(fileOf(WHOLE, 'x_1.bin'))), 0);
    expect(await scanFrame(file, place, scratch)).toMatchObject({
      kind: 'failed',
      problem: { code: 'damagedGzip' },
    });
  });

  it('may be none, in spite of the name', async () => {
    expect(await pixelsOf(fileOf(WHOLE, 'x_1.bin.gz'))).toEqual(await pixelsOf(fileOf(WHOLE, 'x_1.bin')));
  });

  it('that announce more than deflate can pack are counted', async () => {
    const bytes = packed(WHOLE);
    new DataView(bytes.buffer).setUint32(bytes.length - 4, 0xffff_fff0, true);
    // the wrong length is itself damage, found when the end is reached
    expect(problemOf(await inspectFile(fileOf(bytes, 'x_1.bin.gz')))).toMatchObject({ code: 'damagedGzip' });
  });
});

describe('other packed files', () => {
  it.each<[string, readonly number[]]>([
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['ZIP', [0x50, 0x4b, 3, 4]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
    ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
    ['gzip', [0x1f, 0x8b, 8, 0]],
  ])('%s is named', async (packer, magic) => {
    const bytes = new Uint8Array(2000);
    bytes.set(magic);
    expect(problemOf(await inspectFile(fileOf(bytes, 'frames.dat')))).toEqual({ code: 'compressed', packer });
  });
});
