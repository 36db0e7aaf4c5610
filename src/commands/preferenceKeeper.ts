import { samePreferences, storePreferences } from '../state/preferences';
import type { AppStore } from '../state/store';
import { AfterPause } from './afterPause';
import { onPageHidden } from './browser/page';

/**
 * Keeps how the program is set up for the next visit. Nothing else of the state makes it write, and a change is
 * written when those after it have paused.
 * @param onRefused told why, each time the browser does not keep it; the program goes on as before
 */
export function keepPreferences(store: AppStore, onRefused: (detail: string) => void): void {
  const writing = new AfterPause(() => {
    const refusal = storePreferences(store.getState());
    if (refusal !== undefined) onRefused(refusal);
  });
  store.subscribe((state, before) => {
    if (!samePreferences(state, before)) writing.note();
  });
  onPageHidden(() => writing.flush());
}
