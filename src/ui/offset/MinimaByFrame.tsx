import { useCallback } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
import type { FrameKey } from '../../domain/series';
import type { OffsetResult } from '../../maths/offsetRule';
import { plural, value } from '../../wording/numbers';
import { Chart, type Figure } from '../chart/Chart';
import type { ReadColour } from '../chart/chartColours';
import { useApp, useCommands } from '../shared/context';
import { minimaMarks } from './minimaMarks';

interface MinimaByFrameProps {
  /** Every scanned frame of the series, excluded ones too. */
  readonly rows: readonly FrameRow[];
  readonly rule: OffsetResult;
  readonly cap: number;
  readonly fileName: string;
}

/**
 * More frames than this are drawn as a line with its special points, more special points as stems: the browser
 * lays out every separate point again whenever anything on the page changes.
 */
const MOST_POINTS = 400;

/** Least range of the axis, counts. */
const LEAST_RANGE = 12;

/** The range shown, counts; minima beyond the cap are drawn at its lower edge. */
function rangeOf(rows: readonly FrameRow[], cap: number): [number, number] {
  const minima = rows.map((row) => row.summary?.min ?? 0);
  const within = minima.filter((minimum) => minimum >= -cap);
  const shown = within.length === 0 ? minima : within;
  const low = shown.reduce((a, b) => Math.min(a, b));
  const high = shown.reduce((a, b) => Math.max(a, b));
  const pad = Math.max((high - low) * 0.12, (LEAST_RANGE - (high - low)) / 2);
  return [low - pad, high + pad];
}

/** Widths of a tick's character, and of the axis title beside the ticks, CSS pixels. */
const CHARACTER_PX = 6.4;
const TITLE_PX = 26;
const LEAST_MARGIN_PX = 46;

/** Left margin for the longest tick and the title. */
function marginFor(range: readonly number[]): number {
  const longest = Math.max(...range.map((counts) => value(Math.round(counts)).length));
  return Math.max(LEAST_MARGIN_PX, Math.ceil(longest * CHARACTER_PX) + TITLE_PX);
}

interface Stem {
  readonly row: FrameRow;
  /** Position of the row. */
  readonly at: number;
  /** Its tip, counts. */
  readonly y: number;
}

/** Vertical strokes of one colour from below the chart, clipped, all as one line. */
function stemsOf(stems: readonly Stem[], below: number, colour: string) {
  return {
    type: 'scatter',
    mode: 'lines',
    x: stems.flatMap(({ row }) => [row.frame.number, row.frame.number, row.frame.number]),
    y: stems.flatMap(({ y }) => [below, y, below]),
    customdata: stems.flatMap(({ at }) => [at, at, at]),
    text: stems.flatMap(({ row }) => Array<string>(3).fill(pointText(row))),
    hovertemplate: '%{text}<extra></extra>',
    line: { color: colour, width: 1 },
  };
}

function pointText({ frame, summary, included }: FrameRow): string {
  return `frame ${frame.number}: ${value(summary?.min ?? 0)}${included ? '' : ' (excluded)'}`;
}

function buildFigure(
  { rows, rule, cap }: MinimaByFrameProps,
  selectedKey: FrameKey | undefined,
  marked: ReadonlySet<FrameKey>,
  colour: ReadColour,
): Figure {
  const range = rangeOf(rows, cap);
  const [low, high] = range;
  const edge = low + (high - low) * 0.04;
  const minima = rows.map((row) => row.summary?.min ?? 0);
  const beyond = (minimum: number) => minimum < low;
  const colourOf = (row: FrameRow, at: number) => {
    if (row.frame.key === selectedKey || marked.has(row.frame.key)) return 'var(--accent)';
    if (!row.included) return 'var(--border-strong)';
    return beyond(minima[at] as number) ? 'var(--mark-cap)' : 'var(--bar)';
  };
  const lines = minimaMarks(rule, cap).filter(({ at }) => at >= low && at <= high);
  const drawn = rows.map((row, at) => ({ row, at, minimum: minima[at] as number }));
  const pointY = ({ minimum }: { readonly minimum: number }) => (beyond(minimum) ? edge : minimum);
  const isSpecial = ({ row, minimum }: (typeof drawn)[number]) =>
    !row.included || beyond(minimum) || row.frame.key === selectedKey || marked.has(row.frame.key);
  const special = rows.length > MOST_POINTS ? drawn.filter(isSpecial) : drawn;
  const crowded = special.length > MOST_POINTS;
  const points = crowded ? special.filter(({ row }) => row.frame.key === selectedKey) : special;
  const stemColours = new Set(crowded ? special.map(({ row, at }) => colourOf(row, at)) : []);
  const stems = [...stemColours].map((css) =>
    stemsOf(
      special
        .filter(({ row, at }) => colourOf(row, at) === css)
        .map((point) => ({ ...point, y: pointY(point) })),
      low - (high - low),
      colour(css),
    ),
  );
  const line = {
    type: 'scatter',
    mode: 'lines',
    x: rows.map(({ frame }) => frame.number),
    y: drawn.map(pointY),
    line: { color: colour('var(--bar)'), width: 1 },
    hovertemplate: 'frame %{x}: %{y}<extra></extra>',
  };
  const markers = {
    type: 'scatter',
    mode: 'markers',
    x: points.map(({ row }) => row.frame.number),
    y: points.map(pointY),
    customdata: points.map(({ at }) => at),
    text: points.map(({ row }) => pointText(row)),
    hovertemplate: '%{text}<extra></extra>',
    marker: {
      color: points.map(({ row, at }) => colour(colourOf(row, at))),
      size: points.map(({ row }) => (row.frame.key === selectedKey ? 10 : rows.length > 400 ? 4 : 6)),
      symbol: points.map(({ row, minimum }) =>
        row.included ? (beyond(minimum) ? 'triangle-down' : 'circle') : 'x-thin-open',
      ),
    },
    unselected: { marker: { opacity: 1 } },
  };
  return {
    data: (rows.length > MOST_POINTS ? [line, ...stems, markers] : [markers]) as Figure['data'],
    layout: {
      margin: { l: marginFor(range) },
      xaxis: {
        title: { text: 'Frame number', standoff: 4 },
        nticks: 8,
        // There are no fractional frames.
        ...(rows.length <= 8 && { dtick: 1 }),
      },
      yaxis: { title: { text: 'Raw counts', standoff: 4 }, range, nticks: 4 },
      shapes: lines.map(({ at, colour: css }) => ({
        type: 'line',
        xref: 'paper',
        x0: 0,
        x1: 1,
        y0: at,
        y1: at,
        layer: 'below',
        line: { color: colour(css), width: 1.2, dash: 'dot' },
      })),
    },
  };
}

/** The minima against the frame number; a click selects a frame, a brush marks frames. */
export function MinimaByFrame(props: MinimaByFrameProps) {
  const { rows, rule, cap, fileName } = props;
  const commands = useCommands();
  const selectedKey = useApp((state) => state.selectedFrame);
  const marked = useApp((state) => state.marked);
  const build = useCallback(
    (colour: ReadColour) => buildFigure({ rows, rule, cap, fileName }, selectedKey, marked, colour),
    [rows, rule, cap, fileName, selectedKey, marked],
  );
  const smallest = rows.find(({ summary, included }) => included && summary?.min === rule.smallestMinimum);
  return (
    <Chart
      name="Minima by frame"
      low
      followsScan
      summary={`Minimum of each of ${plural(rows.length, 'frame')} against the frame number; smallest ${value(rule.smallestMinimum)} in frame ${smallest?.frame.number}, largest ${value(rule.largestMinimum)}.`}
      build={build}
      fileName={`${fileName}_minima`}
      table={() => [
        ['frame', 'minimum_counts', 'included'],
        ...rows.map(({ frame, summary, included }) => [
          frame.number,
          summary?.min ?? '',
          included ? 'yes' : 'no',
        ]),
      ]}
      onPick={(at) => {
        const row = rows[at];
        if (row !== undefined) commands.selection.selectFrame(row.frame.key);
      }}
      onBrush={(from, to) =>
        commands.selection.markFrames(
          rows
            .filter(({ frame }) => frame.number >= from && frame.number <= to)
            .map(({ frame }) => frame.key),
        )
      }
    />
  );
}
