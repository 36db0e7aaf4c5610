import { useCallback, useMemo, useState } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
import { type MinimaBin, minimaHistogram } from '../../maths/minimaBins';
import type { OffsetResult } from '../../maths/offsetRule';
import { count, plural, value } from '../../wording/numbers';
import { Chart, type Figure } from '../chart/Chart';
import type { ReadColour } from '../chart/chartColours';
import { verticalMarks } from '../chart/marks';
import { useApp, useCommands } from '../shared/context';
import { type MinimaAxis, type MinimaBar, minimaAxis } from './minimaAxis';
import { minimaMarks } from './minimaMarks';

type Shapes = NonNullable<Figure['layout']['shapes']>;

interface MinimaHistogramProps {
  /** Included, scanned frames. */
  readonly rows: readonly FrameRow[];
  readonly rule: OffsetResult;
  readonly cap: number;
  /** Name of saved files. */
  readonly fileName: string;
}

function axisOf(rows: readonly FrameRow[], cap: number): MinimaAxis {
  const minima = rows.map((row) => row.summary?.min ?? 0);
  const shift = minima.every((minimum) => Number.isInteger(minimum)) ? 0.5 : 0;
  const smallest = minima.reduce((a, b) => Math.min(a, b), 0);
  return minimaAxis(minimaHistogram(minima, cap), cap, smallest, shift);
}

/** @param whole the minima are integers, so the last one in [from, to) is to - 1 */
function hoverText({ from, to, overflow, members }: MinimaBin, cap: number, whole: boolean): string {
  const frames = plural(members.length, 'frame');
  if (overflow) return `below ${value(-cap)}: ${frames}`;
  const last = whole ? to - 1 : to;
  return `${from === last ? value(from) : `${value(from)} to ${value(last)}`}: ${frames}`;
}

/** Two strokes across the axis at its break. */
function breakMark(at: number, [from, to]: MinimaAxis['range'], css: string): Shapes {
  const stroke = (to - from) * 0.008;
  return [-1, 1].map((side) => ({
    type: 'line',
    x0: at + stroke * (side - 1),
    x1: at + stroke * (side + 1),
    yref: 'paper',
    y0: -0.05,
    y1: 0.05,
    line: { color: css, width: 1.5 },
  }));
}

function buildFigure(
  { bars, range, place, ticks, breakAt }: MinimaAxis,
  { rows, rule, cap }: MinimaHistogramProps,
  chosen: ReadonlySet<number>,
  log: boolean,
  colour: ReadColour,
  plotPx: number,
): Figure {
  const whole = rows.every(({ summary }) => Number.isInteger(summary?.min));
  const marks = verticalMarks(minimaMarks(rule, cap, place), range, plotPx, colour);
  const paint = ({ bin }: MinimaBar) =>
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
        range: [...range],
        ...(ticks === undefined
          ? { nticks: 6 }
          : { tickvals: ticks.map(({ at }) => at), ticktext: ticks.map(({ text }) => text) }),
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
      shapes: [
        ...marks.shapes,
        ...(breakAt === undefined ? [] : breakMark(breakAt, range, colour('var(--text-muted)'))),
      ],
      annotations: marks.annotations,
    },
  };
}

function describe({ rows, rule, cap }: MinimaHistogramProps): string {
  const beyond = rows.filter(({ summary }) => summary !== undefined && summary.min < -cap).length;
  const marks = minimaMarks(rule, cap).map(({ text }) => text);
  return `Histogram of the minima of ${plural(rows.length, 'frame')}, ${count(beyond)} beyond the cap; ${marks.join(', ')}.`;
}

/** Histogram of the frames' minima; a click selects a bar's frames one by one, a brush marks frames. */
export function MinimaHistogram(props: MinimaHistogramProps) {
  const { rows, rule, cap, fileName } = props;
  const commands = useCommands();
  const selectedKey = useApp((state) => state.selectedFrame);
  const marked = useApp((state) => state.marked);
  const [log, setLog] = useState(false);
  const axis = useMemo(() => axisOf(rows, cap), [rows, cap]);
  const { bars } = axis;
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
      buildFigure(axis, { rows, rule, cap, fileName }, chosen, log, colour, plotPx),
    [axis, rows, rule, cap, fileName, chosen, log],
  );
  const keysOf = (members: readonly number[]) => members.flatMap((at) => rows[at]?.frame.key ?? []);
  return (
    <Chart
      name="Minima histogram"
      followsScan
      summary={describe(props)}
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
        // A second click on the same bar selects its next frame.
        const next = keys[((selectedKey === undefined ? -1 : keys.indexOf(selectedKey)) + 1) % keys.length];
        if (next !== undefined) commands.selection.selectFrame(next);
      }}
      onBrush={(from, to) =>
        commands.selection.markFrames(
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
