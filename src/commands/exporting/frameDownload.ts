import { buildRecipe } from '../../conversion/buildRecipe';
import { exportBlockers } from '../../conversion/exportBlockers';
import type { OutputId } from '../../domain/recipe';
import { outputBaseName } from '../../domain/series';
import { OUTPUTS } from '../../outputs/outputs';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectFrameRow, selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { downloadFile } from '../browser/download';
import { offer } from '../browser/offer';
import type { FileRegistry } from '../files/fileRegistry';

/** Writes the selected frame alone and offers it as a download. */
export async function downloadFrame(
  store: AppStore,
  client: WorkerClient,
  registry: FileRegistry,
  output: OutputId,
): Promise<void> {
  const state = store.getState();
  const view = selectSeriesView(state);
  const row = selectFrameRow(state);
  if (view === undefined || row === undefined) return;
  // As the header's preview shows it.
  const choice = { outputs: [output], leginonHeaders: selectOutputChoice(state).leginonHeaders };
  const recipe = buildRecipe(view, choice, row);
  const file = registry.get(row.frame.file.id);
  const recipeFrame = recipe?.frames[0];
  if (recipe === undefined || recipeFrame === undefined || file === undefined) return;
  const blocker = exportBlockers(view, choice).find(
    ({ code }) => code === 'missingGeometry' || code === 'invalidFields' || code === 'mostPixelsLost',
  );
  if (blocker !== undefined) {
    store.setState({ notice: { code: 'frameBlocked', blocker } });
    return;
  }
  const converted = await client.convertFrame(file, recipe, recipeFrame);
  if (!converted.ok) {
    const { problem } = converted;
    store.setState({ notice: { code: 'frameFailed', file: row.frame.file.name, problem } });
    return;
  }
  const image = converted.value.images[0];
  const format = OUTPUTS.find(({ id }) => id === output);
  if (image === undefined || format === undefined) return;
  const name = `${outputBaseName(recipe, row.frame.number)}.${format.extension}`;
  await offer(store, name, () => downloadFile(new Blob([image.content]), name));
}
