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
import { OutputFailure } from './outputFailure';
import { type OutputPlace, putFile } from './outputPlace';
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
  place: OutputPlace,
  width: CloseWidth,
  signal: AbortSignal,
  onChange: (state: SeriesExport) => void,
): Promise<SeriesOutcome> {
  const { recipe } = job;
  const progress = { framesDone: 0, framesTotal: recipe.frames.length, bytesWritten: 0 };
  onChange({ kind: 'running', progress });
  const outcome = await place.exclusively(recipe.outputFolder, () =>
    saveSeries(job, place, job, width, signal, (now) => onChange({ kind: 'running', progress: now })),
  );
  const busy = { code: 'folderBusy' as const, folder: `${place.name}/${recipe.outputFolder}` };
  return outcome ?? { kind: 'failed', failure: busy };
}

async function saveReport(
  place: OutputPlace,
  name: string,
  text: string,
): Promise<ExportFailure | undefined> {
  try {
    const file = textFile(name, text, Date.now());
    await putFile(place, file, new AbortController().signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    const { path, fault, detail } = error;
    return { code: 'output', path, fault, detail };
  }
}

/**
 * Writes series one after the other into a place, each into a folder of its own and as the only writer of it. One that cannot be finished does not stop the others, unless there is no room or
 * no permission: then they count as cancelled.
 * @param skipped series that could not be taken, for a report on all; undefined for no such report
 * @param onChange told where the series with this index stands
 * @returns never an exception for bad input, the file system or a cancellation
 */
export async function saveBatch(
  jobs: readonly FolderJob[],
  skipped: readonly SkippedSeries[] | undefined,
  place: OutputPlace,
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
      : await saveOne(job, place, width, signal, (state) => onChange(at, state));
    outcomes.push(outcome);
    onChange(at, outcome);
  }
  const bytesWritten = outcomes.reduce((sum, one) => sum + (one.kind === 'done' ? one.bytesWritten : 0), 0);
  const ended = { series: outcomes, bytesWritten };
  if (skipped === undefined || outcomes.every(({ kind }) => kind !== 'done')) return ended;
  const now = new Date();
  const report = batchReportName(now);
  const recipes = jobs.map(({ recipe }) => recipe);
  const failure = await saveReport(place, report, batchReport(recipes, outcomes, skipped, now));
  return failure === undefined ? { ...ended, report } : { ...ended, failure };
}
