import type { SeriesExport } from '../domain/exportRun';
import { explainExportFailure } from './problems';

/** Where a series stands in an export, in a word or two. */
export function nameSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'waiting':
      return 'waits to be written';
    case 'running':
      return `writing ${state.progress.framesDone} of ${state.progress.framesTotal}`;
    case 'done':
      return 'written';
    case 'occupied':
      return 'its folder holds files';
    case 'leftOut':
      return 'left out of the export';
    case 'cancelled':
      return 'not written';
    case 'failed':
      return 'export failed';
  }
}

/** The same with the reason, as sentences. */
export function explainSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'leftOut':
      return state.reasons.join(' ');
    case 'failed': {
      const { cause, remedy } = explainExportFailure(state.failure);
      return `${cause} ${remedy}`;
    }
    default:
      return `${nameSeriesExport(state)}.`;
  }
}
