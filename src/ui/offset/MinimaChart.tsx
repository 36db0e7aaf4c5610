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

/** The marks that the chart can place; equal ones share a line. */
function marksOf({ cap, offset, largestMinimum }: MinimaChartProps, bins: readonly MinimaBin[]): Mark[] {
  const overflow = bins[0]?.overflow ? bins[0] : undefined;
  const firstRegular = bins.find((bin) => !bin.overflow);
  // Between the overflow bin and the rest lies the cap, whatever the distance on the axis.
  const capAt = overflow && firstRegular ? (overflow.to + firstRegular.from) / 2 : -cap;
  const low = overflow?.from ?? firstRegular?.from ?? -cap;
  const high = bins.at(-1)?.to ?? 0;
  const capText = offset === cap ? `cap = \u2212offset ${-cap}` : `cap ${-cap}`;
  const marks: Mark[] = [
    { at: largestMinimum, text: `max ${value(largestMinimum)}`, colour: 'var(--mark-max)' },
  ];
  if (offset !== cap)
    marks.push({ at: -offset, text: `\u2212offset ${value(-offset)}`, colour: 'var(--mark-offset)' });
  marks.push({ at: capAt, text: capText, colour: 'var(--mark-cap)' });
  return marks.filter(({ at }) => at >= low && at <= high);
}

function cssColour(element: Element, colour: string): string {
  const name = /^var\((.*)\)$/.exec(colour)?.[1];
  return name === undefined ? colour : getComputedStyle(element).getPropertyValue(name).trim();
}

function describe(rows: readonly FrameRow[], bins: readonly MinimaBin[], marks: readonly Mark[]): string {
  const beyond = bins[0]?.overflow ? bins[0].members.length : 0;
  return `Histogram of the minima of ${plural(rows.length, 'frame')}, ${beyond} beyond the cap; ${marks.map(({ text }) => text).join(', ')}.`;
}

function buildFigure(
  element: Element,
  props: MinimaChartProps,
  bins: readonly MinimaBin[],
  selected: number,
) {
  const text = cssColour(element, 'var(--text-muted)');
  const grid = cssColour(element, 'var(--border)');
  const marks = marksOf(props, bins);
  const overflow = bins[0]?.overflow ? bins[0] : undefined;
  const colours = bins.map((bin) =>
    cssColour(
      element,
      bin.members.includes(selected) ? 'var(--accent)' : bin.overflow ? 'var(--mark-cap)' : 'var(--bar)',
    ),
  );
  const data: Data[] = [
    {
      type: 'bar',
      x: bins.map((bin) => (bin.from + bin.to) / 2),
      y: bins.map((bin) => bin.members.length),
      width: bins.map((bin) => (bin.to - bin.from) * 0.94),
      marker: { color: colours },
      text: bins.map((bin) =>
        bin.overflow
          ? `below ${-props.cap}: ${plural(bin.members.length, 'frame')}`
          : `${value(bin.from)} to ${value(bin.to - 1)}: ${plural(bin.members.length, 'frame')}`,
      ),
      textposition: 'none',
      hovertemplate: '%{text}<extra></extra>',
    },
  ];
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 1;
  const pad = (high - low) * 0.03;
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
      range: [low - pad, high + pad],
      zeroline: false,
      gridcolor: grid,
      fixedrange: true,
      nticks: 6,
      separatethousands: false,
    },
    yaxis: {
      title: { text: 'Frames', standoff: 4 },
      gridcolor: grid,
      zeroline: false,
      fixedrange: true,
      rangemode: 'tozero',
      tickformat: 'd',
      nticks: 4,
    },
    shapes: marks.map(({ at, colour }) => ({
      type: 'line',
      x0: at,
      x1: at,
      yref: 'paper',
      y0: 0,
      y1: 1,
      line: { color: cssColour(element, colour), width: 1.5, dash: 'dot' },
    })),
    annotations: [
      ...marks.map(({ at, text: label, colour }, i) => ({
        x: at,
        yref: 'paper' as const,
        y: 1,
        yanchor: 'bottom' as const,
        xanchor: i === 0 ? ('right' as const) : ('left' as const),
        text: label,
        showarrow: false,
        font: { size: 11, color: cssColour(element, colour) },
      })),
      ...(overflow === undefined
        ? []
        : [
            {
              x: (overflow.from + overflow.to) / 2,
              y: overflow.members.length,
              yanchor: 'bottom' as const,
              xanchor: 'center' as const,
              text: `${overflow.members.length}`,
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
