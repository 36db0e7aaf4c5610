import type { ExportRecipe } from '../domain/recipe';
import { outputBaseName } from '../domain/series';
import { buildRecipe, predictZipBytes } from '../state/recipe';
import { exportBlockers, selectFrameRow, selectSeriesView } from '../state/selectors';
import type { AppStore } from '../state/store';
import { explainProblem, spaceDetail } from '../wording/problems';
import { explainBlocker } from '../wording/warnings';
import type { WorkerClient } from '../worker/client';
import type { ZipTarget } from '../worker/protocol';
import {
  askWhereToSave,
  clearStaging,
  downloadFile,
  downloadStaged,
  removeIfEmpty,
  STAGING_FOLDER,
  stagingName,
  stagingRoomBytes,
} from './download';
import { exportInput } from './exportInput';
import type { FileRegistry } from './fileRegistry';

/** Writes series as ZIPs, and single frames. One export at a time. */
export class Exporter {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  /** Cancel was asked for, perhaps before the worker had begun. */
  private cancelled = false;

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry) {
    this.store = store;
    this.client = client;
    this.registry = registry;
  }

  /** Writes the selected series as a ZIP. Does nothing while something stops the export. */
  async downloadZip(): Promise<void> {
    const input = exportInput(this.store, this.registry);
    if (input === undefined) return;
    const { recipe, files } = input;
    const fileName = `${recipe.stem}.zip`;
    const choice = await askWhereToSave(fileName);
    if (choice.kind === 'cancelled') return;
    this.cancelled = false;
    this.setRunning(recipe, 0, 0);
    if (choice.kind === 'handle') {
      const target = { kind: 'handle' as const, handle: choice.handle };
      const finished = await this.run(recipe, files, target, choice.handle.name);
      if (!finished) await removeIfEmpty(choice.handle);
      return;
    }
    const staged = stagingName();
    if (!(await this.roomFor(recipe))) return;
    const target = { kind: 'staging' as const, folder: STAGING_FOLDER, fileName: staged };
    const finished = await this.run(recipe, files, target, fileName);
    if (finished) await downloadStaged(staged, fileName);
  }

  /** Ends the running export. A ZIP is discarded; in a folder, what is finished stays. */
  cancel(): void {
    this.cancelled = true;
    void this.client.cancelExport();
  }

  /** Writes the selected frame alone. */
  async downloadFrame(format: 'smv' | 'mrc'): Promise<void> {
    const state = this.store.getState();
    const view = selectSeriesView(state);
    const row = selectFrameRow(state);
    if (view === undefined || row === undefined) return;
    const formats = { smv: format === 'smv', mrc: format === 'mrc' };
    const recipe = buildRecipe(view, formats, row);
    const file = this.registry.get(row.frame.file.id);
    if (recipe === undefined || recipe.frames.length !== 1 || file === undefined) return;
    const blocker = exportBlockers(view, formats).find(
      ({ code }) => code === 'missingGeometry' || code === 'invalidFields',
    );
    if (format === 'smv' && blocker !== undefined) {
      this.store.setState({ notice: `Download frame: ${explainBlocker(blocker)}` });
      return;
    }
    const bytes = await this.client.encodeFrame(file, recipe, format);
    if (!bytes.ok) {
      const { cause, remedy } = explainProblem(bytes.problem);
      this.store.setState({ notice: `${row.frame.file.name}: ${cause} ${remedy}` });
      return;
    }
    const extension = format === 'smv' ? 'img' : 'mrc';
    downloadFile(new Blob([bytes.value]), `${outputBaseName(recipe, row.frame.number)}.${extension}`);
  }

  private setRunning(recipe: ExportRecipe, framesDone: number, bytesWritten: number): void {
    const progress = { framesDone, framesTotal: recipe.frames.length, bytesWritten };
    this.store.setState({ exporting: { phase: 'running', progress } });
  }

  private async roomFor(recipe: ExportRecipe): Promise<boolean> {
    await clearStaging();
    const needed = predictZipBytes(recipe);
    const room = await stagingRoomBytes();
    if (room === undefined || room > needed) return true;
    const failure = { code: 'noSpace' as const, detail: spaceDetail(needed, room) };
    this.store.setState({ exporting: { phase: 'failed', failure } });
    return false;
  }

  private async run(
    recipe: ExportRecipe,
    files: readonly File[],
    target: ZipTarget,
    fileName: string,
  ): Promise<boolean> {
    if (this.cancelled) {
      this.store.setState({ exporting: { phase: 'cancelled' } });
      return false;
    }
    // Progress comes on a channel of its own and may arrive after the outcome.
    let ended = false;
    const outcome = await this.client.exportZip(files, recipe, target, ({ framesDone, bytesWritten }) => {
      if (!ended) this.setRunning(recipe, framesDone, bytesWritten);
    });
    ended = true;
    switch (outcome.kind) {
      case 'done':
        this.store.setState({
          exporting: { phase: 'done', bytesWritten: outcome.bytesWritten, fileName },
        });
        return true;
      case 'cancelled':
        this.store.setState({ exporting: { phase: 'cancelled' } });
        return false;
      case 'failed':
        this.store.setState({ exporting: { phase: 'failed', failure: outcome.failure } });
        return false;
    }
  }
}
