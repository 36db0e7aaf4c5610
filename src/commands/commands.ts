import type { AppStore } from '../state/store';
import type { WorkerClient } from '../worker/client';
import { createDisplayCommands, type DisplayCommands } from './displayCommands';
import { createExportCommands, type ExportCommands } from './exporting/exportCommands';
import { Exporter } from './exporting/exporter';
import { exportToBy } from './exporting/exportTo';
import { createFileCommands, type FileCommands } from './files/fileCommands';
import { FileIntake } from './files/fileIntake';
import { FileRegistry } from './files/fileRegistry';
import { FileRemover } from './files/removeFiles';
import { Scanner } from './files/scanner';
import { createSeriesCommands, type SeriesCommands } from './files/seriesCommands';
import { BeamFinder } from './geometry/beamFinder';
import { createGeometryCommands, type GeometryCommands } from './geometry/geometryCommands';
import { PresetKeeper } from './geometry/presetKeeper';
import { createOffsetCommands, type OffsetCommands } from './offsetCommands';
import { createProgramCommands, type ProgramCommands } from './programCommands';
import { createSelectionCommands, type SelectionCommands } from './selectionCommands';
import { UndoKeeper } from './undo';
import { FolderWatcher } from './watching/folderWatcher';
import { createWatchCommands, type WatchCommands } from './watching/watchCommands';
import type { WatchTiming } from './watching/watchTiming';

/** Everything a user can do. Components call these and nothing else; each can be handed on alone. */
export interface Commands {
  readonly files: FileCommands;
  readonly series: SeriesCommands;
  readonly selection: SelectionCommands;
  readonly geometry: GeometryCommands;
  readonly offset: OffsetCommands;
  readonly exporting: ExportCommands;
  readonly watching: WatchCommands;
  readonly display: DisplayCommands;
  readonly program: ProgramCommands;
}

/**
 * Wires the commands to the store and the workers.
 * @param watchTiming polling interval of a watched folder; the default suits a user
 */
export function createCommands(store: AppStore, client: WorkerClient, watchTiming?: WatchTiming): Commands {
  const undo = new UndoKeeper(store);
  const presets = new PresetKeeper(store, undo);
  const registry = new FileRegistry();
  const scanner = new Scanner(store, client, registry);
  const remover = new FileRemover(store, registry, scanner);
  const intake = new FileIntake(store, client, registry, scanner);
  const beamFinder = new BeamFinder(store, client, registry);
  // Frames that come after a series was written are told of as late ones.
  const exporter = new Exporter(store, client, registry, (series) => watcher.noteWritten(series));
  const watcher = new FolderWatcher(store, client, intake, exportToBy(store, exporter), watchTiming);

  const files = createFileCommands(store, { client, intake, scanner, remover, presets, undo });
  return {
    files,
    series: createSeriesCommands(store, scanner, undo),
    selection: createSelectionCommands(store, scanner),
    geometry: createGeometryCommands(store, { beamFinder, presets, undo }),
    offset: createOffsetCommands(store),
    exporting: createExportCommands(store, { client, registry, exporter }),
    watching: createWatchCommands(store, watcher),
    display: createDisplayCommands(store, client, registry),
    program: createProgramCommands(store, { client, files, undo }),
  };
}
