import type {
  ExportFailure,
  ExportOutcome,
  FolderOrder,
  SeriesExport,
  SeriesOutcome,
  SkippedSeries,
} from '../domain/exportRun';
import { batchReport, batchReportName } from './batchReport';
import { SYSTEM_CLOCK } from './clock';
import { CloseWidth } from './closeWidth';
import { type SeriesInput, textFile } from './exportSeries';
import { withFolderLock } from './folderLock';
import { FolderSink } from './folderSink';
import { OutputFailure } from './outputFailure';
import { saveSeries } from './saveSeries';

/** A series to be written into a folder. */
export interface FolderJob extends SeriesInput, FolderOrder {}

/** The next series would meet the same fault. */
function concernsAll(outcome: SeriesOutcome): boolean {
  if (outcome.kind !== 'failed' || outcome.failure.code !== 'output') return false;
  return outcome.failure.fault === 'noSpace' || outcome.failure.fault === 'denied';
}

async function saveOne(
  job: FolderJob,
  folder: FileSystemDirectoryHandle,
  width: CloseWidth,
  signal: AbortSignal,
  onChange: (state: SeriesExport) => void,
): Promise<SeriesOutcome> {
  const { recipe } = job;
  const progress = { framesDone: 0, framesTotal: recipe.frames.length, bytesWritten: 0 };
  onChange({ kind: 'running', progress });
  const outcome = await withFolderLock(folder.name, recipe.outputFolder, () =>
    saveSeries(job, folder, job, width, signal, (now) => onChange({ kind: 'running', progress: now })),
  );
  const busy = { code: 'folderBusy' as const, folder: `${folder.name}/${recipe.outputFolder}` };
  return outcome ?? { kind: 'failed', failure: busy };
}

async function saveReport(
  folder: FileSystemDirectoryHandle,
  name: string,
  text: string,
): Promise<ExportFailure | undefined> {
  try {
    const file = textFile(name, text, Date.now());
    await new FolderSink(folder, true).put(file, new AbortController().signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    const { path, fault, detail } = error;
    return { code: 'output', path, fault, detail };
  }
}

/**
 * Writes series one after the other into a folder, each into a folder of its own and as the only writer of it
 * among this browser's tabs. One that cannot be finished does not stop the others, unless there is no room or
 * no permission: then they count as cancelled.
 * @param skipped series that could not be taken, for a report on all; undefined for no such report
 * @param onChange told where the series with this index stands
 * @returns never an exception for bad input, the file system or a cancellation
 */
export async function saveBatch(
  jobs: readonly FolderJob[],
  skipped: readonly SkippedSeries[] | undefined,
  folder: FileSystemDirectoryHandle,
  signal: AbortSignal,
  onChange: (at: number, state: SeriesExport) => void,
  clock = SYSTEM_CLOCK,
): Promise<ExportOutcome> {
  const width = new CloseWidth(clock);
  const outcomes: SeriesOutcome[] = [];
  for (const [at, job] of jobs.entries()) {
    const last = outcomes.at(-1);
    const stopped =
      signal.aborted || (last !== undefined && (last.kind === 'cancelled' || concernsAll(last)));
    const outcome: SeriesOutcome = stopped
      ? { kind: 'cancelled' }
      : await saveOne(job, folder, width, signal, (state) => onChange(at, state));
    outcomes.push(outcome);
    onChange(at, outcome);
  }
  const bytesWritten = outcomes.reduce((sum, one) => sum + (one.kind === 'done' ? one.bytesWritten : 0), 0);
  const ended = { series: outcomes, bytesWritten };
  if (skipped === undefined || outcomes.every(({ kind }) => kind !== 'done')) return ended;
  const now = new Date();
  const report = batchReportName(now);
  const recipes = jobs.map(({ recipe }) => recipe);
  const failure = await saveReport(folder, report, batchReport(recipes, outcomes, skipped, now));
  return failure === undefined ? { ...ended, report } : { ...ended, failure };
}
