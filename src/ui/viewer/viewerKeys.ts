import { useEffect } from 'react';

/** One key of the viewer and what it does. */
export interface ViewerKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly run: () => void;
}

/** Fields in which letters are text or choose something. */
const FIELDS = 'input:not([type="range"], [type="checkbox"]), select, textarea, [contenteditable]';

/** True where a key belongs to a field, or to a dialog or popover that is open. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], :popover-open') !== null) return true;
  return target instanceof HTMLElement && target.closest(FIELDS) !== null;
}

/** Listens for the keys anywhere on the page, but not in fields, dialogs and with a modifier. */
export function useViewerKeys(keys: readonly ViewerKey[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const match = keys.find(({ key }) => key === event.key);
      if (match === undefined) return;
      event.preventDefault();
      match.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keys]);
}
