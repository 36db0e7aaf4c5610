import type { BufferAllocator } from '../outputs/outputFormat';

/** Memory of pieces that are no longer needed, for pieces of the same sizes. */
export function buffersOf(spare: readonly ArrayBuffer[]): BufferAllocator {
  const left = [...spare];
  return {
    take(bytes) {
      const at = left.findIndex(({ byteLength }) => byteLength === bytes);
      return at < 0 ? new ArrayBuffer(bytes) : (left.splice(at, 1)[0] as ArrayBuffer);
    },
  };
}

/**
 * Memory that is used again for the next piece of the same size: filling fresh memory takes longer than reading
 * into it. It is held weakly, so that it can go when nothing is read any more.
 */
export class BufferPool implements BufferAllocator {
  private spare: WeakRef<ArrayBuffer> | undefined;

  /** The spare memory where it has this size, else new memory; whoever takes it owns it. */
  take(bytes: number): ArrayBuffer {
    const spare = this.spare?.deref();
    this.spare = undefined;
    return spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes);
  }

  /** Gives memory back that nothing refers to any more. */
  give(memory: ArrayBuffer): void {
    this.spare = new WeakRef(memory);
  }
}
