import type { AppStore } from '../../state/store';
import type { FolderWatcher } from './folderWatcher';
import { endNewSeriesGeometry, startNewSeriesGeometry } from './newSeriesGeometry';

/** The watched folder: what it gives, and what is done with series that are final. */
export interface WatchCommands {
  /** Asks for a folder; its frames and those that come are taken until the watch is stopped. */
  watchFolder(): Promise<void>;
  /** Ends the watch: nothing is arriving any more. */
  stopWatching(): void;
  /** Has the browser ask for the right to read the folder. Call it in a click. */
  allowWatching(): Promise<void>;
  /** Sets how long nothing must come before a watched series is final, s. */
  setWatchQuiet(seconds: number): void;

  /** Gives new series of the watched folder the geometry that the selected one has now. */
  startNewSeriesGeometry(): void;
  /** Gives new series no geometry any more; those that have it keep it. */
  endNewSeriesGeometry(): void;

  /** Asks for a folder to which final series are exported from then on. */
  startAutoExport(): Promise<void>;
  /** Ends the automatic export, after the series that is under way. */
  endAutoExport(): void;
  /** Exports the series again that could not be written. Call it in a click. */
  tryAutoExportAgain(): Promise<void>;
}

/** Makes the commands for the watched folder. */
export function createWatchCommands(store: AppStore, watcher: FolderWatcher): WatchCommands {
  return {
    watchFolder: () => watcher.choose(),
    stopWatching: () => watcher.stop(),
    allowWatching: () => watcher.allow(),
    setWatchQuiet: (seconds) => watcher.setQuiet(seconds),

    startNewSeriesGeometry: () => startNewSeriesGeometry(store),
    endNewSeriesGeometry: () => endNewSeriesGeometry(store),

    startAutoExport: () => watcher.startExport(),
    endAutoExport: () => watcher.endExport(),
    tryAutoExportAgain: () => watcher.tryExportAgain(),
  };
}
