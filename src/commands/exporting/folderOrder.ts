import type { FolderOrder } from '../../domain/exportRun';
import type { ExportItem } from '../../state/store';
import type { PlannedSeries } from './exportPlan';

/** What a user wants of folders that hold files of the series. */
export type FolderWish = 'resume' | 'replace' | 'replaceAndRemove';

/** The export into a folder that another one goes on with. */
export interface Resumption {
  readonly before: readonly ExportItem[];
  readonly wish: FolderWish;
}

/**
 * How to treat what is in the folder of a series when the user goes on. A folder that was never looked into
 * is asked about first.
 */
export function orderFor(planned: PlannedSeries, resumption: Resumption | undefined): FolderOrder {
  const item = resumption?.before.find(({ seriesKey }) => seriesKey === planned.seriesKey);
  if (resumption === undefined || item?.outputFolder !== planned.outputFolder) return { mode: 'ask' };
  const { state } = item;
  if (state.kind === 'occupied') {
    switch (resumption.wish) {
      case 'resume':
        return { mode: 'resume' };
      case 'replace':
        return { mode: 'replace' };
      case 'replaceAndRemove':
        return { mode: 'replace', removeImages: state.earlierImages };
    }
  }
  const wasWritten = (state.kind === 'cancelled' || state.kind === 'failed') && state.tally !== undefined;
  return { mode: wasWritten ? 'resume' : 'ask' };
}
