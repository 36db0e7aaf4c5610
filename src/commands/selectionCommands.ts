import type { FrameKey } from '../domain/series';
import { selectSeries, settingsOf } from '../state/allSeries';
import { selectSeriesView } from '../state/selectors';
import { type AppStore, NO_EXPORT } from '../state/store';
import { changeSelected } from './changeSettings';
import type { Scanner } from './files/scanner';

/** Exclusions that can be taken back. */
const UNDO_STEPS = 50;

/** Which series and frame are looked at, and which frames take part. */
export interface SelectionCommands {
  /** Selects a series and its first frame. */
  selectSeries(key: string): void;
  /** Selects a frame of the selected series. */
  selectFrame(key: FrameKey): void;
  /** Selects the frame `step` places after the selected one, within the series. */
  stepFrame(step: number): void;
  /** Selects the included frame with the smallest minimum. */
  selectMinimumFrame(): void;
  /** Includes or excludes frames of the selected series. */
  setIncluded(frames: readonly FrameKey[], included: boolean): void;
  /** Marks frames as a group; none ends the marking. */
  markFrames(frames: Iterable<FrameKey>): void;
  /** Excludes the marked frames of the selected series and ends the marking. */
  excludeMarked(): void;
  /** Takes back the last exclusion or inclusion in the selected series. */
  undoExclusion(): void;
}

/** Notes what the selected series excludes now, so that a change can be taken back. */
function rememberExclusion(store: AppStore): void {
  const { selectedSeries, settings, exclusions } = store.getState();
  if (selectedSeries === undefined) return;
  const { excluded } = settingsOf({ settings }, selectedSeries);
  const step = { seriesKey: selectedSeries, excluded };
  store.setState({ exclusions: [...exclusions.slice(1 - UNDO_STEPS), step] });
}

/** Makes the commands for the selection. */
export function createSelectionCommands(store: AppStore, scanner: Scanner): SelectionCommands {
  function setIncluded(frames: readonly FrameKey[], included: boolean): void {
    rememberExclusion(store);
    changeSelected(store, ({ excluded }) => {
      const next = new Set(excluded);
      for (const key of frames) {
        if (included) next.delete(key);
        else next.add(key);
      }
      return { excluded: next };
    });
    // An excluded frame may have been what stopped another one.
    scanner.scanMissing();
  }

  return {
    selectSeries(key) {
      const series = selectSeries(store.getState()).find((one) => one.key === key);
      const { exporting } = store.getState();
      store.setState({
        selectedSeries: key,
        selectedFrame: series?.frames[0]?.key,
        marked: new Set(),
        // What became of several series is still to be read; of one, it would look like the new one's.
        exporting: exporting.phase === 'ended' && exporting.items.length === 1 ? NO_EXPORT : exporting,
      });
    },

    selectFrame: (key) => store.setState({ selectedFrame: key }),

    stepFrame(step) {
      const state = store.getState();
      const rows = selectSeriesView(state)?.rows ?? [];
      const at = rows.findIndex(({ frame }) => frame.key === state.selectedFrame);
      const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next !== undefined) store.setState({ selectedFrame: next.frame.key });
    },

    selectMinimumFrame() {
      const view = selectSeriesView(store.getState());
      const row = view?.rows.find(
        ({ included, summary }) => included && summary?.min === view.rule?.smallestMinimum,
      );
      if (row !== undefined) store.setState({ selectedFrame: row.frame.key });
    },

    setIncluded,
    markFrames: (frames) => store.setState({ marked: new Set(frames) }),

    excludeMarked() {
      const { marked } = store.getState();
      const rows = selectSeriesView(store.getState())?.rows ?? [];
      setIncluded(
        rows.filter(({ frame }) => marked.has(frame.key)).map(({ frame }) => frame.key),
        false,
      );
      store.setState({ marked: new Set() });
    },

    undoExclusion() {
      const { exclusions, selectedSeries } = store.getState();
      const last = exclusions.findLast(({ seriesKey }) => seriesKey === selectedSeries);
      if (last === undefined) return;
      store.setState({ exclusions: exclusions.filter((step) => step !== last) });
      changeSelected(store, () => ({ excluded: last.excluded }));
      scanner.scanMissing();
    },
  };
}
