import { predictZipBytes } from '../../conversion/buildRecipe';
import type { ExportOutcome, SkippedSeries } from '../../domain/exportRun';
import type { AppStore, ExportItem, ExportState } from '../../state/store';
import type { FolderJob, WorkerClient } from '../../worker/client';
import type { SeriesJob } from '../../worker/frameService';
import type { OnSeriesChange, ZipTarget } from '../../worker/protocol';
import { downloadFile } from '../browser/download';
import { offer } from '../browser/offer';
import { removeIfEmpty } from '../browser/placeDialogs';
import { canStage, downloadStaged, lackOfRoom, STAGING_FOLDER, stagingName } from '../browser/staging';
import type { PlannedSeries } from './exportPlan';
import { orderFor, type Resumption } from './folderOrder';

/** Nothing was written. */
export const NOTHING: ExportOutcome = { series: [], bytesWritten: 0 };

/** What is to be written into a place. */
export interface WriteOrder {
  readonly jobs: readonly SeriesJob[];
  /** The series of `jobs`, in their order. */
  readonly planned: readonly PlannedSeries[];
  /** Series that cannot be written, for the report; undefined where one series is exported. */
  readonly skipped: readonly SkippedSeries[] | undefined;
  readonly onChange: OnSeriesChange;
  readonly signal: AbortSignal;
}

/** Where an export writes to. */
export interface ExportPlace {
  readonly kind: ExportState['place'];
  /** Name of the ZIP or of the folder. */
  readonly name: string;
  /** Items of the export that is resumed. */
  readonly before: readonly ExportItem[];
  /** Has the worker write. */
  write(order: WriteOrder): Promise<ExportOutcome>;
  /** Hands over what was written, or clears away what is of no use. */
  finish(ended: ExportState): Promise<void>;
}

/** Whether anything of an export was finished. */
function hasWritten({ items }: ExportState): boolean {
  return items.some(({ state }) => state.kind === 'done');
}

/** A ZIP in a file that the user has chosen: it goes straight to disk. */
export function zipInFile(client: WorkerClient, handle: FileSystemFileHandle): ExportPlace {
  return {
    kind: 'zip',
    name: handle.name,
    before: [],
    write: ({ jobs, skipped, onChange }) =>
      client.exportZip(jobs, skipped, { kind: 'handle', handle }, onChange),
    async finish(ended) {
      if (!hasWritten(ended)) await removeIfEmpty(handle);
    },
  };
}

/** A ZIP that is put together where the browser lets a page, on disk or in memory, and then offered. */
export function zipForDownload(store: AppStore, client: WorkerClient, fileName: string): ExportPlace {
  let staged: string | undefined;
  let zip: Blob | undefined;
  return {
    kind: 'zip',
    name: fileName,
    before: [],
    async write({ jobs, skipped, onChange, signal }) {
      staged = (await canStage()) ? stagingName() : undefined;
      const target: ZipTarget =
        staged === undefined
          ? { kind: 'memory' }
          : { kind: 'staging', folder: STAGING_FOLDER, fileName: staged };
      const bytes = jobs.reduce((sum, { recipe }) => sum + predictZipBytes(recipe), 0);
      const failure = await lackOfRoom(bytes, staged !== undefined);
      if (failure !== undefined) return { ...NOTHING, failure };
      // The worker hears of a cancellation only while it works.
      if (signal.aborted) return NOTHING;
      const outcome = await client.exportZip(jobs, skipped, target, onChange);
      zip = outcome.zip;
      return outcome;
    },
    async finish(ended) {
      if (!hasWritten(ended)) return;
      await offer(store, fileName, async () => {
        if (staged !== undefined) await downloadStaged(staged, fileName);
        else if (zip !== undefined) downloadFile(zip, fileName);
      });
    },
  };
}

/** A folder for each series in a folder that the user has chosen. @param resumption given to go on in it */
export function folderPlace(
  client: WorkerClient,
  folder: FileSystemDirectoryHandle,
  resumption?: Resumption,
): ExportPlace {
  return {
    kind: 'folder',
    name: folder.name,
    before: resumption?.before ?? [],
    write({ jobs, planned, skipped, onChange }) {
      const tasks = jobs.map(
        (job, at): FolderJob => ({ ...job, ...orderFor(planned[at] as PlannedSeries, resumption) }),
      );
      return client.exportFolder(tasks, skipped, folder, onChange);
    },
    finish: async () => undefined,
  };
}
