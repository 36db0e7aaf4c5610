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

/** What a series of several leaves that cannot be finished; it has no report. */
const INCOMPLETE_NAME = 'INCOMPLETE.txt';

/** The files of several series one after the other; what became of each is put into `outcomes`. */
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
        // Alone there is nothing to be kept.
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
 * Writes series as one store-only ZIP (Zip64 where needed) into a stream. A series of several that cannot be
 * finished gets a text instead of its report, and the others are written.
 * On cancel, or when nothing could be finished, the stream is aborted, so that its owner can discard it.
 * @param skipped series that could not be taken, for a report on all; undefined for no such report
 * @param onChange told where the series with this index stands
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
