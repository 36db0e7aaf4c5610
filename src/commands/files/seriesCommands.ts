import type { ArrangeStep } from '../../domain/arrangement';
import type { NumberedBy } from '../../domain/numberedBy';
import type { ReadingChoice } from '../../domain/readingChoice';
import { selectSeries } from '../../state/allSeries';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { changeSelected } from '../changeSettings';
import type { UndoKeeper } from '../undo';
import { keepSelection } from './removeFiles';
import type { Scanner } from './scanner';

/** What the selected series consists of, and how its files are read. Frames that then need it are scanned. */
export interface SeriesCommands {
  /** Chooses how to read what the files leave open. */
  setReading(change: Partial<ReadingChoice>): void;
  /** Chooses what numbers the frames. */
  setNumbering(by: NumberedBy): void;
  /** Makes copies of frames frames too, or no more. */
  takeCopies(takes: boolean): void;
  /** Makes another series part of the selected one; a notice can undo it. @param key of the other series */
  joinSeries(key: string): void;
  /** Makes the selected frame the first of a new series; a notice can undo it. */
  splitSeries(): void;
}

/** Makes the commands for the selected series. */
export function createSeriesCommands(store: AppStore, scanner: Scanner, undo: UndoKeeper): SeriesCommands {
  function rearranged(): void {
    keepSelection(store);
    scanner.scanMissing();
  }

  function take(step: ArrangeStep): () => void {
    const { selectedSeries, selectedFrame, arrangement } = store.getState();
    store.setState({ arrangement: [...arrangement, step] });
    rearranged();
    return () => {
      const { arrangement: now } = store.getState();
      store.setState({ arrangement: now.filter((other) => other !== step), selectedSeries, selectedFrame });
      rearranged();
    };
  }

  return {
    setReading(change) {
      changeSelected(store, ({ reading }) => ({ reading: { ...reading, ...change } }));
      rearranged();
    },

    setNumbering(by) {
      changeSelected(store, () => ({ numbering: by }));
      rearranged();
    },

    takeCopies(takes) {
      changeSelected(store, () => ({ takesCopies: takes }));
      rearranged();
    },

    joinSeries(key) {
      const series = selectSeriesView(store.getState())?.series;
      const other = selectSeries(store.getState()).find((one) => one.key === key);
      if (series === undefined || other === undefined || series.key === key) return;
      const goBack = take({ kind: 'join', into: series.key, from: key });
      undo.offer({ code: 'seriesJoined', stem: series.stem, other: other.stem }, goBack);
    },

    splitSeries() {
      const { selectedFrame } = store.getState();
      const series = selectSeriesView(store.getState())?.series;
      const frame = series?.frames.find(({ key }) => key === selectedFrame);
      if (series === undefined || frame === undefined || frame === series.frames[0]) return;
      const goBack = take({ kind: 'split', key: series.key, at: frame.key });
      undo.offer({ code: 'seriesSplit', stem: series.stem, frame: frame.number }, goBack);
    },
  };
}
