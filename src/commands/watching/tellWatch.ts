import type { AppStore } from '../../state/store';
import { foldWatch, type WatchEvent } from './foldWatch';

/** Tells the screen what happens to the watch, where that is something new. */
export function tellWatch(store: AppStore, event: WatchEvent): void {
  const before = store.getState().watch;
  const watch = foldWatch(before, event);
  if (watch !== before) store.setState({ watch });
}
