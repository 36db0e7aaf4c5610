import type { AppStore } from '../state/store';
import { describePage, onUnhandled } from './browser/page';

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/**
 * Notes a fault that nobody foresaw, for the screen.
 * @param part part of the screen that it took away
 */
export function noteUnexpected(store: AppStore, error: unknown, part?: string): void {
  store.setState(({ unexpected }) => ({
    unexpected:
      unexpected === undefined
        ? {
            part,
            message: messageOf(error),
            stack: error instanceof Error ? (error.stack ?? '') : '',
            atMs: Date.now(),
            times: 1,
          }
        : { ...unexpected, part: unexpected.part ?? part, times: unexpected.times + 1 },
  }));
}

/** Notes from now on what reaches the page without being handled, of its workers too. */
export function watchUnexpected(store: AppStore): void {
  onUnhandled((error) => noteUnexpected(store, error));
}

/** What a report of the fault needs. No name of a file or folder is added to what the fault itself says. */
export function unexpectedDetails(store: AppStore): string {
  // Plain state alone: a selector may be what the fault is in.
  const { unexpected, files, outcomes, scan, exporting, watch } = store.getState();
  if (unexpected === undefined) return '';
  const { part, message, stack, atMs, times } = unexpected;
  return [
    `Pedestal ${__APP_VERSION__}, ${new Date(atMs).toISOString()}`,
    ...describePage(),
    `files ${files.size}, frames read ${outcomes.size}, scan ${scan.phase}, export ${exporting.phase} (${exporting.place}), watch ${watch.phase}`,
    `faults ${times}${part === undefined ? '' : `, part ${part}`}`,
    stack.includes(message) ? stack : `${message}\n${stack}`,
  ].join('\n');
}
