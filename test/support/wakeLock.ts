import type { Page } from 'playwright';

/** What the page does with the lock that keeps the screen on. */

declare global {
  interface Window {
    locks: string[];
  }
}

/** Init script: locks are noted, and none is taken. */
export function noteLocks(): void {
  window.locks = [];
  const release = async () => void window.locks.push('released');
  const request = async (type: string) => {
    window.locks.push(type);
    return { release };
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
}

/** The locks' types and `released`, in the order of the events. */
export function locksOf(page: Page): Promise<string[]> {
  return page.evaluate(() => window.locks);
}
