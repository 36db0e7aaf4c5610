import { buildRecipe } from '../../conversion/buildRecipe';
import { exportBlockers } from '../../conversion/exportBlockers';
import type { SeriesView } from '../../conversion/seriesView';
import type { SkippedSeries } from '../../domain/exportRun';
import { filePath, type Series } from '../../domain/series';
import { selectOutputFolders } from '../../state/allSeries';
import { selectOutputChoice } from '../../state/outputChoice';
import { viewOfSeries } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { explainBlocker } from '../../wording/warnings';
import type { SeriesJob } from '../../worker/frameService';
import type { FileRegistry } from '../files/fileRegistry';

/** A series of an export and what can be done with it. */
export interface PlannedSeries {
  readonly seriesKey: string;
  readonly series: Series;
  readonly outputFolder: string;
  readonly framesTotal: number;
  /** What the worker needs, or why it cannot be written. */
  readonly task: { readonly job: SeriesJob } | { readonly skipped: SkippedSeries };
}

/** What an export will write. Once planned it depends on nothing that the user may change meanwhile. */
export interface ExportPlan {
  readonly series: readonly PlannedSeries[];
  /** A series waits for its scan, which is running. */
  readonly waitsForScan: boolean;
}

function jobFor(view: SeriesView, outputFolder: string, state: AppState, registry: FileRegistry) {
  const recipe = buildRecipe(view, selectOutputChoice(state));
  const sources = view.rows
    .filter(({ included }) => included)
    .map(({ frame }) => registry.get(frame.file.id))
    .filter((file) => file !== undefined);
  if (recipe === undefined || sources.length !== recipe.frames.length) return undefined;
  return { recipe: { ...recipe, outputFolder }, sources };
}

/** Plans the export of series; those that are no longer there are not in it. */
export function planExport(state: AppState, registry: FileRegistry, keys: readonly string[]): ExportPlan {
  const folders = selectOutputFolders(state);
  let waitsForScan = false;
  const planned = keys.flatMap((key): PlannedSeries[] => {
    const view = viewOfSeries(state, key);
    if (view === undefined) return [];
    const { series } = view;
    const outputFolder = folders.get(key) ?? series.stem;
    const blockers = exportBlockers(view, selectOutputChoice(state));
    if (state.scan.phase === 'running' && blockers.some(({ code }) => code === 'notScanned')) {
      waitsForScan = true;
    }
    const framesTotal = view.rows.filter(({ included }) => included).length;
    const job = blockers.length === 0 ? jobFor(view, outputFolder, state, registry) : undefined;
    const first = series.frames[0];
    const skipped = {
      outputFolder,
      firstFrame: first === undefined ? series.stem : filePath(first.file),
      reasons: blockers.map(explainBlocker),
    };
    return [{ seriesKey: key, series, outputFolder, framesTotal, task: job ? { job } : { skipped } }];
  });
  return { series: planned, waitsForScan };
}
