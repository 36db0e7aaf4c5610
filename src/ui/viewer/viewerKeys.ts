import { useEffect } from 'react';

/** One keyboard shortcut. */
export interface ViewerKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly run: () => void;
}

/** Fields that use letters themselves. */
const FIELDS = 'input:not([type="range"], [type="checkbox"]), select, textarea, [contenteditable]';

/** True if a key belongs to a field, or to an open dialog or popover. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], :popover-open') !== null) return true;
  return target instanceof HTMLElement && target.closest(FIELDS) !== null;
}

/** Marks the areas where the shortcuts work: the viewer and the frame table. */
export const VIEWER_KEYS_AREA = { 'data-viewer-keys': '' } as const;

/** Single characters act only while the frames have the focus, because speech input sends many (WCAG 2.1.4). */
function isHere(key: string, target: EventTarget | null): boolean {
  return key.length > 1 || (target instanceof Element && target.closest('[data-viewer-keys]') !== null);
}

/** Handles the keys while the frames have the focus, but not in fields or dialogs or with a modifier. */
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
