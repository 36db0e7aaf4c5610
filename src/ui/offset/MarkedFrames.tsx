import type { SeriesView } from '../../conversion/seriesView';
import { plural } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './MarkedFrames.module.css';

/** Actions on marked frames, and undo. */
export function MarkedFrames({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const marked = useApp((state) => state.marked);
  const undoable = useApp(({ exclusions }) =>
    exclusions.some(({ seriesKey }) => seriesKey === view.series.key),
  );
  const count = view.rows.filter(({ frame }) => marked.has(frame.key)).length;
  return (
    <div className={styles.row}>
      <span className="muted">
        {count === 0 ? 'Click to select a frame, drag to mark several' : `${plural(count, 'frame')} marked`}
      </span>
      <span className="spacer" />
      {count > 0 && (
        <>
          <button type="button" className="button small" onClick={commands.selection.excludeMarked}>
            Exclude marked
          </button>
          <button type="button" className="button small" onClick={() => commands.selection.markFrames([])}>
            Clear
          </button>
        </>
      )}
      {undoable && (
        <button
          type="button"
          className="button small"
          title="Undo the last exclusion"
          onClick={commands.selection.undoExclusion}
        >
          Undo
        </button>
      )}
    </div>
  );
}
