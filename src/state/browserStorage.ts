/**
 * The browser's storage, which may be full, blocked or filled by another page of the same address: no
 * use of it throws.
 * `local` outlives the visit, `session` ends with the tab.
 */
type StorageArea = 'local' | 'session';

function areaOf(area: StorageArea): Storage {
  return area === 'local' ? window.localStorage : window.sessionStorage;
}

/** The text stored under a key; null if there is none or the browser withholds it. */
export function readStored(area: StorageArea, key: string): string | null {
  try {
    return areaOf(area).getItem(key);
  } catch {
    return null;
  }
}

/**
 * Stores a text under a key.
 * @returns undefined, or why the browser refused
 */
export function writeStored(area: StorageArea, key: string, text: string): string | undefined {
  try {
    areaOf(area).setItem(key, text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
