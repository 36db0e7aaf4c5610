import type { UnreadEntry } from '../../domain/notice';
import type { AppStore } from '../../state/store';
import type { GivenFile } from '../files/fileIntake';

/** How often a page that stays open looks for a new version, ms. */
const LOOK_EVERY_MS = 3_600_000;

/**
 * Has the browser keep the program for times without a network. A new version waits until the user takes it:
 * the page then starts anew.
 */
export class OfflineKeeper {
  private readonly store: AppStore;
  private waiting: ServiceWorker | undefined;

  constructor(store: AppStore) {
    this.store = store;
  }

  /** Call it once. Does nothing for a page that is opened as a file, or in development. */
  async start(): Promise<void> {
    if (!import.meta.env.PROD || !location.protocol.startsWith('http')) return;
    // Undefined in private windows of some browsers, and on sites without encryption.
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (container === undefined) return;
    try {
      const registration = await container.register('./serviceWorker.js', { updateViaCache: 'none' });
      this.follow(registration, container);
      // It may remove what the tab had before, which is gone by now.
      container.controller?.postMessage('started');
      setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
    } catch {
      // Kept or not, the program works as long as the page is open.
    }
  }

  /** Starts the new version. The files must be chosen again. */
  update(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.waiting?.postMessage('update');
  }

  private follow(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
    const offer = (worker: ServiceWorker | null) => {
      // The first one is not an update.
      if (worker?.state !== 'installed' || container.controller === null) return;
      this.waiting = worker;
      this.store.setState({ updateReady: true });
    };
    offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => offer(installing));
    });
  }
}

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
