import { onTestFinished } from 'vitest';

/** Folders of the browser's private file system, for tests that run in a page. They have the handles of disk folders. */

/** A file as it lies in a folder. */
export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lastModifiedMs: number;
}

/** A new, empty folder; removed after the test. */
export async function ownFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const name = `test-${crypto.randomUUID()}`;
  // A worker that still writes there ends with the page, and so does what it wrote.
  onTestFinished(() => root.removeEntry(name, { recursive: true }).catch(() => undefined));
  return root.getDirectoryHandle(name, { create: true });
}

/** The folder of a path, `/` between parts, made where it is not there. */
export async function folderAt(
  top: FileSystemDirectoryHandle,
  path: string,
): Promise<FileSystemDirectoryHandle> {
  let folder = top;
  for (const step of path.split('/')) folder = await folder.getDirectoryHandle(step, { create: true });
  return folder;
}

async function parentOf(top: FileSystemDirectoryHandle, path: string) {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? top : await folderAt(top, path.slice(0, slash));
  return { folder, name: path.slice(slash + 1) };
}

/** Writes a file, its folders too. */
export async function putFile(
  top: FileSystemDirectoryHandle,
  path: string,
  content: Uint8Array<ArrayBuffer> | string,
): Promise<void> {
  const { folder, name } = await parentOf(top, path);
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await stream.write(content);
  await stream.close();
}

/** Removes a file, or a folder with all that is in it. */
export async function removeAt(top: FileSystemDirectoryHandle, path: string): Promise<void> {
  const { folder, name } = await parentOf(top, path);
  await folder.removeEntry(name, { recursive: true });
}

/** Every file below a folder, by path, sorted. */
export async function filesBelow(folder: FileSystemDirectoryHandle): Promise<Map<string, StoredFile>> {
  const found: [string, StoredFile][] = [];
  const walk = async (into: FileSystemDirectoryHandle, prefix: string): Promise<void> => {
    for await (const [name, handle] of into.entries()) {
      if (handle.kind === 'directory') {
        await walk(handle as FileSystemDirectoryHandle, `${prefix}${name}/`);
        continue;
      }
      const file = await (handle as FileSystemFileHandle).getFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      found.push([`${prefix}${name}`, { bytes, lastModifiedMs: file.lastModified }]);
    }
  };
  await walk(folder, '');
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
