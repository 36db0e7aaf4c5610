import type { ExportOutcome, SeriesExport } from '../../domain/exportRun';
import { isUnfinished } from '../../state/exportFacts';
import { type ExportItem, type ExportState, NO_EXPORT } from '../../state/store';
import type { PlannedSeries } from './exportPlan';

/** What happens in one export, in the order in which it does. */
export type ExportEvent =
  /** It begins, or begins anew when the scan that it waited for has ended. */
  | {
      readonly kind: 'planned';
      readonly place: ExportState['place'];
      readonly placeName: string;
      readonly series: readonly PlannedSeries[];
      /** Items of the export that is resumed. */
      readonly before: readonly ExportItem[];
    }
  /** The worker tells where a series stands. */
  | { readonly kind: 'changed'; readonly seriesKey: string; readonly series: SeriesExport }
  /** Nothing more is written. */
  | {
      readonly kind: 'ended';
      readonly outcome: ExportOutcome;
      /** Keys of the series of `outcome.series`, in its order. */
      readonly seriesKeys: readonly string[];
    };

/** What is said of a series that was taken out of the program before its turn. */
const REMOVED = 'It is no longer in the list.';

function itemOf({ seriesKey, outputFolder, framesTotal, task }: PlannedSeries): ExportItem {
  const state: SeriesExport =
    'job' in task ? { kind: 'waiting' } : { kind: 'skipped', reasons: task.skipped.reasons };
  return { seriesKey, outputFolder, framesTotal, state };
}

/** The items of an earlier export, in their order, with what is planned in the place of what was not finished. */
function mergeItems(before: readonly ExportItem[], series: readonly PlannedSeries[]): ExportItem[] {
  const planned = new Map(series.map((one) => [one.seriesKey, itemOf(one)]));
  const kept = before.map((item) => {
    const next = planned.get(item.seriesKey);
    planned.delete(item.seriesKey);
    if (next !== undefined) return next;
    return isUnfinished(item.state)
      ? { ...item, state: { kind: 'skipped' as const, reasons: [REMOVED] } }
      : item;
  });
  return [...kept, ...planned.values()];
}

/** An item of which something new is told; what was told last while it was written stays known. */
function withState(item: ExportItem, state: SeriesExport): ExportItem {
  const progress = state.kind === 'running' ? state.progress : item.progress;
  return { ...item, state, ...(progress && { progress }) };
}

/** A series of which nothing more is heard. */
function lastState(state: SeriesExport): SeriesExport {
  if (state.kind === 'waiting') return { kind: 'cancelled' };
  if (state.kind !== 'running') return state;
  const { tally } = state.progress;
  return { kind: 'cancelled', ...(tally && { tally }) };
}

/** Folds what happens in an export into what the screen shows of it. */
export function foldExport(state: ExportState, event: ExportEvent): ExportState {
  switch (event.kind) {
    case 'planned': {
      const { place, placeName, before, series } = event;
      return { ...NO_EXPORT, phase: 'running', place, placeName, items: mergeItems(before, series) };
    }
    case 'changed': {
      // Progress comes on a channel of its own and may arrive after the outcome.
      if (state.phase !== 'running') return state;
      const items = state.items.map((item) =>
        item.seriesKey === event.seriesKey ? withState(item, event.series) : item,
      );
      return { ...state, items };
    }
    case 'ended': {
      const { series, bytesWritten, report, failure } = event.outcome;
      const ends = new Map(event.seriesKeys.map((key, at) => [key, series[at]]));
      const items = state.items.map((item) => {
        const end = ends.get(item.seriesKey);
        return withState(item, lastState(end ?? item.state));
      });
      return {
        ...state,
        phase: 'ended',
        items,
        bytesWritten,
        ...(report && { report }),
        ...(failure && { failure }),
      };
    }
  }
}
