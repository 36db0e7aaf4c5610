import type { FolderMode, FolderOutcome, FolderTally } from '../domain/recipe';
import type { AppStore, ExportState } from '../state/store';
import type { WorkerClient } from '../worker/client';
import { type ExportInput, exportInput } from './exportInput';
import type { FileRegistry } from './fileRegistry';

/** Whether the browser lets a page write to a folder that the user chooses. */
export function canSaveFolder(): boolean {
  return typeof window.showDirectoryPicker === 'function';
}

/** @param seen the last that was heard of; a worker that dies tells no more */
function stateAfter(outcome: FolderOutcome, folderName: string, seen: FolderTally | undefined): ExportState {
  switch (outcome.kind) {
    case 'done': {
      const { bytesWritten, tally } = outcome;
      return { phase: 'done', bytesWritten, fileName: folderName, tally };
    }
    case 'occupied': {
      const { present, planned, others } = outcome;
      return { phase: 'asking', folderName, present, planned, others };
    }
    case 'cancelled':
      return { phase: 'cancelled', tally: outcome.tally };
    case 'failed': {
      const { failure, tally = seen } = outcome;
      return { phase: 'failed', failure, ...(tally && { tally }) };
    }
  }
}

/** Writes series into a folder that the user chooses. */
export class FolderSaver {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  /** The folder of the last export, and the series that the user was asked about or that was begun in it. */
  private last: { readonly folder: FileSystemDirectoryHandle; readonly stem: string } | undefined;

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry) {
    this.store = store;
    this.client = client;
    this.registry = registry;
  }

  /** Asks for a folder and writes the selected series there, or shows what is there already. */
  async save(): Promise<void> {
    const input = exportInput(this.store, this.registry);
    if (input === undefined) return;
    let folder: FileSystemDirectoryHandle;
    try {
      folder = await window.showDirectoryPicker({ id: 'pedestal-output', mode: 'readwrite' });
    } catch (error) {
      // That is how the browser says that the user closed the dialog.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      const detail = error instanceof Error ? error.message : String(error);
      this.store.setState({ notice: `Save to folder: no folder could be chosen (${detail}).` });
      return;
    }
    // Another export may have begun while the dialog was open.
    if (this.store.getState().exporting.phase !== 'running') await this.write(input, folder, 'ask');
  }

  /** Goes on in the folder of the last export: with what is missing or wrong, or with all files. */
  async goOn(mode: 'resume' | 'replace'): Promise<void> {
    const input = exportInput(this.store, this.registry);
    if (input === undefined || this.last === undefined) return;
    const { folder, stem } = this.last;
    // The browser may have taken the permission back; it asks again only after a click.
    await folder.requestPermission({ mode: 'readwrite' }).catch(() => undefined);
    if (this.store.getState().exporting.phase === 'running') return;
    await this.write(input, folder, input.recipe.stem === stem ? mode : 'ask');
  }

  private async write(
    { recipe, files }: ExportInput,
    folder: FileSystemDirectoryHandle,
    mode: FolderMode,
  ): Promise<void> {
    this.last = { folder, stem: recipe.stem };
    const start = { framesDone: 0, framesTotal: recipe.frames.length, bytesWritten: 0 };
    this.store.setState({ exporting: { phase: 'running', progress: start } });
    // Progress comes on a channel of its own and may arrive after the outcome.
    let ended = false;
    let seen: FolderTally | undefined;
    const outcome = await this.client.exportFolder(files, recipe, folder, mode, (progress) => {
      seen = progress.tally;
      if (!ended) this.store.setState({ exporting: { phase: 'running', progress } });
    });
    ended = true;
    this.store.setState({ exporting: stateAfter(outcome, `${folder.name}/${recipe.stem}`, seen) });
  }
}
