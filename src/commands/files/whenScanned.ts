import type { AppStore } from '../../state/store';

/** Resolves when no scan runs, or the signal is aborted. */
export function whenScanned(store: AppStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isOver = () => signal.aborted || store.getState().scan.phase !== 'running';
    if (isOver()) return resolve();
    const end = () => {
      if (!isOver()) return;
      unsubscribe();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unsubscribe = store.subscribe(end);
    signal.addEventListener('abort', end);
  });
}
