import type { ExportEnd, FolderTally, SeriesExport } from '../domain/exportRun';
import type { ExportItem, ExportState } from './store';

/** The export's phase for the user: a cancelled one is idle again. */
export type ExportPhase = 'idle' | 'asking' | 'running' | 'done' | 'failed';

/** The phase of an export, of one series or several. */
export function exportPhase({ phase, items, failure }: ExportState): ExportPhase {
  if (phase !== 'ended') return phase;
  const has = (kind: SeriesExport['kind']) => items.some(({ state }) => state.kind === kind);
  if (failure !== undefined || has('failed')) return 'failed';
  if (has('occupied')) return 'asking';
  if (has('cancelled')) return 'idle';
  return has('done') ? 'done' : 'failed';
}

/** Verification of a series' files in the folder. */
function tallyOf(state: SeriesExport): FolderTally | undefined {
  switch (state.kind) {
    case 'running':
      return state.progress.tally;
    case 'done':
    case 'cancelled':
    case 'failed':
      return state.tally;
    default:
      return undefined;
  }
}

/** Sums over the series of an export. */
export interface ExportTotals {
  /** Frames written, including those of failed series. Never falls during an export. */
  readonly framesDone: number;
  /** Frames written or still possible, without those of skipped or failed series. */
  readonly framesTotal: number;
  readonly bytesWritten: number;
  /** Finished series. */
  readonly seriesDone: number;
  /** Undefined for a ZIP and before the first file. */
  readonly tally: FolderTally | undefined;
  /** Files that took seconds to close; only while the export runs. */
  readonly slowFiles: number;
}

function add(a: FolderTally | undefined, b: FolderTally | undefined): FolderTally | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    filesVerified: a.filesVerified + b.filesVerified,
    filesTotal: a.filesTotal + b.filesTotal,
    filesKept: a.filesKept + b.filesKept,
    framesKept: a.framesKept + b.framesKept,
  };
}

/** Frames and bytes of one series, written so far and expected in total. */
function progressOf({ state, framesTotal, progress }: ExportItem) {
  switch (state.kind) {
    case 'waiting':
      return { framesDone: 0, framesTotal, bytesWritten: 0 };
    case 'running': {
      const { framesDone, bytesWritten } = state.progress;
      return { framesDone, framesTotal, bytesWritten };
    }
    case 'done':
      return { framesDone: framesTotal, framesTotal, bytesWritten: state.bytesWritten };
    default: {
      // Nothing more is written; what was written still counts.
      const { framesDone, bytesWritten } = progress ?? { framesDone: 0, bytesWritten: 0 };
      return { framesDone, framesTotal: framesDone, bytesWritten };
    }
  }
}

/** Progress of an export. */
export function exportTotals({ items }: Pick<ExportState, 'items'>): ExportTotals {
  let framesDone = 0;
  let framesTotal = 0;
  let bytesWritten = 0;
  let seriesDone = 0;
  let slowFiles = 0;
  let tally: FolderTally | undefined;
  for (const item of items) {
    const of = progressOf(item);
    framesDone += of.framesDone;
    framesTotal += of.framesTotal;
    bytesWritten += of.bytesWritten;
    tally = add(tally, tallyOf(item.state));
    if (item.state.kind === 'done') seriesDone++;
    if (item.state.kind === 'running') slowFiles = item.state.progress.slowFiles ?? 0;
  }
  return { framesDone, framesTotal, bytesWritten, seriesDone, tally, slowFiles };
}

/** True if resuming in the folder may still finish the series. */
export function isUnfinished({ kind }: SeriesExport): boolean {
  return kind === 'cancelled' || kind === 'failed' || kind === 'occupied';
}

/** True if the export can be resumed in the chosen folder. */
export function canResume({ phase, place, items }: ExportState): boolean {
  return phase === 'ended' && place === 'folder' && items.some(({ state }) => isUnfinished(state));
}

/** How an export of several series ended. */
export function exportEnd({ items, place, placeName, bytesWritten }: ExportState): ExportEnd {
  const done = items.filter(({ state }) => state.kind === 'done').length;
  const facts = { place, name: placeName, series: items.length };
  return done === 0
    ? { code: 'nothingFinished', ...facts }
    : { code: done === items.length ? 'allWritten' : 'someWritten', ...facts, done, bytesWritten };
}
