import type { ExportOutcome, SeriesExport, SkippedSeries } from '../../domain/exportRun';
import type { Series } from '../../domain/series';
import { isUnfinished } from '../../state/exportFacts';
import { type AppStore, type ExportItem, type ExportState, NO_EXPORT } from '../../state/store';
import type { SeriesJob } from '../../worker/client';
import type { OnSeriesChange } from '../../worker/protocol';
import type { ExportPlan, PlannedSeries } from './exportPlan';

/** Progress is shown at most this often, ms: drawing the screen takes time from the work. */
const SHOW_MS = 250;

/** What is said of a series that was taken out of the program before its turn. */
const REMOVED = 'It is no longer in the list.';

/** Nothing was written. */
export const NOTHING: ExportOutcome = { series: [], bytesWritten: 0 };

/** What an export is to do. */
export interface ExportTask {
  readonly plan: ExportPlan;
  readonly place: ExportState['place'];
  readonly placeName: string;
  /** Items of the export that this one goes on with. */
  readonly before: readonly ExportItem[];
  /** Plans again when the scan that a series waits for has ended. */
  readonly whenScanned: () => Promise<ExportPlan>;
  /** Has the worker write. @param skipped undefined where one series is exported */
  readonly write: (
    jobs: readonly SeriesJob[],
    skipped: readonly SkippedSeries[] | undefined,
    onChange: OnSeriesChange,
    planned: readonly PlannedSeries[],
  ) => Promise<ExportOutcome>;
}

/** How an export ended. */
export interface EndedExport {
  /** As the store has it until the next one. */
  readonly state: ExportState;
  /** Series that were written, with the frames that they then had. */
  readonly written: readonly Series[];
}

function itemOf({ seriesKey, outputFolder, framesTotal, task }: PlannedSeries): ExportItem {
  const state: SeriesExport =
    'job' in task ? { kind: 'waiting' } : { kind: 'skipped', reasons: task.skipped.reasons };
  return { seriesKey, outputFolder, framesTotal, state };
}

/** The items of an earlier export, in their order, with what is planned in the place of what was not finished. */
function mergeItems(before: readonly ExportItem[], plan: ExportPlan): ExportItem[] {
  const planned = new Map(plan.series.map((series) => [series.seriesKey, itemOf(series)]));
  const kept = before.map((item) => {
    const next = planned.get(item.seriesKey);
    planned.delete(item.seriesKey);
    if (next !== undefined) return next;
    return isUnfinished(item.state)
      ? { ...item, state: { kind: 'skipped' as const, reasons: [REMOVED] } }
      : item;
  });
  return [...kept, ...planned.values()];
}

/** A series of which nothing more is heard. */
function lastState(state: SeriesExport): SeriesExport {
  if (state.kind === 'waiting') return { kind: 'cancelled' };
  if (state.kind !== 'running') return state;
  const { tally } = state.progress;
  return { kind: 'cancelled', ...(tally && { tally }) };
}

/** One export: keeps the store up to date from its begin to its end, whatever ends it. */
class ExportRun {
  private readonly store: AppStore;
  private readonly task: ExportTask;
  private readonly start: ExportState;
  private items = new Map<string, ExportItem>();
  private planned: PlannedSeries[] = [];
  private skipped: SkippedSeries[] = [];
  /** Progress comes on a channel of its own and may arrive after the outcome. */
  private ended = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: AppStore, task: ExportTask) {
    const { place, placeName } = task;
    this.store = store;
    this.task = task;
    this.start = { ...NO_EXPORT, phase: 'running', place, placeName };
  }

  async carryOut(signal: AbortSignal): Promise<EndedExport> {
    let outcome = NOTHING;
    try {
      this.take(this.task.plan);
      if (this.task.plan.waitsForScan) this.take(await this.task.whenScanned());
      outcome = await this.write(signal);
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      outcome = { ...NOTHING, failure: { code: 'unexpected', detail } };
    }
    return this.end(outcome);
  }

  private take(plan: ExportPlan): void {
    this.items = new Map(mergeItems(this.task.before, plan).map((item) => [item.seriesKey, item]));
    this.planned = plan.series.filter(({ task }) => 'job' in task);
    this.skipped = plan.series.flatMap(({ task }) => ('job' in task ? [] : [task.skipped]));
    this.show({});
  }

  private async write(signal: AbortSignal): Promise<ExportOutcome> {
    const jobs = this.planned.flatMap(({ task }) => ('job' in task ? [task.job] : []));
    if (signal.aborted || jobs.length === 0) return NOTHING;
    return this.task.write(
      jobs,
      this.items.size > 1 ? this.skipped : undefined,
      (at, state) => this.note(at, state),
      this.planned,
    );
  }

  private note(at: number, state: SeriesExport): void {
    if (this.ended) return;
    this.put(at, state);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.show({});
    }, SHOW_MS);
  }

  private put(at: number, state: SeriesExport): void {
    const item = this.items.get(this.planned[at]?.seriesKey ?? '');
    if (item === undefined) return;
    const progress = state.kind === 'running' ? state.progress : item.progress;
    this.items.set(item.seriesKey, { ...item, state, ...(progress && { progress }) });
  }

  private show(change: Partial<ExportState>): ExportState {
    const exporting = { ...this.start, ...change, items: [...this.items.values()] };
    this.store.setState({ exporting });
    return exporting;
  }

  private end({ series, bytesWritten, report, failure }: ExportOutcome): EndedExport {
    this.ended = true;
    clearTimeout(this.timer);
    for (const [at, state] of series.entries()) this.put(at, state);
    for (const item of this.items.values()) {
      this.items.set(item.seriesKey, { ...item, state: lastState(item.state) });
    }
    const state = this.show({
      phase: 'ended',
      bytesWritten,
      ...(report && { report }),
      ...(failure && { failure }),
    });
    return {
      state,
      written: this.planned.filter((_, at) => series[at]?.kind === 'done').map((one) => one.series),
    };
  }
}

/** Carries an export out. @returns never an exception: what nobody expected is a failure with its own code */
export function carryOut(store: AppStore, task: ExportTask, signal: AbortSignal): Promise<EndedExport> {
  return new ExportRun(store, task).carryOut(signal);
}
