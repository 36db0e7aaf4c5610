/** Exists in workers alone, whose types are not those of a page; the measuring worker is checked with the page's. */
interface FileSystemSyncAccessHandle {
  write(bytes: Uint8Array, options?: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
