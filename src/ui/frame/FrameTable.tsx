import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
import { selectSeriesView } from '../../state/selectors';
import { helpOnProblem } from '../../wording/helpPlaces';
import { count, plural } from '../../wording/numbers';
import { explainProblem } from '../../wording/problems';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import { VIEWER_KEYS_AREA } from '../viewer/viewerKeys';
import { DownloadFrame } from './DownloadFrame';
import styles from './FrameTable.module.css';
import { FRAME_COLUMNS, type FrameColumn, sortRows } from './frameColumns';

const ROW_PX = 26;
const FIRST_COLUMN = FRAME_COLUMNS[0] as FrameColumn;

interface Sorting {
  readonly column: FrameColumn;
  readonly ascending: boolean;
}

function ColumnHead({
  column,
  sorting,
  onSort,
}: {
  readonly column: FrameColumn;
  readonly sorting: Sorting;
  readonly onSort: (column: FrameColumn) => void;
}) {
  const active = sorting.column.id === column.id;
  const direction = sorting.ascending ? 'ascending' : 'descending';
  return (
    <div role="columnheader" aria-sort={active ? direction : 'none'}>
      <button type="button" title={column.help} onClick={() => onSort(column)}>
        {column.label}
        <span aria-hidden="true">{active ? (sorting.ascending ? ' \u25b4' : ' \u25be') : ''}</span>
      </button>
    </div>
  );
}

/** Redrawn only for another row: most stay the same while others are scanned. */
const RowCells = memo(function RowCells({ row }: { readonly row: FrameRow }) {
  const commands = useCommands();
  const { frame, included, problem } = row;
  return (
    <>
      <div role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Include frame ${frame.number}`}
          checked={included}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => commands.selection.setIncluded([frame.key], event.target.checked)}
        />
      </div>
      {problem === undefined ? (
        FRAME_COLUMNS.map((column) => (
          <div role="gridcell" key={column.id}>
            {column.text(row)}
          </div>
        ))
      ) : (
        <>
          <div role="gridcell">{frame.number}</div>
          <div role="gridcell" className={styles.problemPlace}>
            <span className={styles.problem} title={explainProblem(problem).remedy} {...codeProps(problem)}>
              {frame.file.name}: {explainProblem(problem).cause}
            </span>
            <HelpLink place={helpOnProblem(problem)} about={`frame ${frame.number}`} inTabOrder={false} />
          </div>
        </>
      )}
    </>
  );
});

/** Actions on groups of frames. */
function TableBar({ rows }: { readonly rows: readonly FrameRow[] }) {
  const commands = useCommands();
  const shown = useApp((state) => state.tableShown);
  const excluded = rows.filter((row) => !row.included);
  const bad = rows.filter((row) => row.included && row.status === 'failed');
  return (
    <div className="panel-bar">
      <button
        type="button"
        className={`button small ${styles.fold}`}
        aria-expanded={shown}
        aria-label="Table"
        title={shown ? 'Folds the table: a larger picture' : 'Opens the table of frames'}
        onClick={() => commands.display.showTable(!shown)}
      >
        {shown ? '\u25be' : '\u25b8'}
      </button>
      <h2>Frames</h2>
      <span className="muted numbers">
        {count(rows.length - excluded.length)} of {count(rows.length)} included
      </span>
      <span className="spacer" />
      <DownloadFrame />
      {bad.length > 0 && (
        <>
          <button
            type="button"
            className="button small"
            onClick={() =>
              commands.selection.setIncluded(
                bad.map(({ frame }) => frame.key),
                false,
              )
            }
          >
            Exclude {plural(bad.length, 'bad frame')}
          </button>
          <button
            type="button"
            className="button small"
            aria-label={`Remove ${plural(bad.length, 'bad file')}`}
            onClick={commands.files.removeBadFiles}
          >
            Remove
          </button>
        </>
      )}
      <button
        type="button"
        className="button small"
        hidden={excluded.length === 0}
        onClick={() =>
          commands.selection.setIncluded(
            excluded.map(({ frame }) => frame.key),
            true,
          )
        }
      >
        Include all
      </button>
    </div>
  );
}

/** Every frame of the series with its statistics; sortable; only visible rows are drawn. */
export function FrameTable() {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const selected = useApp((state) => state.selectedFrame);
  const marked = useApp((state) => state.marked);
  const shown = useApp((state) => state.tableShown);
  const [sorting, setSorting] = useState<Sorting>({ column: FIRST_COLUMN, ascending: true });
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => sortRows(view?.rows ?? [], sorting.column, sorting.ascending),
    [view?.rows, sorting],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const at = rows.findIndex(({ frame }) => frame.key === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const sortBy = (column: FrameColumn) =>
    setSorting((now) => ({ column, ascending: now.column.id === column.id ? !now.ascending : true }));
  /** Marks the rows from the selected one to another, in the current order, and selects the latter. */
  const markTo = (row: FrameRow) => {
    const ends = [Math.max(at, 0), rows.indexOf(row)];
    const between = rows.slice(Math.min(...ends), Math.max(...ends) + 1);
    commands.selection.markFrames([...marked, ...between.map(({ frame }) => frame.key)]);
    commands.selection.selectFrame(row.frame.key);
  };
  const move = (event: KeyboardEvent) => {
    const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const row = rows[at];
    if (event.key === ' ' && row !== undefined) {
      event.preventDefault();
      commands.selection.setIncluded([row.frame.key], !row.included);
    }
    const step = steps[event.key];
    const next = step === undefined ? undefined : rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    if (event.shiftKey) markTo(next);
    else commands.selection.selectFrame(next.frame.key);
  };
  return (
    <section className={shown ? styles.table : styles.folded} aria-label="Frames" {...VIEWER_KEYS_AREA}>
      <TableBar rows={view?.rows ?? []} />
      <div
        role="grid"
        aria-label="Frames"
        aria-rowcount={rows.length + 1}
        className={styles.grid}
        hidden={!shown}
        tabIndex={0}
        onKeyDown={move}
      >
        <div role="row" className={`${styles.row} ${styles.head}`}>
          <div role="columnheader" title="Included in offset, pedestal and output">
            Use
          </div>
          {FRAME_COLUMNS.map((column) => (
            <ColumnHead key={column.id} column={column} sorting={sorting} onSort={sortBy} />
          ))}
        </div>
        <div ref={scroller} className={styles.body} role="rowgroup">
          <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const classes = [
                styles.row,
                !row.included && styles.excluded,
                row.problem && 'bad',
                marked.has(row.frame.key) && styles.marked,
              ];
              return (
                <div
                  key={row.frame.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={row.frame.key === selected}
                  tabIndex={-1}
                  className={classes.filter(Boolean).join(' ')}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={(event) =>
                    event.shiftKey ? markTo(row) : commands.selection.selectFrame(row.frame.key)
                  }
                >
                  <RowCells row={row} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}
