import type { AppStore } from '../../state/store';

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
