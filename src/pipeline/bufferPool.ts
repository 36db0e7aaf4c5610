import type { BufferAllocator } from '../outputs/outputFormat';

/** Buffers that are no longer needed, for pieces of the same sizes. */
export class BufferStock implements BufferAllocator {
  private buffers: ArrayBuffer[] = [];

  /** A buffer that was given back where one has this size, else a new one; whoever takes it owns it. */
  take(bytes: number): ArrayBuffer {
    const at = this.buffers.findIndex(({ byteLength }) => byteLength === bytes);
    return at < 0 ? new ArrayBuffer(bytes) : (this.buffers.splice(at, 1)[0] as ArrayBuffer);
  }

  /** Gives a buffer back that nothing refers to any more. */
  give(buffer: ArrayBuffer): void {
    this.buffers.push(buffer);
  }

  /** Lets all of them go. */
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

  /** The spare buffer where it has this size, else a new one; whoever takes it owns it. */
  take(bytes: number): ArrayBuffer {
    const spare = this.spare?.deref();
    this.spare = undefined;
    return spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes);
  }

  /** Gives a buffer back that nothing refers to any more. */
  give(buffer: ArrayBuffer): void {
    this.spare = new WeakRef(buffer);
  }
}
