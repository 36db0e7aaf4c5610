import type { UnreadEntry } from '../../domain/noticeFacts';
import type { GivenFile } from '../files/givenFile';

/** Takes files that the file manager opened with the program, where the browser hands them over. */
export function takeLaunchedFiles(
  take: (files: readonly GivenFile[], unread: readonly UnreadEntry[]) => Promise<void>,
): void {
  const queue = (window as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(async ({ files: handles }) => {
    const files: GivenFile[] = [];
    const unread: UnreadEntry[] = [];
    for (const handle of handles) {
      if (handle.kind !== 'file') continue;
      try {
        files.push({ file: await (handle as FileSystemFileHandle).getFile(), folder: '' });
      } catch (error) {
        unread.push({ path: handle.name, detail: error instanceof Error ? error.message : String(error) });
      }
    }
    if (files.length + unread.length > 0) await take(files, unread);
  });
}

/** Of the Web App Launch Handler API, which TypeScript's library does not have. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemHandle[] }) => void): void;
}
