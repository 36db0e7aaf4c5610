import { finishedName } from '../domain/draftName';
import { crc32 } from '../kernels/pixelKernels';
import type { OutputFile } from './exportSeries';
import { isNotFound, outputFailure, unlessMissing } from './outputFailure';
import { isCopyOf } from './readBack';
import { type FilePlace, type Naming, WrittenFile } from './writtenFile';

/**
 * Files that systems may run. Chromium asks the user about each one that gets such an ending by renaming, and waits for
 * the answer; one that is created with it is checked like any other.
 */
const PROGRAM = /\.(?:sh|bat|py)$/i;

/** A file below a folder. */
export interface FoundFile {
  readonly path: string;
  readonly parent: FileSystemDirectoryHandle;
  readonly name: string;
}

/** Whether a path is the unfinished form of a file, or what a killed browser leaves beside one. */
export function isDraftOf(path: string, finished: ReadonlySet<string>): boolean {
  const name = finishedName(path);
  return name !== undefined && finished.has(name);
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
 * A file is written as a draft, closed, read back, compared with what was meant by length and CRC-32, and only then
 * renamed. An error or a cancellation removes the draft. A killed browser can leave a draft, empty or whole, and the
 * browser's own `.crswap` beside it, in which `createWritable` gathers what is written until it is closed.
 *
 * Scripts, and every file where the browser cannot rename, are written under their own names and removed again when
 * anything goes wrong. `createWritable` puts the bytes there all at once when it is closed, so a killed browser can
 * leave an empty file or a whole one that was not read back, never a half one.
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
  async has({ path, content }: OutputFile): Promise<boolean> {
    try {
      const { parent, name } = await this.place(path, false);
      const handle = await unlessMissing(parent.getFileHandle(name));
      return handle !== undefined && (await isCopyOf(handle, content));
    } catch (error) {
      if (isNotFound(error)) return false;
      throw outputFailure(path, error);
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

  /** Whether a file has a draft's name until it is whole; others show under their own from the beginning. */
  hasDraft(path: string): boolean {
    return this.naming(path) === 'rename';
  }

  /**
   * Hands a file's content over; the memory is no longer needed when this resolves.
   * @returns the file, to be closed, verified and put in place
   * @throws OutputFailure when that fails or the file is there and may not be replaced; the signal's reason
   * when it is cancelled
   */
  async write({ path, content, crc32: known }: OutputFile, signal: AbortSignal): Promise<WrittenFile> {
    try {
      const place = await this.place(path, true);
      const check = { bytes: content.length, crc32: known ?? crc32(content) };
      return await WrittenFile.write(place, this.naming(path), content, check, signal);
    } catch (error) {
      throw signal.aborted ? error : outputFailure(path, error);
    }
  }

  /** Gives a file that was closed and verified its own name. @throws as {@link write} */
  async putInPlace(file: WrittenFile): Promise<void> {
    if (!(await file.appear())) this.renames = false;
  }

  /** Writes a file with all steps. @throws as {@link write} */
  async put(file: OutputFile, signal: AbortSignal): Promise<void> {
    const written = await this.write(file, signal);
    await written.close();
    await written.verify();
    await this.putInPlace(written);
  }

  private naming(path: string): Naming {
    return this.renames && !PROGRAM.test(path) ? 'rename' : 'direct';
  }

  private async place(path: string, create: boolean): Promise<FilePlace> {
    const steps = path.split('/');
    const name = steps.pop() ?? '';
    let parent = this.folder;
    for (const step of steps) parent = await parent.getDirectoryHandle(step, { create });
    return { parent, name, path, replace: this.replace };
  }
}
