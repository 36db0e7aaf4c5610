import { useSyncExternalStore } from 'react';

const query = matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether the system is set to dark; follows a change of it. */
export function useSystemIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
