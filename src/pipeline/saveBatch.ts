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

/** A series to write to a folder. */
export interface FolderJob extends SeriesInput, FolderOrder {}

/** True if the next series would fail in the same way. */
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
 * Writes series one after another, each to a folder of its own under an exclusive lock. A failed series does not stop
 * the others, unless space or permission is missing: then the rest count as cancelled.
 * @param skipped series that cannot be written, for the report on all; undefined for no such report
 * @param onChange reports the state of the series with this index
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
