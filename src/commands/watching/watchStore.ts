import type { AppStore } from '../../state/store';
import type { WatchState } from '../../state/watch';

/** Changes what the screen knows of the watch; what the change does not name stays. */
export function changeWatch(store: AppStore, change: Partial<WatchState>): void {
  store.setState(({ watch }) => ({ watch: { ...watch, ...change } }));
}
