/** A gzip file that cannot be unpacked to the end. */
export class DamagedGzip extends Error {
  /** Bytes that could be unpacked. */
  readonly readableBytes: number;

  constructor(readableBytes: number) {
    super(`gzip data damaged after ${readableBytes} bytes`);
    this.name = 'DamagedGzip';
    this.readableBytes = readableBytes;
  }
}
