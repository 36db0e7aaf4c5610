import { crc32 } from '../../kernels/pixelKernels';
import type { OutputFile } from '../exportSeries';
import { isNotFound, outputFailure, unlessMissing } from '../outputFailure';
import type { OutputPlace, PendingFile } from '../outputPlace';
import { withFolderLock } from './folderLock';
import { isCopyOf } from './readBack';
import { type Naming, removeLeftover, WrittenFile } from './writtenFile';

/**
 * Files that systems may run. Chromium asks the user about each one that gets such an ending by renaming, and waits for
 * the answer; one that is created with it is checked like any other.
 */
const PROGRAM = /\.(?:sh|bat|py)$/i;

/** Paths of all files below a folder, with a prefix. */
async function* filesBelow(folder: FileSystemDirectoryHandle, prefix: string): AsyncGenerator<string> {
  for await (const [name, handle] of folder.entries()) {
    const path = `${prefix}/${name}`;
    if (handle.kind === 'directory') yield* filesBelow(handle as FileSystemDirectoryHandle, path);
    else yield path;
  }
}

/**
 * A folder chosen by the user, through the browser's handle. A file under its final name is never partial.
 *
 * Each file is written as a draft, closed, read back, compared by length and CRC-32, and only then renamed. An error or
 * a cancellation removes the draft. A killed browser may leave a draft, empty or complete, and beside it the browser's
 * own `.crswap`, in which `createWritable` collects the bytes until it is closed.
 *
 * Scripts, and all files if the browser cannot rename, are written under their final names and removed on error.
 * `createWritable` commits all bytes on close, so a killed browser may leave an empty or an unverified file there, never
 * a partial one.
 *
 * Reading back verifies what the file system holds, not the medium.
 */
export class FolderPlace implements OutputPlace {
  private readonly folder: FileSystemDirectoryHandle;
  /** False once renaming has failed here. */
  private renames = true;

  constructor(folder: FileSystemDirectoryHandle) {
    this.folder = folder;
  }

  get name(): string {
    return this.folder.name;
  }

  async *list(folder: string): AsyncGenerator<string> {
    yield* filesBelow(await this.folder.getDirectoryHandle(folder, { create: true }), folder);
  }

  async has({ path, content }: OutputFile): Promise<boolean> {
    try {
      const { parent, name } = await this.find(path, false);
      const handle = await unlessMissing(parent.getFileHandle(name));
      return handle !== undefined && (await isCopyOf(handle, content));
    } catch (error) {
      if (isNotFound(error)) return false;
      throw outputFailure(path, error);
    }
  }

  hasDraft(path: string): boolean {
    return this.naming(path) === 'rename';
  }

  async write(
    { path, content, crc32: known }: OutputFile,
    replace: boolean,
    signal: AbortSignal,
  ): Promise<PendingFile> {
    try {
      const place = { ...(await this.find(path, true)), path, replace };
      const check = { bytes: content.length, crc32: known ?? crc32(content) };
      const written = await WrittenFile.write(place, this.naming(path), content, check, signal);
      return {
        close: () => written.close(),
        verify: () => written.verify(),
        putInPlace: async () => {
          if (!(await written.appear())) this.renames = false;
        },
        discard: () => written.discard(),
      };
    } catch (error) {
      throw signal.aborted ? error : outputFailure(path, error);
    }
  }

  async remove(path: string): Promise<void> {
    try {
      const { parent, name } = await this.find(path, false);
      await parent.removeEntry(name);
    } catch (error) {
      if (!isNotFound(error)) throw outputFailure(path, error);
    }
  }

  async removeDraft(path: string): Promise<void> {
    const { parent, name } = await this.find(path, false);
    await removeLeftover(parent, name);
  }

  exclusively<T>(folder: string, run: () => Promise<T>): Promise<T | undefined> {
    return withFolderLock(this.name, folder, run);
  }

  private naming(path: string): Naming {
    return this.renames && !PROGRAM.test(path) ? 'rename' : 'direct';
  }

  private async find(path: string, create: boolean) {
    const steps = path.split('/');
    const name = steps.pop() ?? '';
    let parent = this.folder;
    for (const step of steps) parent = await parent.getDirectoryHandle(step, { create });
    return { parent, name };
  }
}
