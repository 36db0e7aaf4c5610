import { Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import { completeZipEnd } from '../../src/pipeline/zipEnd';

const END_BYTES = 22;

/** An archive of empty entries, made by hand as client-zip makes it: the plain end has 65,535 for "too many". */
function handmade(count: number): { readonly body: Buffer; readonly end: Buffer } {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const name = Buffer.from(String(i).padStart(8, '0'));
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x0403_4b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(38 * i, 42);
    local.push(header, name);
    directory.push(entry, name);
  }
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(54 * count, 12);
  end.writeUInt32LE(38 * count, 16);
  return { body: Buffer.concat([...local, ...directory]), end };
}

async function completed(chunks: readonly Uint8Array<ArrayBuffer>[], entries: number): Promise<Buffer> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return Buffer.from(await new Response(source.pipeThrough(completeZipEnd(() => entries))).arrayBuffer());
}

async function count(zip: Buffer): Promise<number> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(zip)), { useWebWorkers: false });
  return (await reader.getEntries()).length;
}

describe('the end of an archive', () => {
  it.each([1, 65_534])('is left as it is while 16 bits hold the number of entries: %d', async (entries) => {
    const { body, end } = handmade(entries);
    const chunks = [new Uint8Array(body), new Uint8Array(end)];
    expect(Buffer.concat([body, end]).equals(await completed(chunks, entries))).toBe(true);
  });

  it.each([65_535, 66_006])('has the number of entries in a Zip64 record: %d', async (entries) => {
    const { body, end } = handmade(entries);
    const zip = await completed([new Uint8Array(body), new Uint8Array(end)], entries);
    expect(zip.subarray(0, body.length).equals(body)).toBe(true);
    expect(zip.subarray(-END_BYTES).equals(end)).toBe(true);
    // APPNOTE 4.3.14 and 4.3.15: the Zip64 end record, 56 bytes, and its locator, 20.
    expect(zip.length).toBe(body.length + 56 + 20 + END_BYTES);
    const record = zip.subarray(body.length);
    expect(record.toString('latin1', 0, 4)).toBe('PK\u0006\u0006');
    expect(record.readBigUInt64LE(4)).toBe(44n);
    const fields = [24, 32, 40, 48].map((at) => Number(record.readBigUInt64LE(at)));
    expect(fields).toEqual([entries, entries, 54 * entries, 38 * entries]);
    const locator = record.subarray(56);
    expect(locator.toString('latin1', 0, 4)).toBe('PK\u0006\u0007');
    expect([locator.readUInt32LE(4), Number(locator.readBigUInt64LE(8)), locator.readUInt32LE(16)]).toEqual([
      0,
      body.length,
      1,
    ]);
    expect(await count(zip)).toBe(entries);
  });

  it('is not given a second record where there is one', async () => {
    const { body, end } = handmade(3);
    const record = new Uint8Array(76);
    record.set([0x50, 0x4b, 6, 6]);
    const chunks = [new Uint8Array(body), record, new Uint8Array(end)];
    expect((await completed(chunks, 70_000)).length).toBe(body.length + 76 + END_BYTES);
  });

  it('comes from client-zip as a chunk of its own', async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of makeZip([{ name: 'x', input: 'y' }])) chunks.push(chunk);
    expect(Buffer.from(chunks.at(-1) ?? []).toString('latin1', 0, 4)).toBe('PK\u0005\u0006');
    expect(chunks.at(-1)?.length).toBe(END_BYTES);
  });
});
