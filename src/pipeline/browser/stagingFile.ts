/**
 * Opens a file of the browser's origin private file system, where a ZIP is put together before it is
 * downloaded; it never shows up among the user's files. Aborting the stream removes it, and so does a write that
 * fails: a stream does not abort by itself then. Worker only.
 */
export async function openStagingFile(
  folderName: string,
  fileName: string,
): Promise<WritableStream<Uint8Array>> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, { create: true });
  const handle = await folder.getFileHandle(fileName, { create: true });
  const access = await handle.createSyncAccessHandle();
  const discard = async () => {
    access.close();
    await folder.removeEntry(fileName);
  };
  access.truncate(0);
  let position = 0;
  return new WritableStream({
    async write(chunk) {
      try {
        const count = access.write(chunk, { at: position });
        // On a full disk Chromium 156 does not throw: it returns error -8 as 4294967288 bytes.
        if (count !== chunk.byteLength) throw new DOMException('the disk is full', 'QuotaExceededError');
        position += count;
      } catch (error) {
        await discard().catch(() => undefined);
        throw error;
      }
    },
    close() {
      access.flush();
      access.close();
    },
    abort: discard,
  });
}
