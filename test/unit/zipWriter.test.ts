import { crc32 as nodeCrc32 } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { crc32 as crc32ByKernel, hasKernels } from '../../src/kernels/pixelKernels';
import { crc32 } from '../../src/maths/crc32';
import { ZipWriter } from '../../src/pipeline/zipWriter';

/** Archives against another library, zip.js, which checks every CRC-32, and against APPNOTE by hand. */

async function archive(add: (zip: ZipWriter) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new ZipWriter(async (bytes) => {
    chunks.push(Uint8Array.from(bytes));
  });
  await add(zip);
  await zip.finish();
  const whole = new Uint8Array(await new Blob(chunks).arrayBuffer());
  expect(zip.bytesWritten).toBe(whole.length);
  return whole;
}

function reader(bytes: Uint8Array<ArrayBuffer>) {
  return new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true });
}

function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (Math.imul(i + seed, 2654435761) >>> 13) & 0xff);
}

describe('CRC-32', () => {
  it('is that of the standard', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc32(digits)).toBe(0xcbf43926);
    expect(crc32ByKernel(digits)).toBe(0xcbf43926);
  });

  it.each([0, 1, 15, 16, 17, 31, 4096, 262_143, 262_144, 262_145, 600_001])(
    "is Node's for %d bytes, in TypeScript and in WebAssembly, in one piece or two",
    (length) => {
      expect(hasKernels()).toBe(true);
      const bytes = noise(length, 7);
      const expected = nodeCrc32(bytes);
      const cut = Math.floor(length / 3);
      for (const way of [crc32, crc32ByKernel]) {
        expect(way(bytes)).toBe(expected);
        expect(way(bytes.subarray(cut), way(bytes.subarray(0, cut)))).toBe(expected);
      }
    },
  );
});

describe('an archive', () => {
  it('is read by another library: names, contents, times', async () => {
    const files = new Map([
      ['run/smv/run_001.img', noise(70_000, 1)],
      ['run/fu\u0308r \u{1f52c}.txt', noise(3, 2)],
      ['empty', new Uint8Array(0)],
    ]);
    const modified = new Date(2026, 10, 22, 11, 15, 8).getTime();
    const zip = await archive(async (writer) => {
      for (const [name, bytes] of files) await writer.add(name, modified, bytes);
    });
    const entries = await reader(zip).getEntries();
    expect(entries.map(({ filename }) => filename)).toEqual([...files.keys()]);
    for (const entry of entries) {
      if (entry.directory) throw new Error('a folder');
      expect(entry.lastModDate.getTime()).toBe(modified);
      expect(entry.compressionMethod).toBe(0);
      expect(entry.zip64).toBe(false);
      expect(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true })).toEqual(
        files.get(entry.filename),
      );
    }
  });

  it.each([
    ['before 1980', Date.UTC(1970, 0, 1), 1980],
    ['after 2107', Date.UTC(2200, 5, 1), 2107],
  ])('has the nearest year for a time %s', async (_, time, year) => {
    const zip = await archive((writer) => writer.add('x', time, noise(1, 1)));
    expect((await reader(zip).getEntries())[0]?.lastModDate.getFullYear()).toBe(year);
  });

  it.each([
    [65_534, false],
    [65_535, true],
    [66_006, true],
  ])('of %d entries has the Zip64 records: %s', async (count, large) => {
    const zip = await archive(async (writer) => {
      for (let i = 0; i < count; i++) await writer.add(String(i), 0, new Uint8Array(0));
    });
    const text = Buffer.from(zip).toString('latin1', zip.length - 98);
    expect(text.includes('PK\u0006\u0006') && text.includes('PK\u0006\u0007')).toBe(large);
    expect(await reader(zip).getEntries()).toHaveLength(count);
  });

  it('tells places beyond 4 GiB in a Zip64 field', async () => {
    const part = new Uint8Array(2 ** 28);
    const parts = 17;
    let last: Uint8Array<ArrayBuffer> = part;
    let before: Uint8Array<ArrayBuffer> = part;
    const zip = new ZipWriter(async (bytes) => {
      before = last;
      last = bytes;
    });
    for (let i = 0; i < parts; i++) await zip.add('x', 0, part);
    await zip.add('y', 0, part.subarray(0, 5));
    const offset = parts * (30 + 1 + part.length);
    expect(zip.bytesWritten).toBe(offset + 30 + 1 + 5);
    await zip.finish();
    // APPNOTE 4.3.12 and 4.5.3: full in the header, the number in the extra field.
    const central = Buffer.from(before);
    expect(central.readUInt32LE(42)).toBe(0xffff_ffff);
    expect(central.readUInt32LE(24)).toBe(5);
    expect([central.readUInt16LE(47), central.readUInt16LE(49)]).toEqual([1, 8]);
    expect(central.readBigUInt64LE(51)).toBe(BigInt(offset));
    const end = Buffer.from(last);
    expect(end.toString('latin1', 0, 4)).toBe('PK\u0006\u0006');
    expect(Number(end.readBigUInt64LE(48))).toBe(offset + 30 + 1 + 5);
    expect(end.readUInt32LE(76 + 16)).toBe(0xffff_ffff);
  });
});
