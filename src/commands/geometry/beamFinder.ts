import { roundPx } from '../../conversion/geometryFields';
import { withoutTexts, withTexts } from '../../conversion/geometryTexts';
import type { SeriesView } from '../../conversion/seriesView';
import type { BeamPlace } from '../../domain/beamSearch';
import { BEAM_CENTRE_KEYS } from '../../domain/geometry';
import { selectSeries } from '../../state/allSeries';
import { selectSeriesView, viewOfSeries } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import type { FrameReference } from '../../worker/protocol';
import { changeSettings } from '../changeSettings';
import type { FileRegistry } from '../files/fileRegistry';

/** Frames that a search looks at. */
const MOST_FRAMES = 5;
/** Pixels that a search holds at once. */
const MOST_PIXELS = 3 * 4096 * 4096;

/** Finds the beam centre and takes it over. */
export class BeamFinder {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry) {
    this.store = store;
    this.client = client;
    this.registry = registry;
  }

  /** Some frames spread over the series. */
  private framesOf({ rows, series }: SeriesView): FrameReference[] {
    const { shape } = series;
    const usable = rows.filter(({ included, summary }) => included && summary !== undefined);
    if (shape === undefined) return [];
    const wanted = Math.min(MOST_FRAMES, Math.floor(MOST_PIXELS / (shape.fastSize * shape.slowSize)));
    const count = Math.min(Math.max(wanted, 1), usable.length);
    const spread = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * usable.length) / count));
    return this.registry.references(spread.flatMap((at) => usable[at]?.frame ?? []));
  }

  /** Looks for the beam centre of the selected series; a certain one replaces what was typed. */
  async find(): Promise<void> {
    const state = this.store.getState();
    const view = selectSeriesView(state);
    if (view === undefined || state.searchingBeam !== undefined) return;
    await this.findOf(view);
  }

  /** Looks for the beam centres of all scanned series that have none, one after the other. */
  async findAll(): Promise<void> {
    const state = this.store.getState();
    if (state.searchingBeam !== undefined) return;
    const wanted = selectSeries(state).filter(({ key }) => {
      const view = viewOfSeries(state, key);
      return view?.rule !== undefined && view.geometry.beamCentreFastPx === undefined;
    });
    let found = 0;
    for (const { key } of wanted) {
      // What was typed or removed meanwhile counts.
      const view = viewOfSeries(this.store.getState(), key);
      if (view === undefined || view.geometry.beamCentreFastPx !== undefined) continue;
      if (await this.findOf(view)) found++;
    }
    this.store.setState({ notice: { code: 'beamCentresFound', found, series: wanted.length } });
  }

  /** @returns whether a certain one was found */
  private async findOf(view: SeriesView): Promise<boolean> {
    const { key, stem } = view.series;
    const frames = this.framesOf(view);
    if (frames.length === 0) return false;
    this.store.setState({ searchingBeam: key });
    const search = await this.client
      .searchBeam(frames)
      .finally(() => this.store.setState({ searchingBeam: undefined }));
    if (!search.ok) {
      this.store.setState({ notice: { code: 'beamSearchFailed', stem, problem: search.problem } });
      return false;
    }
    const found = search.value.result.kind === 'found';
    changeSettings(this.store, key, (settings) => ({
      ...(found && withoutTexts(settings, BEAM_CENTRE_KEYS)),
      beamSearch: search.value,
    }));
    return found;
  }

  /** Takes a beam centre that the user gave on the frame, px from the outer corner of the first pixel. */
  set({ fastPx, slowPx }: BeamPlace): void {
    const { selectedSeries } = this.store.getState();
    if (selectedSeries === undefined) return;
    const texts = { beamCentreFastPx: String(roundPx(fastPx)), beamCentreSlowPx: String(roundPx(slowPx)) };
    changeSettings(this.store, selectedSeries, (settings) => ({
      ...withTexts(settings, texts),
      beamSearch: undefined,
    }));
  }
}
