import type { ExportRecipe } from '../domain/recipe';
import { buildRecipe } from '../state/recipe';
import { exportBlockers, selectSeriesView } from '../state/selectors';
import type { AppStore } from '../state/store';
import type { FileRegistry } from './fileRegistry';

/** A series to be written. */
export interface ExportInput {
  readonly recipe: ExportRecipe;
  /** The included frames' files, in the order of the recipe. */
  readonly files: readonly File[];
}

/**
 * What is needed to write the selected series; undefined while something stops the export or another one
 * runs. Take it before anything is awaited: the user may remove the series meanwhile.
 */
export function exportInput(store: AppStore, registry: FileRegistry): ExportInput | undefined {
  const state = store.getState();
  const view = selectSeriesView(state);
  if (view === undefined || state.exporting.phase === 'running') return undefined;
  if (exportBlockers(view, state.formats).length > 0) return undefined;
  const recipe = buildRecipe(view, state.formats);
  if (recipe === undefined) return undefined;
  const files = view.rows
    .filter(({ included }) => included)
    .map(({ frame }) => registry.get(frame.file.id))
    .filter((file) => file !== undefined);
  return files.length === recipe.frames.length ? { recipe, files } : undefined;
}
