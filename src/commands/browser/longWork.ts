import { exportTotals } from '../../state/exportFacts';
import { selectScanProgress } from '../../state/scanProgress';
import type { AppState, AppStore } from '../../state/store';

function isWriting({ exporting }: AppState): boolean {
  return exporting.phase === 'running';
}

function isWorking(state: AppState): boolean {
  return isWriting(state) || state.scan.phase === 'running' || state.watch.phase !== 'idle';
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/**
 * Keeps the screen from locking while frames are scanned, written or waited for (a locked computer may stop the browser), and
 * lets the browser ask before a page is left that is still writing.
 */
export function guardLongWork(store: AppStore): void {
  let lock: Promise<WakeLockSentinel | undefined> | undefined;
  const hold = () => {
    // Absent in some browsers, refused on low battery or in a hidden tab: the work goes on without it.
    lock ??= navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  const release = () => {
    void lock?.then((sentinel) => sentinel?.release());
    lock = undefined;
  };
  const update = (state: AppState, before: AppState) => {
    if (isWorking(state) !== isWorking(before)) (isWorking(state) ? hold : release)();
    if (isWriting(state) === isWriting(before)) return;
    if (isWriting(state)) window.addEventListener('beforeunload', askBeforeLeaving);
    else window.removeEventListener('beforeunload', askBeforeLeaving);
  };
  store.subscribe(update);
  document.addEventListener('visibilitychange', () => {
    // The browser lets go of the lock in a hidden tab.
    if (document.visibilityState !== 'visible') return;
    release();
    if (isWorking(store.getState())) hold();
  });
}

function percentDone(state: AppState): number | undefined {
  const { exporting } = state;
  const share = (done: number, total: number) => (total === 0 ? 0 : Math.floor((100 * done) / total));
  if (exporting.phase === 'running') {
    const { framesDone, framesTotal } = exportTotals(exporting);
    return share(framesDone, framesTotal);
  }
  if (state.scan.phase !== 'running') return undefined;
  const { framesDone, framesTotal } = selectScanProgress(state);
  return share(framesDone, framesTotal);
}

/** Shows in the tab how far a scan or an export has come. */
export function showProgressInTitle(store: AppStore): void {
  const name = document.title;
  store.subscribe((state) => {
    const percent = percentDone(state);
    const title = percent === undefined ? name : `${percent} % \u00b7 ${name}`;
    // The browser tells its windows of every assignment, the same title's too.
    if (title !== document.title) document.title = title;
  });
}
