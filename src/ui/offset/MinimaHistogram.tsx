import { useCallback, useMemo, useState } from 'react';
import { type MinimaBin, minimaHistogram } from '../../maths/minimaHistogram';
import type { OffsetResult } from '../../maths/offsetRule';
import type { FrameRow } from '../../state/frameRows';
import { plural, value } from '../../wording/numbers';
import { Chart, type Figure } from '../chart/Chart';
import type { ReadColour } from '../chart/chartColours';
import { verticalMarks } from '../chart/marks';
import { useApp, useCommands } from '../shared/context';
import { minimaMarks } from './minimaMarks';

interface MinimaHistogramProps {
  /** Included, scanned frames. */
  readonly rows: readonly FrameRow[];
  readonly rule: OffsetResult;
  readonly cap: number;
  /** Name of saved files. */
  readonly fileName: string;
}

/** A bar as drawn: a bin of whole numbers reaches half a count to either side of them. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly bin: MinimaBin;
}

/** The axis shows at least this many counts, so that a series of equal minima is not one wall. */
const LEAST_RANGE = 12;

function barsOf(rows: readonly FrameRow[], cap: number): Bar[] {
  const minima = rows.map((row) => row.summary?.min ?? 0);
  const shift = minima.every((minimum) => Number.isInteger(minimum)) ? 0.5 : 0;
  return minimaHistogram(minima, cap).map((bin) => ({ from: bin.from - shift, to: bin.to - shift, bin }));
}

function rangeOf(bars: readonly Bar[]): [number, number] {
  const low = bars[0]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 1;
  const pad = Math.max((high - low) * 0.03, (LEAST_RANGE - (high - low)) / 2);
  return [low - pad, high + pad];
}

/** @param whole the minima are whole numbers, so that the last one in [from, to) is to - 1 */
function hoverText({ from, to, overflow, members }: MinimaBin, cap: number, whole: boolean): string {
  const frames = plural(members.length, 'frame');
  if (overflow) return `below ${-cap}: ${frames}`;
  const last = whole ? to - 1 : to;
  return `${from === last ? from : `${value(from)} to ${value(last)}`}: ${frames}`;
}

function buildFigure(
  bars: readonly Bar[],
  { rows, rule, cap }: MinimaHistogramProps,
  chosen: ReadonlySet<number>,
  log: boolean,
  colour: ReadColour,
  plotPx: number,
): Figure {
  const range = rangeOf(bars);
  const [overflow, first] = bars;
  const whole = rows.every(({ summary }) => Number.isInteger(summary?.min));
  // Between the overflow bin and the rest lies the cap, whatever the distance on the axis.
  const capAt = overflow?.bin.overflow && first ? (overflow.to + first.from) / 2 : -cap;
  const marks = verticalMarks(minimaMarks(rule, cap, capAt), range, plotPx, colour);
  const paint = ({ bin }: Bar) =>
    colour(
      bin.members.some((at) => chosen.has(at))
        ? 'var(--accent)'
        : bin.overflow
          ? 'var(--mark-cap)'
          : 'var(--bar)',
    );
  const most = Math.max(...bars.map(({ bin }) => bin.members.length));
  return {
    data: [
      {
        type: 'bar',
        x: bars.map((bar) => (bar.from + bar.to) / 2),
        y: bars.map(({ bin }) => bin.members.length),
        width: bars.map((bar) => (bar.to - bar.from) * 0.94),
        marker: { color: bars.map(paint) },
        text: bars.map(({ bin }) => hoverText(bin, cap, whole)),
        textposition: 'none',
        hovertemplate: '%{text}<extra></extra>',
        unselected: { marker: { opacity: 1 } },
      } as Figure['data'][number],
    ],
    layout: {
      margin: { t: marks.topPx },
      bargap: 0,
      xaxis: {
        title: { text: 'Frame minimum (raw counts)', standoff: 4 },
        range,
        nticks: 6,
        tickformat: 'd',
      },
      yaxis: log
        ? {
            title: { text: 'Frames (log)', standoff: 4 },
            type: 'log',
            dtick: 1,
            range: [-0.3, Math.log10(most * 1.3)],
          }
        : {
            title: { text: 'Frames', standoff: 4 },
            rangemode: 'tozero',
            tick0: 0,
            dtick: Math.max(1, Math.ceil(most / 4)),
          },
      shapes: marks.shapes,
      annotations: [
        ...(marks.annotations ?? []),
        ...(overflow?.bin.overflow
          ? [
              {
                x: overflow.from,
                y: log ? Math.log10(overflow.bin.members.length) : overflow.bin.members.length,
                yanchor: 'bottom' as const,
                xanchor: 'left' as const,
                text: `< ${-cap}`,
                showarrow: false,
                font: { color: colour('var(--mark-cap)'), size: 11 },
              },
            ]
          : []),
      ],
    },
  };
}

function describe(
  rows: readonly FrameRow[],
  bars: readonly Bar[],
  { rule, cap }: MinimaHistogramProps,
): string {
  const beyond = bars[0]?.bin.overflow ? bars[0].bin.members.length : 0;
  const marks = minimaMarks(rule, cap).map(({ text }) => text);
  return `Histogram of the minima of ${plural(rows.length, 'frame')}, ${beyond} beyond the cap; ${marks.join(', ')}.`;
}

/** Histogram of the frames' minima; a click selects a bar's frames one by one, a brush marks frames. */
export function MinimaHistogram(props: MinimaHistogramProps) {
  const { rows, rule, cap, fileName } = props;
  const commands = useCommands();
  const selectedKey = useApp((state) => state.selectedFrame);
  const marked = useApp((state) => state.marked);
  const [log, setLog] = useState(false);
  const bars = useMemo(() => barsOf(rows, cap), [rows, cap]);
  const selected = rows.findIndex(({ frame }) => frame.key === selectedKey);
  const chosen = useMemo(
    () =>
      new Set(
        rows.flatMap(({ frame }, place) => (place === selected || marked.has(frame.key) ? [place] : [])),
      ),
    [rows, selected, marked],
  );
  const build = useCallback(
    (colour: ReadColour, plotPx: number) =>
      buildFigure(bars, { rows, rule, cap, fileName }, chosen, log, colour, plotPx),
    [bars, rows, rule, cap, fileName, chosen, log],
  );
  const keysOf = (members: readonly number[]) => members.flatMap((at) => rows[at]?.frame.key ?? []);
  return (
    <Chart
      name="Minima histogram"
      followsScan
      summary={describe(rows, bars, props)}
      build={build}
      fileName={`${fileName}_minima_histogram`}
      table={() => [
        ['from_counts', 'to_counts', 'frames', 'beyond_cap'],
        ...bars.map(({ bin }) =>
          bin.overflow ? ['', -cap, bin.members.length, 'yes'] : [bin.from, bin.to, bin.members.length, 'no'],
        ),
      ]}
      onPick={(bar) => {
        const keys = keysOf(bars[bar]?.bin.members ?? []);
        // A second click on the same bar goes on to its next frame.
        const next = keys[((selectedKey === undefined ? -1 : keys.indexOf(selectedKey)) + 1) % keys.length];
        if (next !== undefined) commands.selectFrame(next);
      }}
      onBrush={(from, to) =>
        commands.markFrames(
          bars.filter((bar) => bar.to > from && bar.from < to).flatMap(({ bin }) => keysOf(bin.members)),
        )
      }
    >
      <label className="check" title="Counts of frames on a logarithmic axis">
        <input type="checkbox" checked={log} onChange={(event) => setLog(event.target.checked)} />
        log
      </label>
    </Chart>
  );
}
