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

/** Marks what the keys of the viewer belong to: the picture with all around it, and the table of frames. */
export const VIEWER_KEYS_AREA = { 'data-viewer-keys': '' } as const;

/** Single characters act where the frames have the focus alone: a spoken word is many of them (WCAG 2.1.4). */
function isHere(key: string, target: EventTarget | null): boolean {
  return key.length > 1 || (target instanceof Element && target.closest('[data-viewer-keys]') !== null);
}

/** Listens for the keys while the frames have the focus, but not in fields, dialogs and with a modifier. */
export function useViewerKeys(keys: readonly ViewerKey[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const match = keys.find(({ key }) => key === event.key);
      if (match === undefined || !isHere(match.key, event.target)) return;
      event.preventDefault();
      match.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keys]);
}
