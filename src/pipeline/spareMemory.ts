/**
 * Memory that is used again for the next piece of the same size: filling fresh memory takes longer than reading
 * into it. It is held weakly, so that it can go when nothing is read any more.
 */
export class SpareMemory {
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
