import type {
  ExportFailure,
  ExportOutcome,
  SeriesExport,
  SeriesOutcome,
  SkippedSeries,
} from '../domain/exportRun';
import { explainExportFailure } from '../wording/problems';
import { batchReport, batchReportName } from './batchReport';
import { exportSeries, FrameFailure, type OutputFile, type SeriesInput, textFile } from './exportSeries';
import { ZipWriter } from './zipWriter';

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Text file left by an unfinished series of a batch; such a series has no report. */
const INCOMPLETE_NAME = 'INCOMPLETE.txt';

/** Files of all series, one series after another; `outcomes` records how each ended. */
class ZipContents {
  readonly outcomes: SeriesOutcome[] = [];
  report: string | undefined;
  private readonly series: readonly SeriesInput[];
  private readonly skipped: readonly SkippedSeries[] | undefined;
  private readonly onChange: (at: number, state: SeriesExport) => void;

  constructor(
    series: readonly SeriesInput[],
    skipped: readonly SkippedSeries[] | undefined,
    onChange: (at: number, state: SeriesExport) => void,
  ) {
    this.series = series;
    this.skipped = skipped;
    this.onChange = onChange;
  }

  /** @throws FrameFailure when no series could be finished */
  async *files(): AsyncGenerator<OutputFile> {
    let failed: FrameFailure | undefined;
    for (const [at, input] of this.series.entries()) {
      try {
        yield* this.filesOf(at, input);
      } catch (error) {
        if (!(error instanceof FrameFailure)) throw error;
        failed = error;
        this.end(at, { kind: 'failed', failure: error.failure });
        // A single failed series leaves nothing worth keeping.
        if (this.series.length === 1) throw error;
        const { cause, remedy } = explainExportFailure(error.failure);
        const path = `${input.recipe.outputFolder}/${INCOMPLETE_NAME}`;
        yield textFile(path, `This series is incomplete. ${cause} ${remedy}\n`, Date.now());
      }
    }
    if (failed !== undefined && this.outcomes.every(({ kind }) => kind === 'failed')) throw failed;
    if (this.skipped === undefined) return;
    const now = new Date();
    const recipes = this.series.map(({ recipe }) => recipe);
    this.report = batchReportName(now);
    yield textFile(this.report, batchReport(recipes, this.outcomes, this.skipped, now), now.getTime());
  }

  private async *filesOf(at: number, input: SeriesInput): AsyncGenerator<OutputFile> {
    const framesTotal = input.recipe.frames.length;
    let bytesWritten = 0;
    this.onChange(at, { kind: 'running', progress: { framesDone: 0, framesTotal, bytesWritten } });
    let framesDone = 0;
    for await (const file of exportSeries(input)) {
      yield file;
      bytesWritten += file.content.length;
      file.release();
      if (file.framesDone === framesDone) continue;
      framesDone = file.framesDone;
      this.onChange(at, { kind: 'running', progress: { framesDone, framesTotal, bytesWritten } });
    }
    this.end(at, { kind: 'done', bytesWritten });
  }

  private end(at: number, outcome: SeriesOutcome): void {
    this.outcomes[at] = outcome;
    this.onChange(at, outcome);
  }
}

function failureOf(error: unknown): ExportFailure {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const noSpace = error instanceof DOMException && error.name === 'QuotaExceededError';
  return { code: noSpace ? 'noSpace' : 'cannotWrite', detail };
}

/**
 * Writes series to a stream as one uncompressed ZIP (Zip64 if needed). In a batch, a failed series gets a text file
 * instead of its report, and the others are written.
 * On cancellation, or if no series could be finished, the stream is aborted so that its owner can discard it.
 * @param skipped series that cannot be written, for the report on all; undefined for no such report
 * @param onChange reports the state of the series with this index
 */
export async function writeZip(
  series: readonly SeriesInput[],
  skipped: readonly SkippedSeries[] | undefined,
  target: WritableStream<Uint8Array>,
  signal: AbortSignal,
  onChange: (at: number, state: SeriesExport) => void,
): Promise<ExportOutcome> {
  const contents = new ZipContents(series, skipped, onChange);
  const writer = target.getWriter();
  const zip = new ZipWriter((bytes) => {
    signal.throwIfAborted();
    return writer.write(bytes);
  });
  try {
    for await (const { path, lastModifiedMs, content, crc32 } of contents.files()) {
      await zip.add(path, lastModifiedMs, content, crc32);
    }
    await zip.finish();
    await writer.close();
    const { outcomes, report } = contents;
    return { series: outcomes, bytesWritten: zip.bytesWritten, ...(report !== undefined && { report }) };
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    const cancelled = series.map(() => ({ kind: 'cancelled' as const }));
    if (signal.aborted || isAbort(error)) return { series: cancelled, bytesWritten: 0 };
    if (error instanceof FrameFailure) return { series: contents.outcomes, bytesWritten: 0 };
    return { series: cancelled, bytesWritten: 0, failure: failureOf(error) };
  }
}
