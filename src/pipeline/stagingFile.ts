/**
 * Opens a file of the browser's origin private file system, where a ZIP is put together before it is
 * downloaded; it never shows up among the user's files. Aborting the stream removes it. Worker only.
 */
export async function openStagingFile(
  folderName: string,
  fileName: string,
): Promise<WritableStream<Uint8Array>> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, { create: true });
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
