import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
import type { Thumbnail } from '../../domain/frame';
import { selectSeriesView } from '../../state/selectors';
import { useApp, useCommands } from '../shared/context';
import styles from './Filmstrip.module.css';

const CELL_PX = 58;

function paint(canvas: HTMLCanvasElement, { fastSize, slowSize, grey }: Thumbnail): void {
  canvas.width = fastSize;
  canvas.height = slowSize;
  const image = new ImageData(fastSize, slowSize);
  const { data } = image;
  for (let i = 0; i < grey.length; i++) {
    const level = 255 - (grey[i] as number);
    data[4 * i] = level;
    data[4 * i + 1] = level;
    data[4 * i + 2] = level;
    data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

interface FilmCellProps {
  readonly row: FrameRow;
  readonly selected: boolean;
}

const FilmCell = memo(function FilmCell({ row, selected }: FilmCellProps) {
  const commands = useCommands();
  const canvas = useRef<HTMLCanvasElement>(null);
  const thumbnail = row.summary?.thumbnail;
  useEffect(() => {
    if (canvas.current && thumbnail) paint(canvas.current, thumbnail);
  }, [thumbnail]);
  const classes = [
    styles.cell,
    selected && styles.selected,
    !row.included && styles.excluded,
    row.problem && 'bad',
  ];
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.filter(Boolean).join(' ')}
      aria-label={`Show frame ${row.frame.number}`}
      onClick={() => commands.selection.selectFrame(row.frame.key)}
    >
      {thumbnail ? (
        <canvas ref={canvas} />
      ) : (
        <span className={styles.empty}>{row.problem ? '!' : '\u2026'}</span>
      )}
      <span className={styles.number}>{row.frame.number}</span>
    </button>
  );
});

/**
 * A slider through the series, and its thumbnails with the selected frame in view.
 * @param thumbnails false shows only the slider
 */
export function Filmstrip({ thumbnails }: { readonly thumbnails: boolean }) {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const selected = useApp((state) => state.selectedFrame);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = view?.rows ?? [];
  const virtual = useVirtualizer({
    count: rows.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: () => CELL_PX,
    overscan: 6,
  });
  const at = rows.findIndex(({ frame }) => frame.key === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <>
      <input
        type="range"
        className={styles.scrubber}
        aria-label="Scrub through the series"
        aria-valuetext={at < 0 ? '' : `frame ${rows[at]?.frame.number}`}
        min={0}
        max={Math.max(rows.length - 1, 0)}
        value={Math.max(at, 0)}
        onChange={(event) => {
          const next = rows[Number(event.target.value)];
          if (next !== undefined) commands.selection.selectFrame(next.frame.key);
        }}
      />
      <div ref={scroller} className={styles.strip} hidden={!thumbnails}>
        <div style={{ width: virtual.getTotalSize(), position: 'relative', height: '100%' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={row.frame.key}
                  className={styles.slot}
                  style={{ transform: `translateX(${item.start}px)` }}
                >
                  <FilmCell row={row} selected={row.frame.key === selected} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </>
  );
}
