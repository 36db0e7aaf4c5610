/** Bytes collected before they become a Blob. */
const PART_BYTES = 16 * 2 ** 20;

/** A file assembled in memory where no disk is available. Aborting its stream empties it. */
export class MemoryFile {
  readonly stream: WritableStream<Uint8Array>;
  private parts: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private gathered = 0;

  constructor() {
    this.stream = new WritableStream({
      write: (chunk) => {
        // Copied: the writer may reuse its memory.
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
