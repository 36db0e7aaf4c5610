import type { Data, Layout, PlotlyHTMLElement } from 'plotly.js-basic-dist-min';
import { useEffect, useMemo, useRef } from 'react';
import { type MinimaBin, minimaHistogram } from '../../maths/minimaHistogram';
import type { FrameRow } from '../../state/selectors';
import { plural, value } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';

interface MinimaChartProps {
  /** Included, scanned frames. */
  readonly rows: readonly FrameRow[];
  readonly cap: number;
  readonly offset: number;
  readonly largestMinimum: number;
}

interface Mark {
  readonly at: number;
  readonly text: string;
  readonly colour: string;
}

/** A bar as drawn: a bin of whole numbers reaches half a count to either side of them. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly bin: MinimaBin;
}

/** The axis shows at least this many counts, so that a series of equal minima is not one wall. */
const LEAST_RANGE = 12;

function barsOf(bins: readonly MinimaBin[], whole: boolean): Bar[] {
  const shift = whole ? 0.5 : 0;
  return bins.map((bin) => ({ from: bin.from - shift, to: bin.to - shift, bin }));
}

function rangeOf(bars: readonly Bar[]): [number, number] {
  const low = bars[0]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 1;
  const pad = Math.max((high - low) * 0.03, (LEAST_RANGE - (high - low)) / 2);
  return [low - pad, high + pad];
}

/** The marks from left to right; those at one place share a line and a text. */
function marksOf({ cap, offset, largestMinimum }: MinimaChartProps, bars: readonly Bar[]): Mark[] {
  const [overflow, first] = bars;
  // Between the overflow bin and the rest lies the cap, whatever the distance on the axis.
  const capAt = overflow?.bin.overflow && first ? (overflow.to + first.from) / 2 : -cap;
  const wanted = [
    { value: -cap, at: capAt, name: 'cap', colour: 'var(--mark-cap)' },
    {
      value: -offset,
      at: offset === cap ? capAt : -offset,
      name: '\u2212offset',
      colour: 'var(--mark-offset)',
    },
    { value: largestMinimum, at: largestMinimum, name: 'max', colour: 'var(--mark-max)' },
  ];
  const marks = new Map<number, Mark>();
  for (const { value: raw, at, name, colour } of wanted) {
    const shared = marks.get(raw);
    const names =
      shared === undefined ? name : `${shared.text.split(' = ').slice(0, -1).join(' = ')} = ${name}`;
    marks.set(raw, { at, text: `${names} = ${value(raw)}`, colour: shared?.colour ?? colour });
  }
  return [...marks.values()].sort((a, b) => a.at - b.at);
}

/** A CSS colour, custom properties and light-dark() resolved, as Plotly understands it. */
function cssColour(element: Element, colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  element.parentElement?.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function describe(rows: readonly FrameRow[], bins: readonly MinimaBin[], marks: readonly Mark[]): string {
  const beyond = bins[0]?.overflow ? bins[0].members.length : 0;
  return `Histogram of the minima of ${plural(rows.length, 'frame')}, ${beyond} beyond the cap; ${marks.map(({ text }) => text).join(', ')}.`;
}

function hoverText({ from, to, overflow, members }: MinimaBin, whole: boolean, cap: number): string {
  const frames = plural(members.length, 'frame');
  if (overflow) return `below ${-cap}: ${frames}`;
  const last = whole ? to - 1 : to;
  return `${from === last ? from : `${value(from)} to ${value(last)}`}: ${frames}`;
}

/** A mark's text above its line; inside the plot and with an arrow where the mark lies beyond the axis. */
function markText(mark: Mark, [low, high]: [number, number], colour: string) {
  const place = (mark.at - low) / (high - low);
  const text = place < 0 ? `\u25c2 ${mark.text}` : place > 1 ? `${mark.text} \u25b8` : mark.text;
  const xanchor: 'left' | 'right' | 'center' = place < 0.2 ? 'left' : place > 0.8 ? 'right' : 'center';
  return {
    xref: 'paper' as const,
    x: Math.min(Math.max(place, 0), 1),
    yref: 'paper' as const,
    y: 1,
    yanchor: place < 0 || place > 1 ? ('top' as const) : ('bottom' as const),
    xanchor,
    text,
    showarrow: false,
    font: { size: 11, color: colour },
  };
}

function buildFigure(
  element: Element,
  props: MinimaChartProps,
  bins: readonly MinimaBin[],
  selected: number,
) {
  const text = cssColour(element, 'var(--text-muted)');
  const grid = cssColour(element, 'var(--border)');
  const whole = props.rows.every((row) => Number.isInteger(row.summary?.min));
  const bars = barsOf(bins, whole);
  const range = rangeOf(bars);
  const marks = marksOf(props, bars);
  const overflow = bars[0]?.bin.overflow ? bars[0] : undefined;
  const colours = bins.map((bin) =>
    cssColour(
      element,
      bin.members.includes(selected) ? 'var(--accent)' : bin.overflow ? 'var(--mark-cap)' : 'var(--bar)',
    ),
  );
  const data: Data[] = [
    {
      type: 'bar',
      x: bars.map((bar) => (bar.from + bar.to) / 2),
      y: bins.map((bin) => bin.members.length),
      width: bars.map((bar) => (bar.to - bar.from) * 0.94),
      marker: { color: colours },
      text: bins.map((bin) => hoverText(bin, whole, props.cap)),
      textposition: 'none',
      hovertemplate: '%{text}<extra></extra>',
    },
  ];
  const layout: Partial<Layout> = {
    margin: { l: 34, r: 8, t: 26, b: 34 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { size: 11, color: text, family: 'inherit' },
    showlegend: false,
    bargap: 0,
    dragmode: false,
    xaxis: {
      title: { text: 'Frame minimum (raw counts)', standoff: 4 },
      range,
      zeroline: false,
      gridcolor: grid,
      fixedrange: true,
      nticks: 6,
      tickformat: 'd',
    },
    yaxis: {
      title: { text: 'Frames', standoff: 4 },
      gridcolor: grid,
      zeroline: false,
      fixedrange: true,
      rangemode: 'tozero',
      tick0: 0,
      dtick: Math.max(1, Math.ceil(Math.max(...bins.map((bin) => bin.members.length)) / 4)),
    },
    shapes: marks
      .filter(({ at }) => at >= range[0] && at <= range[1])
      .map(({ at, colour }) => ({
        type: 'line',
        x0: at,
        x1: at,
        yref: 'paper',
        y0: 0,
        y1: 1,
        line: { color: cssColour(element, colour), width: 1.5, dash: 'dot' },
      })),
    annotations: [
      ...marks.map((mark) => markText(mark, range, cssColour(element, mark.colour))),
      ...(overflow === undefined
        ? []
        : [
            {
              x: (overflow.from + overflow.to) / 2,
              y: overflow.bin.members.length,
              yanchor: 'bottom' as const,
              xanchor: 'center' as const,
              text: `${overflow.bin.members.length}`,
              showarrow: false,
            },
          ]),
    ],
  };
  return { data, layout, summary: describe(props.rows, bins, marks) };
}

/** Histogram of the frames' minima with the cap, -offset and largest minimum marked; bars select frames. */
export function MinimaChart(props: MinimaChartProps) {
  const { rows, cap } = props;
  const commands = useCommands();
  const selectedId = useApp((state) => state.selectedFrame);
  const theme = useApp((state) => state.theme);
  const holder = useRef<HTMLDivElement>(null);
  const bins = useMemo(
    () =>
      minimaHistogram(
        rows.map((row) => row.summary?.min ?? 0),
        cap,
      ),
    [rows, cap],
  );
  const selected = rows.findIndex(({ frame }) => frame.id === selectedId);
  const latest = useRef({ bins, rows, selected });
  latest.current = { bins, rows, selected };

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    return () => void import('plotly.js-basic-dist-min').then(({ default: plotly }) => plotly.purge(element));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours read from CSS
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let current = true;
    void import('plotly.js-basic-dist-min').then(async ({ default: plotly }) => {
      if (!current) return;
      const figure = buildFigure(element, props, bins, selected);
      element.setAttribute('aria-label', figure.summary);
      const plot = (await plotly.react(element, figure.data, figure.layout, {
        displayModeBar: false,
        responsive: true,
      })) as PlotlyHTMLElement;
      plot.removeAllListeners('plotly_click');
      plot.on('plotly_click', ({ points }) => {
        const { bins: now, rows: nowRows, selected: nowSelected } = latest.current;
        const members = now[points[0]?.pointIndex ?? -1]?.members ?? [];
        // A second click on the same bar goes on to its next frame.
        const next = members[(members.indexOf(nowSelected) + 1) % members.length];
        const row = next === undefined ? undefined : nowRows[next];
        if (row !== undefined) commands.selectFrame(row.frame.id);
      });
    });
    return () => {
      current = false;
    };
  }, [commands, bins, selected, props.offset, props.largestMinimum, cap, theme]);

  return <div ref={holder} className="minima-chart" role="img" aria-label="Histogram of minima" />;
}
