import type {
  Data,
  Layout,
  LayoutAxis,
  PlotlyHTMLElement,
  PlotSelectionEvent,
} from 'plotly.js-basic-dist-min';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { csvCell } from '../../wording/csv';
import { PLOTLY_SEPARATORS } from '../../wording/numbers';
import { useSystemIsDark } from '../shared/colourScheme';
import { useApp, useCommands } from '../shared/context';
import { useShown } from '../shared/shown';
import styles from './Chart.module.css';
import { colourReader, type ReadColour } from './chartColours';
import { drawsQuickly, loadPlotly } from './plotly';

/** What Plotly draws. */
export interface Figure {
  readonly data: Data[];
  readonly layout: Partial<Layout>;
}

interface ChartProps {
  /** Name of the chart, its heading. */
  readonly name: string;
  /** Text alternative of the chart. */
  readonly summary: string;
  /** Builds the figure; a new function redraws the chart. @param plotPx width of its plot */
  readonly build: (colour: ReadColour, plotPx: number) => Figure;
  /** The chart's numbers: the first row names the columns with their units. */
  readonly table: () => readonly (readonly (string | number)[])[];
  /** Name of saved files, without extension. */
  readonly fileName: string;
  /** A point or bar was clicked. @param index its `customdata`, or else its position in its trace */
  readonly onPick?: (index: number) => void;
  /** A range of the horizontal axis was brushed. */
  readonly onBrush?: (from: number, to: number) => void;
  /** Follows the scan; on a slow computer it is drawn only after the scan. */
  readonly followsScan?: boolean;
  /** Controls of this chart, in its head. */
  readonly children?: ReactNode;
  /** For a chart that needs less height. */
  readonly low?: boolean;
}

const SAVED = { width: 900, height: 480 };
/** Margins of the plot, CSS pixels; a chart may change top and bottom. */
const MARGIN = { l: 46, r: 10, t: 8, b: 34 };

const plotWidth = (chartPx: number) => chartPx - MARGIN.l - MARGIN.r;

/**
 * A chart that changes quickly (scan, play) pauses after each drawing, in proportion to its duration,
 * so that the charts never hold up the viewer.
 */
const PAUSE_PER_DRAW = 6;
const LEAST_PAUSE_MS = 60;

function baseLayout(colour: ReadColour): Partial<Layout> {
  const grid = colour('var(--border)');
  // Otherwise Plotly lays out its labels twice to find an angle.
  const axis: Partial<LayoutAxis> = {
    gridcolor: grid,
    zeroline: false,
    fixedrange: true,
    tickangle: 0,
    exponentformat: 'none',
  };
  return {
    margin: MARGIN,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { size: 11, color: colour('var(--text-muted)'), family: 'inherit' },
    showlegend: false,
    separators: PLOTLY_SEPARATORS,
    xaxis: axis,
    yaxis: axis,
  };
}

/** Merges a chart's own layout into the common one. */
function withBase(colour: ReadColour, { data, layout }: Figure): Figure {
  const base = baseLayout(colour);
  return {
    data,
    layout: {
      ...base,
      ...layout,
      margin: { ...base.margin, ...layout.margin },
      xaxis: { ...base.xaxis, ...layout.xaxis },
      yaxis: { ...base.yaxis, ...layout.yaxis },
    },
  };
}

interface PagePoint {
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * Plotly forgets what is under the pointer when it draws, and then loses a click before the next
 * move, so the pointer's position is sent again.
 */
function hoverAgain(element: HTMLElement, at: PagePoint | undefined): void {
  if (at === undefined) return;
  const under = document.elementFromPoint(at.clientX, at.clientY);
  if (under === null || !element.contains(under)) return;
  under.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, ...at }));
}

/** A Plotly chart with a name, a text summary, and buttons to save picture and numbers. */
export function Chart(props: ChartProps) {
  const { name, summary, build, table, fileName, onPick, onBrush, followsScan, children } = props;
  const { low = false } = props;
  const commands = useCommands();
  const theme = useApp((state) => state.theme);
  const systemIsDark = useSystemIsDark();
  const held = useApp((state) => state.scan.phase === 'running') && followsScan === true && !drawsQuickly();
  const isShown = useShown();
  const holder = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  const latest = useRef({ onPick, onBrush });
  latest.current = { onPick, onBrush };
  /** Position of the pointer over the chart, in the page. */
  const pointer = useRef<PagePoint>(undefined);
  /** When the chart may be drawn again, on the clock of `performance.now`. */
  const nextDraw = useRef(0);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    return () => void loadPlotly().then((plotly) => plotly.purge(element));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and system change the colours read from CSS
  useEffect(() => {
    const element = holder.current;
    if (element === null || held || !isShown) return;
    let current = true;
    const draw = async () => {
      const plotly = await loadPlotly();
      if (!current) return;
      const begin = performance.now();
      const colour = colourReader(element);
      const { data, layout } = withBase(colour, build(colour, plotWidth(element.clientWidth)));
      const dragmode = latest.current.onBrush === undefined ? false : 'select';
      const full = { ...layout, dragmode, selectdirection: 'h', selections: [] } as Partial<Layout>;
      const plot = (await plotly.react(element, data, full, {
        displayModeBar: false,
        responsive: true,
      })) as PlotlyHTMLElement;
      plot.removeAllListeners('plotly_click');
      plot.removeAllListeners('plotly_selected');
      plot.on('plotly_click', ({ points }) => {
        const point = points[0];
        if (point === undefined) return;
        const { customdata, pointIndex } = point;
        latest.current.onPick?.(typeof customdata === 'number' ? customdata : pointIndex);
      });
      plot.on('plotly_selected', (event?: PlotSelectionEvent) => {
        const range = event?.range?.x;
        if (range === undefined) return;
        latest.current.onBrush?.(Math.min(...range), Math.max(...range));
      });
      hoverAgain(element, pointer.current);
      const end = performance.now();
      nextDraw.current = end + Math.max(LEAST_PAUSE_MS, (end - begin) * PAUSE_PER_DRAW);
    };
    const timer = setTimeout(() => void draw(), Math.max(nextDraw.current - performance.now(), 0));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [build, theme, systemIsDark, held, isShown]);

  async function picture(element: HTMLElement, format: 'png' | 'svg'): Promise<Blob> {
    const plotly = await loadPlotly();
    // On white, in the light scheme: for a paper or notes.
    const colour = colourReader(element, 'on-paper');
    const { data, layout } = withBase(colour, build(colour, plotWidth(SAVED.width)));
    const figure = { data, layout: { ...layout, ...SAVED, paper_bgcolor: '#fff', title: { text: '' } } };
    // `imageDataOnly` is missing from the types.
    const options = { format, ...SAVED, scale: 2, imageDataOnly: true };
    const image = await plotly.toImage(figure, options);
    const bytes = format === 'svg' ? image : Uint8Array.from(atob(image), (c) => c.charCodeAt(0));
    const type = format === 'svg' ? 'image/svg+xml' : 'image/png';
    return new Blob([bytes], { type });
  }
  function savePicture(format: 'png' | 'svg') {
    const element = holder.current;
    if (element !== null)
      void commands.exporting.saveFile(`${fileName}.${format}`, () => picture(element, format));
  }
  function saveNumbers() {
    const text = table()
      .map((row) => `${row.map(csvCell).join(',')}\n`)
      .join('');
    void commands.exporting.saveFile(`${fileName}.csv`, () => new Blob([text], { type: 'text/csv' }));
  }

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <span className={styles.name}>{name}</span>
        <span className="spacer" />
        {children}
        <span className={styles.save} role="group" aria-label="Save">
          <button type="button" title="Save as PNG" onClick={() => savePicture('png')}>
            PNG
          </button>
          <button type="button" title="Save as SVG" onClick={() => savePicture('svg')}>
            SVG
          </button>
          <button type="button" title="Save the numbers as CSV" onClick={saveNumbers}>
            CSV
          </button>
        </span>
      </figcaption>
      <div
        ref={holder}
        className={low ? `${styles.chart} ${styles.low}` : styles.chart}
        data-held={held}
        role="img"
        aria-label={name}
        aria-describedby={summaryId}
        onPointerMove={({ clientX, clientY }) => {
          pointer.current = { clientX, clientY };
        }}
        onPointerLeave={() => {
          pointer.current = undefined;
        }}
      />
      <p id={summaryId} className="visually-hidden">
        {summary}
      </p>
    </figure>
  );
}
