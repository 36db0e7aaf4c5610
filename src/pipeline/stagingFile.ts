/**
 * Files in the browser's origin private file system, where a ZIP is put together before it is downloaded.
 * They never show up among the user's files.
 */
const FOLDER = 'staging';

async function stagingFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** Opens a staging file for writing; aborting the stream removes the file. Worker only. */
export async function openStagingFile(fileName: string): Promise<WritableStream<Uint8Array>> {
  const folder = await stagingFolder();
  const handle = await folder.getFileHandle(fileName, { create: true });
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  let position = 0;
  return new WritableStream({
    write(chunk) {
      const count = access.write(chunk, { at: position });
      position += count;
      if (count < chunk.byteLength) throw new DOMException('the disk is full', 'QuotaExceededError');
    },
    close() {
      access.flush();
      access.close();
    },
    async abort() {
      access.close();
      await folder.removeEntry(fileName);
    },
  });
}
