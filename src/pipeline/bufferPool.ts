import type { BufferAllocator } from '../outputs/outputFormat';

/** Returned buffers, for reuse at the same size. */
export class BufferStock implements BufferAllocator {
  private buffers: ArrayBuffer[] = [];

  /** A returned buffer of this size, else a new one; the caller owns it. */
  take(bytes: number): ArrayBuffer {
    const at = this.buffers.findIndex(({ byteLength }) => byteLength === bytes);
    return at < 0 ? new ArrayBuffer(bytes) : (this.buffers.splice(at, 1)[0] as ArrayBuffer);
  }

  /** Returns a buffer that is no longer referenced. */
  give(buffer: ArrayBuffer): void {
    this.buffers.push(buffer);
  }

  /** Drops all buffers. */
  clear(): void {
    this.buffers = [];
  }
}

/**
 * One buffer that is used again for the next piece of the same size: filling fresh memory takes longer than reading
 * into it. It is held weakly, so that it can go when nothing is read any more.
 */
export class BufferPool implements BufferAllocator {
  private spare: WeakRef<ArrayBuffer> | undefined;

  /** The spare buffer if it has this size, else a new one; the caller owns it. */
  take(bytes: number): ArrayBuffer {
    const spare = this.spare?.deref();
    this.spare = undefined;
    return spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes);
  }

  /** Returns a buffer that is no longer referenced. */
  give(buffer: ArrayBuffer): void {
    this.spare = new WeakRef(buffer);
  }
}
