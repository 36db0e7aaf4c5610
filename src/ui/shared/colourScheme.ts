import { useSyncExternalStore } from 'react';

const query = matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** True if the system is set to dark; follows changes. */
export function useSystemIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
