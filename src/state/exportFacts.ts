import type { FolderTally, SeriesExport } from '../domain/exportRun';
import type { ExportState } from './store';

/** What an export is to the user: a cancelled one is idle again. */
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

/** What is known of a series' files in the folder. */
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

/** Sums over the series of an export; frames without those of series left out. */
export interface ExportTotals {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly bytesWritten: number;
  /** Series that are finished. */
  readonly seriesDone: number;
  /** Undefined for a ZIP and before the first file. */
  readonly tally: FolderTally | undefined;
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

/** How far an export has come. */
export function exportTotals({ items }: ExportState): ExportTotals {
  let framesDone = 0;
  let framesTotal = 0;
  let bytesWritten = 0;
  let seriesDone = 0;
  let tally: FolderTally | undefined;
  for (const { state, framesTotal: frames } of items) {
    if (state.kind !== 'leftOut') framesTotal += frames;
    tally = add(tally, tallyOf(state));
    if (state.kind === 'running') {
      framesDone += state.progress.framesDone;
      bytesWritten += state.progress.bytesWritten;
    }
    if (state.kind === 'done') {
      framesDone += frames;
      bytesWritten += state.bytesWritten;
      seriesDone++;
    }
  }
  return { framesDone, framesTotal, bytesWritten, seriesDone, tally };
}

/** Whether a series may still be finished by going on in the folder. */
export function isUnfinished({ kind }: SeriesExport): boolean {
  return kind === 'cancelled' || kind === 'failed' || kind === 'occupied';
}

/** Whether going on in the chosen folder makes sense. */
export function canResume({ phase, place, items }: ExportState): boolean {
  return phase === 'ended' && place === 'folder' && items.some(({ state }) => isUnfinished(state));
}
