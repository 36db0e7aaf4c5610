import { useEffect } from 'react';

/** One key of the viewer and what it does. */
export interface ViewerKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly run: () => void;
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
  );
}

/** Listens for the keys anywhere on the page, but not in fields and not with a modifier. */
export function useViewerKeys(keys: readonly ViewerKey[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      const match = keys.find(({ key }) => key === event.key);
      if (match === undefined) return;
      event.preventDefault();
      match.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keys]);
}
