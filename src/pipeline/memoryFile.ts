/** Bytes that are gathered before the browser gets them to keep. */
const PART_BYTES = 16 * 2 ** 20;

/** A file that is put together in the browser's memory, for want of a disk. Aborting its stream empties it. */
export class MemoryFile {
  readonly stream: WritableStream<Uint8Array>;
  private parts: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private gathered = 0;

  constructor() {
    this.stream = new WritableStream({
      write: (chunk) => {
        // A copy: the writer may use its memory again.
        this.chunks.push(Uint8Array.from(chunk));
        this.gathered += chunk.byteLength;
        if (this.gathered >= PART_BYTES) this.keep();
      },
      close: () => this.keep(),
      abort: () => {
        this.parts = [];
        this.chunks = [];
      },
    });
  }

  /** What was written. */
  file(type: string): Blob {
    return new Blob(this.parts, { type });
  }

  private keep(): void {
    this.parts.push(new Blob(this.chunks));
    this.chunks = [];
    this.gathered = 0;
  }
}
