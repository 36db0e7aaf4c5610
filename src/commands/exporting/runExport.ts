import type { ExportOutcome } from '../../domain/exportRun';
import type { Series } from '../../domain/series';
import { type AppStore, type ExportState, NO_EXPORT } from '../../state/store';
import { type ExportPlace, NOTHING } from './exportPlace';
import type { ExportPlan } from './exportPlan';
import { type ExportEvent, foldExport } from './foldExport';

/** Progress is shown at most this often, ms: drawing the screen takes time from the work. */
const SHOW_MS = 250;

/** What an export is to do. */
export interface ExportTask {
  readonly plan: ExportPlan;
  readonly place: ExportPlace;
  /** Plans again when the scan that a series waits for has ended. */
  readonly planAgain: () => Promise<ExportPlan>;
}

/** How an export ended. */
export interface EndedExport {
  /** As the store has it until the next one. */
  readonly state: ExportState;
  /** Series that were written, with the frames that they then had. */
  readonly written: readonly Series[];
}

/** What the screen shows of one export. */
class ShownExport {
  /** Of this export alone: the store may have the next one when the last progress comes. */
  state = NO_EXPORT;
  private readonly store: AppStore;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: AppStore) {
    this.store = store;
  }

  /** Takes an event in and shows it. */
  show(event: ExportEvent): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.state = foldExport(this.state, event);
    this.store.setState({ exporting: this.state });
  }

  /** Takes an event in and shows it soon, with those that come until then. */
  showSoon(event: ExportEvent): void {
    const before = this.state;
    this.state = foldExport(before, event);
    if (this.state === before) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.store.setState({ exporting: this.state });
    }, SHOW_MS);
  }
}

function failureOf(error: unknown): ExportOutcome {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...NOTHING, failure: { code: 'unexpected', detail } };
}

/**
 * Carries an export out and keeps the store up to date from its begin to its end, whatever ends it.
 * @returns never an exception: what nobody expected is a failure with its own code
 */
export async function runExport(
  store: AppStore,
  { plan, place, planAgain }: ExportTask,
  signal: AbortSignal,
): Promise<EndedExport> {
  const shown = new ShownExport(store);
  let current = plan;
  const take = (next: ExportPlan) => {
    current = next;
    const { kind, name, before } = place;
    shown.show({ kind: 'planned', place: kind, placeName: name, series: next.series, before });
  };
  const plannedJobs = () => current.series.filter(({ task }) => 'job' in task);
  const write = async () => {
    const planned = plannedJobs();
    const jobs = planned.flatMap(({ task }) => ('job' in task ? [task.job] : []));
    if (signal.aborted || jobs.length === 0) return NOTHING;
    const skipped = current.series.flatMap(({ task }) => ('job' in task ? [] : [task.skipped]));
    return place.write({
      jobs,
      planned,
      skipped: shown.state.items.length > 1 ? skipped : undefined,
      signal,
      onChange: (at, series) => {
        const seriesKey = planned[at]?.seriesKey;
        if (seriesKey !== undefined) shown.showSoon({ kind: 'changed', seriesKey, series });
      },
    });
  };

  let outcome: ExportOutcome;
  try {
    take(plan);
    if (plan.waitsForScan) take(await planAgain());
    outcome = await write();
  } catch (error) {
    outcome = failureOf(error);
  }
  const planned = plannedJobs();
  shown.show({ kind: 'ended', outcome, seriesKeys: planned.map(({ seriesKey }) => seriesKey) });
  return {
    state: shown.state,
    written: planned.filter((_, at) => outcome.series[at]?.kind === 'done').map(({ series }) => series),
  };
}
