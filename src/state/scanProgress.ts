import { memoizeByObject, memoizeLast, memoPerStore, type StoreIdentity } from '../conversion/memoize';
import { frameBytesOf } from '../domain/frame';
import { type FrameKey, filePath, type Series } from '../domain/series';
import { selectSeries, settingsOf } from './allSeries';
import type { AppState } from './store';

/** How far the scan has come, over all series. */
export interface ScanProgress {
  /** `idle`: there is no frame, or a stopped scan has left some. `failed`: not one frame can be used. */
  readonly phase: 'idle' | 'running' | 'done' | 'failed';
  readonly framesDone: number;
  /** Files that are still to be looked at count as one frame each. */
  readonly framesTotal: number;
  /** Of those that are done: frames that cannot be converted. */
  readonly framesFailed: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Reading rate of the running or last scan, bytes a second; 0 before the first frame. */
  readonly bytesPerSecond: number;
}

/** What the progress is told from. */
type ScanSources = StoreIdentity &
  Pick<AppState, 'files' | 'settings' | 'arrangement' | 'sideFiles' | 'outcomes' | 'scan'>;

/** What the frames of a series come to. */
interface ScanCounts {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly framesFailed: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/**
 * Counts every frame that is to be looked at; one that cannot be read counts as done. A pass over the frames for each
 * new set of results is little beside the drawing of them: some milliseconds for 10,000 frames, four times a second at
 * most.
 */
const countSeries = memoizeByObject(({ frames }: Series) =>
  memoizeLast((excluded: ReadonlySet<FrameKey>, outcomes: AppState['outcomes']): ScanCounts => {
    let framesDone = 0;
    let framesTotal = 0;
    let framesFailed = 0;
    let bytesDone = 0;
    let bytesTotal = 0;
    for (const frame of frames) {
      const outcome = outcomes.get(frame.id);
      if (excluded.has(frame.key) && outcome === undefined) continue;
      const bytes = frame.layout === undefined ? 0 : frameBytesOf(frame.layout);
      framesTotal++;
      bytesTotal += bytes;
      if (frame.problem === undefined && outcome === undefined) continue;
      framesDone++;
      if (outcome !== undefined) bytesDone += bytes;
      if (frame.problem !== undefined || outcome?.kind === 'failed') framesFailed++;
    }
    return { framesDone, framesTotal, framesFailed, bytesDone, bytesTotal };
  }),
);

/** Files that are to be looked at. One that is here already, given again or in a newer state, is among its frames. */
function countPending(files: AppState['files'], additions: AppState['scan']['additions']): number {
  const pending = new Set([...additions.values()].flatMap((paths) => [...paths]));
  if (pending.size === 0) return 0;
  for (const { file } of files.values()) pending.delete(filePath(file));
  return pending.size;
}

function phaseOf(running: boolean, { framesDone, framesTotal, framesFailed }: ScanCounts) {
  if (running) return 'running';
  if (framesTotal === 0 || framesDone < framesTotal) return 'idle';
  return framesFailed === framesTotal ? 'failed' : 'done';
}

const memo = memoPerStore(() => {
  const countFiles = memoizeLast(countPending);
  /** The same object as long as it says the same. */
  const tell = memoizeLast(
    (
      phase: ScanProgress['phase'],
      framesDone: number,
      framesTotal: number,
      framesFailed: number,
      bytesDone: number,
      bytesTotal: number,
      bytesPerSecond: number,
    ): ScanProgress => ({
      phase,
      framesDone,
      framesTotal,
      framesFailed,
      bytesDone,
      bytesTotal,
      bytesPerSecond,
    }),
  );
  return memoizeLast(
    (
      list: readonly Series[],
      files: AppState['files'],
      settings: AppState['settings'],
      outcomes: AppState['outcomes'],
      scan: AppState['scan'],
    ) => {
      let sum: ScanCounts = {
        framesDone: 0,
        framesTotal: countFiles(files, scan.additions),
        framesFailed: 0,
        bytesDone: 0,
        bytesTotal: 0,
      };
      for (const series of list) {
        const one = countSeries(series)(settingsOf({ settings }, series.key).excluded, outcomes);
        sum = {
          framesDone: sum.framesDone + one.framesDone,
          framesTotal: sum.framesTotal + one.framesTotal,
          framesFailed: sum.framesFailed + one.framesFailed,
          bytesDone: sum.bytesDone + one.bytesDone,
          bytesTotal: sum.bytesTotal + one.bytesTotal,
        };
      }
      const { framesDone, framesTotal, framesFailed, bytesDone, bytesTotal } = sum;
      const phase = phaseOf(scan.phase === 'running', sum);
      return tell(phase, framesDone, framesTotal, framesFailed, bytesDone, bytesTotal, scan.bytesPerSecond);
    },
  );
});

/** How far the scan has come: told from the files and results that are there, so that nothing is counted twice. */
export function selectScanProgress(state: ScanSources): ScanProgress {
  const { files, settings, outcomes, scan } = state;
  return memo(state)(selectSeries(state), files, settings, outcomes, scan);
}
