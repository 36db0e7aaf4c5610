import { exportBlockers } from '../../conversion/exportBlockers';
import type { Series } from '../../domain/series';
import { exportPhase } from '../../state/exportFacts';
import { selectOutputChoice } from '../../state/outputChoice';
import { viewOfSeries } from '../../state/selectors';
import type { AppState, AppStore } from '../../state/store';
import type { HeldSeries } from '../../state/watch';
import { explainBlocker } from '../../wording/warnings';
import { askForAccess } from '../browser/placeDialogs';
import type { ExportTo } from '../exporting/exportTo';
import { tellWatch } from './tellWatch';

/** What stops a final series; empty when it can be written. A scan under way is no reason, it will end. */
function reasonsAgainst(state: AppState, key: string): { readonly busy: boolean; readonly text: string } {
  const view = viewOfSeries(state, key);
  const blockers = view === undefined ? [] : exportBlockers(view, selectOutputChoice(state));
  const scanning = state.scan.phase === 'running';
  const lasting = blockers.filter(({ code }) => !(scanning && code === 'notScanned'));
  return { busy: blockers.length > lasting.length, text: lasting.map(explainBlocker).join(' ') };
}

/** Exports final series to one folder, one after the other. */
export class AutoExporter {
  private readonly store: AppStore;
  private readonly exportTo: ExportTo;
  /** Series that were tried in vain, with the reason; they wait for the user. */
  private readonly failed = new Map<string, string>();
  /** Keys of series that are written; each is exported once. */
  private readonly written = new Set<string>();
  private folder: FileSystemDirectoryHandle | undefined;
  private exporting = false;

  constructor(store: AppStore, exportTo: ExportTo) {
    this.store = store;
    this.exportTo = exportTo;
  }

  /** Begins to export to a folder; with undefined it ends, after the export that is under way. */
  setFolder(folder: FileSystemDirectoryHandle | undefined): void {
    this.folder = folder;
    this.failed.clear();
    tellWatch(this.store, { kind: 'outputChosen', outputName: folder?.name });
  }

  /** Tries the series again that failed. Call it in a click: the browser may have to ask for the folder again. */
  async tryAgain(): Promise<void> {
    if (this.folder !== undefined) await askForAccess(this.folder, 'readwrite');
    this.failed.clear();
  }

  /** Forgets which series are written. */
  forget(): void {
    this.written.clear();
  }

  /** Notes that a series was written with these frames, by hand too: those that come or change later are late. */
  noteWritten(series: Series): void {
    tellWatch(this.store, { kind: 'written', series });
    if (this.folder === undefined) return;
    this.written.add(series.key);
    this.failed.delete(series.key);
  }

  /**
   * Notes what stops each final series, and exports the first one that nothing stops, unless an export runs.
   * @param candidates the watched folder's series
   */
  async next(candidates: readonly Series[]): Promise<void> {
    if (this.folder === undefined) return;
    const state = this.store.getState();
    const held: HeldSeries[] = [];
    let ready: Series | undefined;
    for (const series of candidates) {
      const { key, stem } = series;
      if (state.watch.arriving.has(key) || this.written.has(key)) continue;
      const failure = this.failed.get(key);
      const { busy, text } = reasonsAgainst(state, key);
      const reason = failure ?? text;
      if (reason !== '') held.push({ key, stem, reason, failed: failure !== undefined });
      else if (!busy) ready ??= series;
    }
    const phase = exportPhase(state.exporting);
    // Another export would take the question away.
    if (ready !== undefined && phase === 'asking') {
      const reason = 'Waits for the answer to the question in the export panel.';
      held.push({ key: ready.key, stem: ready.stem, reason, failed: false });
    }
    tellWatch(this.store, { kind: 'held', held });
    const free = phase !== 'running' && phase !== 'asking' && !this.exporting;
    if (ready !== undefined && free) await this.export(this.folder, ready);
  }

  private async export(folder: FileSystemDirectoryHandle, series: Series): Promise<void> {
    this.exporting = true;
    try {
      if ((await this.exportTo(folder, [series.key])) === 'written') this.noteWritten(series);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (this.folder === folder) this.failed.set(series.key, reason);
    } finally {
      this.exporting = false;
    }
  }
}
