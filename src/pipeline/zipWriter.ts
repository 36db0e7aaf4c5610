import { crc32 } from '../kernels/pixelKernels';

/**
 * A ZIP archive without compression, written front to back (APPNOTE 6.3.9: local header 4.3.7, central directory
 * 4.3.12, Zip64 4.3.14 and 4.5.3). Length and CRC-32 of an entry are known before it is written, so that every
 * local header is complete.
 */

const LOCAL_MARK = 0x0403_4b50;
const CENTRAL_MARK = 0x0201_4b50;
const ZIP64_END_MARK = 0x0606_4b50;
const LOCATOR_MARK = 0x0706_4b50;
const END_MARK = 0x0605_4b50;

const PLAIN_VERSION = 10;
const ZIP64_VERSION = 45;
/** "Made by" Unix, since the permissions are Unix permissions. */
const MADE_BY = (3 << 8) | ZIP64_VERSION;
/** Regular file, readable by all: Unix mode in the upper half. */
const PERMISSIONS = 0o100644 * 2 ** 16;
/** The name is UTF-8. */
const UTF8_FLAG = 1 << 11;
const ZIP64_EXTRA = 1;
const FULL_16 = 0xffff;
const FULL_32 = 0xffff_ffff;

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly dosTime: number;
  readonly crc: number;
  readonly bytes: number;
  /** Offset of its local header. */
  readonly offset: number;
}

/** Fields one after the other, little-endian. */
class Fields {
  readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly view: DataView;
  private at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }

  u16(...values: readonly number[]): this {
    for (const value of values) {
      this.view.setUint16(this.at, value, true);
      this.at += 2;
    }
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) {
      this.view.setUint32(this.at, value, true);
      this.at += 4;
    }
    return this;
  }

  u64(...values: readonly number[]): this {
    for (const value of values) {
      this.view.setBigUint64(this.at, BigInt(value), true);
      this.at += 8;
    }
    return this;
  }

  put(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }
}

/** MS-DOS local date and time, in steps of 2 s, from 1980 on. */
function dosTimeOf(modifiedMs: number): number {
  const date = new Date(modifiedMs);
  const year = Math.min(Math.max(date.getFullYear(), 1980), 2107);
  const day = ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return day * 2 ** 16 + time;
}

function localHeader({ name, dosTime, crc, bytes }: Entry): Uint8Array<ArrayBuffer> {
  const large = bytes >= FULL_32;
  const extra = large ? 20 : 0;
  const fields = new Fields(30 + name.length + extra)
    .u32(LOCAL_MARK)
    .u16(large ? ZIP64_VERSION : PLAIN_VERSION, UTF8_FLAG, 0)
    .u32(dosTime, crc, large ? FULL_32 : bytes, large ? FULL_32 : bytes)
    .u16(name.length, extra)
    .put(name);
  return (large ? fields.u16(ZIP64_EXTRA, 16).u64(bytes, bytes) : fields).bytes;
}

function centralHeader({ name, dosTime, crc, bytes, offset }: Entry): Uint8Array<ArrayBuffer> {
  // The extra field holds only the fields that overflow here.
  const wide = [...(bytes >= FULL_32 ? [bytes, bytes] : []), ...(offset >= FULL_32 ? [offset] : [])];
  const extra = wide.length === 0 ? 0 : 4 + 8 * wide.length;
  const fields = new Fields(46 + name.length + extra)
    .u32(CENTRAL_MARK)
    .u16(MADE_BY, extra === 0 ? PLAIN_VERSION : ZIP64_VERSION, UTF8_FLAG, 0)
    .u32(dosTime, crc, Math.min(bytes, FULL_32), Math.min(bytes, FULL_32))
    .u16(name.length, extra, 0, 0, 0)
    .u32(PERMISSIONS, Math.min(offset, FULL_32))
    .put(name);
  return (extra === 0 ? fields : fields.u16(ZIP64_EXTRA, 8 * wide.length).u64(...wide)).bytes;
}

function endRecords(entries: number, directoryBytes: number, directoryAt: number): Uint8Array<ArrayBuffer> {
  const large = entries >= FULL_16 || directoryBytes >= FULL_32 || directoryAt >= FULL_32;
  const fields = new Fields((large ? 76 : 0) + 22);
  if (large) {
    fields
      .u32(ZIP64_END_MARK)
      .u64(44)
      .u16(MADE_BY, ZIP64_VERSION)
      .u32(0, 0)
      .u64(entries, entries, directoryBytes, directoryAt)
      .u32(LOCATOR_MARK, 0)
      .u64(directoryAt + directoryBytes)
      .u32(1);
  }
  const count = Math.min(entries, FULL_16);
  return fields
    .u32(END_MARK)
    .u16(0, 0, count, count)
    .u32(Math.min(directoryBytes, FULL_32), Math.min(directoryAt, FULL_32))
    .u16(0).bytes;
}

/** Writes an archive entry by entry. */
export class ZipWriter {
  private readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  private readonly entries: Entry[] = [];
  private written = 0;

  /** @param write takes the next bytes; resolves when their memory may be used again */
  constructor(write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.write = write;
  }

  /** Bytes written so far. */
  get bytesWritten(): number {
    return this.written;
  }

  /**
   * Adds a file.
   * @param name with `/` between folders, at most 65,535 bytes of UTF-8
   * @param modifiedMs milliseconds since 1970
   * @param crc CRC-32 of the content, where it is known
   */
  async add(
    name: string,
    modifiedMs: number,
    content: Uint8Array<ArrayBuffer>,
    crc = crc32(content),
  ): Promise<void> {
    const entry: Entry = {
      name: new TextEncoder().encode(name),
      dosTime: dosTimeOf(modifiedMs),
      crc,
      bytes: content.length,
      offset: this.written,
    };
    this.entries.push(entry);
    await this.put(localHeader(entry));
    await this.put(content);
  }

  /** Writes the central directory and ends the archive. */
  async finish(): Promise<void> {
    const begin = this.written;
    for (const entry of this.entries) await this.put(centralHeader(entry));
    await this.put(endRecords(this.entries.length, this.written - begin, begin));
  }

  private async put(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.write(bytes);
    this.written += bytes.length;
  }
}
