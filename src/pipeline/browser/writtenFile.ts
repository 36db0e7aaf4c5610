import { draftName } from '../../domain/draftName';
import { OutputFailure, outputFailure, unlessMissing } from '../outputFailure';
import { type CheckValue, hasCheckValue } from './readBack';

/** Browsers release an aborted file slightly after reporting the abort; each wait doubles. */
const LONGEST_WAIT_MS = 128;

/** Missing in TypeScript's library, and in some browsers for user-visible files. */
type Movable = FileSystemFileHandle & { move?(name: string): Promise<void> };

/** Destination of a file. */
export interface FilePlace {
  readonly parent: FileSystemDirectoryHandle;
  readonly name: string;
  /** For messages. */
  readonly path: string;
  /** True if an existing file may be replaced. */
  readonly replace: boolean;
}

/** How a file gets its name. `direct`: written under its final name. */
export type Naming = 'rename' | 'direct';

/**
 * Removes what an interrupted writing left, also where the browser still holds it for a moment. What cannot be
 * removed even so, for want of permission say, stays: it has a draft's name or is empty.
 */
export async function removeLeftover(parent: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let waitMs = 1; ; waitMs *= 2) {
    try {
      await parent.removeEntry(name);
      return;
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || waitMs > LONGEST_WAIT_MS) return;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

async function refuseExisting({ parent, name, path, replace }: FilePlace): Promise<void> {
  if (replace || (await unlessMissing(parent.getFileHandle(name))) === undefined) return;
  throw new OutputFailure(path, 'exists', name);
}

/**
 * A file that the browser has taken and that is not yet in place. Its steps are called in this order: `close`,
 * `verify`, `appear`. One that throws, an `OutputFailure` or the signal's reason, has removed the file before.
 */
export class WrittenFile {
  private readonly place: FilePlace;
  private readonly naming: Naming;
  private readonly check: CheckValue;
  private readonly handle: Movable;
  private readonly stream: FileSystemWritableFileStream;
  private readonly signal: AbortSignal;

  private constructor(
    place: FilePlace,
    naming: Naming,
    check: CheckValue,
    handle: FileSystemFileHandle,
    stream: FileSystemWritableFileStream,
    signal: AbortSignal,
  ) {
    this.place = place;
    this.naming = naming;
    this.check = check;
    this.handle = handle;
    this.stream = stream;
    this.signal = signal;
  }

  /**
   * Hands a content over to the browser, which gathers it in a file of its own until that is closed. When this
   * resolves the content's memory is no longer needed.
   * @param naming `rename` writes under a draft's name
   * @throws OutputFailure, or the signal's reason; no file is left then
   */
  static async write(
    place: FilePlace,
    naming: Naming,
    content: Uint8Array<ArrayBuffer> | Blob,
    check: CheckValue,
    signal: AbortSignal,
  ): Promise<WrittenFile> {
    const { parent, name, path } = place;
    let stream: FileSystemWritableFileStream | undefined;
    let began = false;
    const writtenAs = naming === 'rename' ? draftName(name) : name;
    try {
      if (naming === 'direct') await refuseExisting(place);
      began = true;
      const handle = await parent.getFileHandle(writtenAs, { create: true });
      stream = await handle.createWritable();
      signal.throwIfAborted();
      await stream.write(content);
      signal.throwIfAborted();
      return new WrittenFile(place, naming, check, handle, stream, signal);
    } catch (error) {
      await stream?.abort().catch(() => undefined);
      if (began) await removeLeftover(parent, writtenAs);
      throw signal.aborted ? error : outputFailure(path, error);
    }
  }

  /** Commits the bytes, all at once. Chromium checks each file here, which can take seconds. */
  close(): Promise<void> {
    return this.orRemove(() => this.stream.close());
  }

  /** Reads the file in pieces and compares length and CRC-32. */
  verify(): Promise<void> {
    return this.orRemove(async () => {
      if (await hasCheckValue(this.handle, this.check)) return;
      throw new OutputFailure(this.place.path, 'mismatch', this.place.name);
    });
  }

  /**
   * Gives the file its final name.
   * @returns false where the browser refuses to rename; the file was copied then
   */
  async appear(): Promise<boolean> {
    if (this.naming === 'direct') return true;
    let renamed = true;
    await this.orRemove(async () => {
      await refuseExisting(this.place);
      renamed = await this.rename();
      if (!renamed) await this.copy();
    });
    return renamed;
  }

  private async rename(): Promise<boolean> {
    const { parent, name, replace } = this.place;
    try {
      // Not all browsers replace on rename.
      if (replace) await unlessMissing(parent.removeEntry(name));
      await this.handle.move?.(name);
      return this.handle.move !== undefined;
    } catch {
      // If the cause is not renaming, copying fails too and reports it.
      return false;
    }
  }

  /** Copies the draft to its final name, file to file. */
  private async copy(): Promise<void> {
    const { place, check, signal } = this;
    const copy = await WrittenFile.write(place, 'direct', await this.handle.getFile(), check, signal);
    await copy.close();
    await copy.verify();
    await removeLeftover(place.parent, draftName(place.name));
  }

  /** Removes the file, whatever its state. */
  async discard(): Promise<void> {
    const { place, naming, stream } = this;
    await stream.abort().catch(() => undefined);
    await removeLeftover(place.parent, naming === 'rename' ? draftName(place.name) : place.name);
  }

  private async orRemove(step: () => Promise<void>): Promise<void> {
    const { place, signal } = this;
    try {
      signal.throwIfAborted();
      await step();
    } catch (error) {
      await this.discard();
      throw signal.aborted ? error : outputFailure(place.path, error);
    }
  }
}
