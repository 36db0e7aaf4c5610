import type { SeriesOutcome, SkippedSeries } from '../domain/exportRun';
import type { ExportRecipe } from '../domain/recipe';
import { explainExportFailure } from '../wording/problems';

/** Name of the report on several series; the time keeps it from replacing an earlier one. */
export function batchReportName(finishedAt: Date): string {
  return `export_${finishedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z.json`;
}

function outcomeEntry(outcome: SeriesOutcome) {
  switch (outcome.kind) {
    case 'done': {
      const { bytesWritten, tally } = outcome;
      return { state: 'written', bytesWritten, ...(tally && { filesVerified: tally.filesVerified }) };
    }
    case 'occupied':
      return { state: 'left as it was', reason: 'Its folder holds files already.' };
    case 'cancelled':
      return { state: 'cancelled', ...(outcome.tally && { filesVerified: outcome.tally.filesVerified }) };
    case 'failed': {
      const { cause, remedy } = explainExportFailure(outcome.failure);
      return { state: 'incomplete', reason: `${cause} ${remedy}` };
    }
  }
}

/**
 * The report on an export of several series: what became of each. What was done to the frames stands in the
 * series' own reports.
 * @param outcomes of the series of `recipes`, in the same order
 * @param skipped series that were chosen and could not be taken
 */
export function batchReport(
  recipes: readonly ExportRecipe[],
  outcomes: readonly SeriesOutcome[],
  skipped: readonly SkippedSeries[],
  finishedAt: Date,
): string {
  const taken = recipes.flatMap((recipe, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined) return [];
    const { outputFolder, frames, excluded, offset, pedestal } = recipe;
    return {
      folder: outputFolder,
      firstFrame: frames[0]?.source ?? null,
      frames: frames.length,
      excluded: excluded.length,
      offset,
      pedestal,
      ...outcomeEntry(outcome),
    };
  });
  const others = skipped.map(({ outputFolder, firstFrame, reasons }) => ({
    folder: outputFolder,
    firstFrame,
    state: 'skipped',
    reason: reasons.join(' '),
  }));
  const { program, version } = recipes[0] ?? {};
  const report = { program, version, finishedAt: finishedAt.toISOString(), series: [...taken, ...others] };
  return `${JSON.stringify(report, null, 1)}\n`;
}
