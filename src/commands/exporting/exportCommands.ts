import type { OutputId } from '../../domain/recipe';
import { type AppState, type AppStore, NO_EXPORT } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { downloadFile } from '../browser/download';
import { offer } from '../browser/offer';
import { changeSettings } from '../changeSettings';
import type { FileRegistry } from '../files/fileRegistry';
import type { Exporter } from './exporter';
import { downloadFrame } from './frameDownload';

/** Writing: what, where to, and what becomes of files that are there. */
export interface ExportCommands {
  /** Switches an output on or off. */
  setOutput(id: OutputId, on: boolean): void;
  /** SMV headers as Leginon's, for one comparison. */
  setLeginonHeaders(leginonHeaders: boolean): void;
  /** Writes the selected series as a ZIP. */
  downloadZip(): Promise<void>;
  /** Asks for a folder and writes the selected series there. */
  saveFolder(): Promise<void>;

  /** Writes every series that takes part, when all of them are scanned. */
  exportAll(): Promise<void>;
  /** Chooses where {@link exportAll} writes to. */
  setBatchPlace(batchPlace: AppState['batchPlace']): void;
  /** Takes a series into {@link exportAll} or out of it. */
  setInBatch(key: string, inBatch: boolean): void;

  /** Resumes in the chosen folder; identical files are kept. */
  resumeFolder(): Promise<void>;
  /** Overwrites every file in the folders that hold files. */
  replaceFolder(): Promise<void>;
  /** The same, and removes images of the series there that the export no longer has. */
  replaceFolderAndRemove(): Promise<void>;
  /** Leaves what is in the chosen folder as it is. */
  leaveFolder(): void;
  /** Ends the running export. A ZIP is discarded; in a folder, what is finished stays. */
  cancelExport(): void;

  /** Writes the selected frame alone and offers it as a download. */
  downloadFrame(output: OutputId): Promise<void>;
  /** Offers a file made from what is on screen. @param make gives its bytes; what it throws is shown */
  saveFile(name: string, make: () => Blob | Promise<Blob>): Promise<void>;
}

/** What the export commands work with. */
export interface ExportParts {
  readonly client: WorkerClient;
  readonly registry: FileRegistry;
  readonly exporter: Exporter;
}

/** Makes the commands for exporting. */
export function createExportCommands(store: AppStore, parts: ExportParts): ExportCommands {
  const { client, registry, exporter } = parts;
  return {
    setOutput: (id, on) => store.setState(({ formats }) => ({ formats: { ...formats, [id]: on } })),
    setLeginonHeaders: (leginonHeaders) => store.setState({ leginonHeaders }),
    downloadZip: () => exporter.downloadZip(),
    saveFolder: () => exporter.saveFolder(),

    exportAll: () => exporter.exportAll(),
    setBatchPlace: (batchPlace) => store.setState({ batchPlace }),
    setInBatch: (key, inBatch) => changeSettings(store, key, () => ({ inBatch })),

    resumeFolder: () => exporter.resume('resume'),
    replaceFolder: () => exporter.resume('replace'),
    replaceFolderAndRemove: () => exporter.resume('replaceAndRemove'),
    leaveFolder: () => store.setState({ exporting: NO_EXPORT }),
    cancelExport: () => exporter.cancel(),

    downloadFrame: (output) => downloadFrame(store, client, registry, output),
    saveFile: (name, make) => offer(store, name, async () => downloadFile(await make(), name)),
  };
}
