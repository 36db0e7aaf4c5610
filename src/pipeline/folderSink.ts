import type { OutputFault } from '../domain/exportRun';
import { type ByteTaker, readThrough } from './byteSource';
import type { OutputFile } from './exportSeries';

/** Ending of a file that is being written; the program's own, as drafts are removed without asking. */
const DRAFT_ENDING = '.pedestal-part';
/** The browser gathers what is written in `<name>.crswap`, or `<name>.1.crswap` where that is taken. */
const LEFTOVER = /(?:\.pedestal-part)?(?:\.\d+)?\.crswap$|\.pedestal-part$/;

/** The browser lets go of an aborted file a moment after it says that it is aborted; each wait is twice the last. */
const LONGEST_WAIT_MS = 128;

/** Not in TypeScript's library; browsers without it have none for files that the user sees. */
type Movable = FileSystemFileHandle & { move?(name: string): Promise<void> };

/** A file below a folder. */
export interface FoundFile {
  readonly path: string;
  readonly parent: FileSystemDirectoryHandle;
  readonly name: string;
}

const FAULT_OF_ERROR: Readonly<Record<string, OutputFault>> = {
  QuotaExceededError: 'noSpace',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'gone',
  // The browser reads a file only while its size and time are those it had when the reading began.
  NotReadableError: 'gone',
  InvalidStateError: 'gone',
  NoModificationAllowedError: 'locked',
};

/** Ends an export because of one file of the output. */
export class OutputFailure extends Error {
  readonly path: string;
  readonly fault: OutputFault;
  readonly detail: string;
  constructor(path: string, fault: OutputFault, detail: string) {
    super(`${path}: ${fault}`);
    this.path = path;
    this.fault = fault;
    this.detail = detail;
  }
}

/** The failure that an error of the file system means for a file. */
export function outputFailure(path: string, error: unknown): OutputFailure {
  if (error instanceof OutputFailure) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const name = error instanceof DOMException ? error.name : '';
  return new OutputFailure(path, FAULT_OF_ERROR[name] ?? 'cannotWrite', detail);
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

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

async function fill(handle: FileSystemFileHandle, file: OutputFile, signal: AbortSignal): Promise<void> {
  const stream = await handle.createWritable();
  try {
    signal.throwIfAborted();
    await stream.write(file.content);
    signal.throwIfAborted();
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
}

function sameBytes(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): boolean {
  if (one.length !== other.length) return false;
  const aligned = one.byteOffset % 4 === 0 && other.byteOffset % 4 === 0;
  const bulk = aligned ? one.length >>> 2 : 0;
  if (bulk > 0) {
    const words = new Int32Array(one.buffer, one.byteOffset, bulk);
    const otherWords = new Int32Array(other.buffer, other.byteOffset, bulk);
    for (let i = 0; i < bulk; i++) if (words[i] !== otherWords[i]) return false;
  }
  for (let i = 4 * bulk; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Compares what is read with what is expected. */
class Comparison implements ByteTaker {
  same = true;
  private readonly expected: Uint8Array<ArrayBuffer>;
  private taken = 0;

  constructor(expected: Uint8Array<ArrayBuffer>) {
    this.expected = expected;
  }

  take(bytes: Uint8Array<ArrayBuffer>): void {
    const end = this.taken + bytes.length;
    this.same &&= sameBytes(bytes, this.expected.subarray(this.taken, end));
    this.taken = end;
  }

  takeWhole(buffer: ArrayBuffer): void {
    this.same = sameBytes(new Uint8Array(buffer), this.expected);
  }
}

/** Reads a file and compares every byte. */
async function isCopyOf(handle: FileSystemFileHandle, { content }: OutputFile): Promise<boolean> {
  const found = await handle.getFile();
  if (found.size !== content.length) return false;
  const comparison = new Comparison(content);
  const read = await readThrough(found, 0, content.length, comparison);
  if (read.ok) return comparison.same;
  if (read.problem.code === 'unreadable') throw new DOMException(read.problem.detail, 'NotReadableError');
  return false;
}

/** Whether a path is the unfinished form of a file, or what a killed browser leaves beside one. */
export function isDraftOf(path: string, finished: ReadonlySet<string>): boolean {
  const name = path.replace(LEFTOVER, '');
  return name !== path && finished.has(name);
}

/** Every file below a folder, with paths that begin with `prefix`. */
export async function* filesBelow(
  folder: FileSystemDirectoryHandle,
  prefix: string,
): AsyncGenerator<FoundFile> {
  for await (const [name, handle] of folder.entries()) {
    const path = `${prefix}/${name}`;
    if (handle.kind === 'directory') yield* filesBelow(handle as FileSystemDirectoryHandle, path);
    else yield { path, parent: folder, name };
  }
}

/**
 * Puts the files of a series into a folder, so that whatever happens no file under its own name is half.
 *
 * A file is written as `<name>.pedestal-part`, closed, read back, compared byte for byte with what was
 * meant, and only then renamed. An error or a cancellation removes the draft. A killed browser can leave
 * a draft, empty or whole, and the browser's own `.crswap` beside it, in which `createWritable` gathers what
 * is written until it is closed.
 *
 * Where files cannot be renamed the file is written under its own name and removed again when anything goes
 * wrong. `createWritable` puts the bytes there all at once when it is closed, so a killed browser can leave
 * an empty file or a whole one that was not read back, never a half one.
 *
 * Reading back shows what the file system holds; whether the medium does is the operating system's affair.
 */
export class FolderSink {
  private readonly folder: FileSystemDirectoryHandle;
  private readonly replace: boolean;
  /** False once the browser has shown that it cannot rename here. */
  private renames = true;

  /**
   * @param folder where the paths of the files begin
   * @param replace whether a file that is there already may be replaced
   */
  constructor(folder: FileSystemDirectoryHandle, replace: boolean) {
    this.folder = folder;
    this.replace = replace;
  }

  /**
   * Whether the folder has the file, byte for byte.
   * @throws OutputFailure when it cannot be read
   */
  async has(file: OutputFile): Promise<boolean> {
    try {
      const { parent, name } = await this.place(file.path, false);
      const handle = await unlessMissing(parent.getFileHandle(name));
      return handle !== undefined && (await isCopyOf(handle, file));
    } catch (error) {
      if (isNotFound(error)) return false;
      throw outputFailure(file.path, error);
    }
  }

  /** Removes a file. @throws OutputFailure when it is there and cannot be removed */
  async remove(path: string): Promise<void> {
    try {
      const { parent, name } = await this.place(path, false);
      await parent.removeEntry(name);
    } catch (error) {
      if (!isNotFound(error)) throw outputFailure(path, error);
    }
  }

  /**
   * Writes a file and reads it back.
   * @throws OutputFailure when that fails or the file is there and may not be replaced; the signal's reason
   * when it is cancelled
   */
  async write(file: OutputFile, signal: AbortSignal): Promise<void> {
    try {
      const { parent, name } = await this.place(file.path, true);
      if (this.renames && (await this.writeAndRename(parent, name, file, signal))) return;
      await this.refuseExisting(parent, name, file.path);
      await this.writeAs(parent, name, file, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      throw outputFailure(file.path, error);
    }
  }

  private async place(path: string, create: boolean) {
    const steps = path.split('/');
    const name = steps.pop() ?? '';
    let parent = this.folder;
    for (const step of steps) parent = await parent.getDirectoryHandle(step, { create });
    return { parent, name };
  }

  private async refuseExisting(parent: FileSystemDirectoryHandle, name: string, path: string): Promise<void> {
    if (this.replace || (await unlessMissing(parent.getFileHandle(name))) === undefined) return;
    throw new OutputFailure(path, 'exists', name);
  }

  /** Writes under a name and reads back; on any error nothing of that name stays. */
  private async writeAs(
    parent: FileSystemDirectoryHandle,
    name: string,
    file: OutputFile,
    signal: AbortSignal,
  ): Promise<Movable> {
    try {
      const handle = await parent.getFileHandle(name, { create: true });
      await fill(handle, file, signal);
      if (await isCopyOf(handle, file)) return handle;
      throw new OutputFailure(file.path, 'mismatch', name);
    } catch (error) {
      await removeLeftover(parent, name);
      throw error;
    }
  }

  /** @returns false when the browser cannot rename */
  private async writeAndRename(
    parent: FileSystemDirectoryHandle,
    name: string,
    file: OutputFile,
    signal: AbortSignal,
  ): Promise<boolean> {
    const draft = name + DRAFT_ENDING;
    const handle = await this.writeAs(parent, draft, file, signal);
    try {
      signal.throwIfAborted();
      await this.refuseExisting(parent, name, file.path);
      if (handle.move === undefined) throw new DOMException('no move()', 'NotSupportedError');
      // Browsers differ in whether renaming replaces.
      if (this.replace) await unlessMissing(parent.removeEntry(name));
      await handle.move(name);
      return true;
    } catch (error) {
      await removeLeftover(parent, draft);
      if (signal.aborted || error instanceof OutputFailure) throw error;
      // If it is not the renaming that fails, the direct way fails too and says why.
      this.renames = false;
      return false;
    }
  }
}
