/** Not in TypeScript's library, and not in every browser. */
interface FolderObserver {
  observe(folder: FileSystemDirectoryHandle, options: { recursive: boolean }): Promise<void>;
  disconnect(): void;
}
type FolderObserverClass = new (onRecords: () => void) => FolderObserver;

/**
 * Has the browser tell of changes in a folder and all folders in it. What it tells is only a hint to look: events
 * are lost, on network drives all of them, so whoever asks has to look from time to time anyway.
 * @returns ends it; undefined where the browser cannot do it
 */
export async function observeFolder(
  folder: FileSystemDirectoryHandle,
  onChange: () => void,
): Promise<(() => void) | undefined> {
  const { FileSystemObserver } = globalThis as { FileSystemObserver?: FolderObserverClass };
  if (FileSystemObserver === undefined) return undefined;
  const observer = new FileSystemObserver(onChange);
  try {
    await observer.observe(folder, { recursive: true });
  } catch {
    return undefined;
  }
  return () => observer.disconnect();
}
