import { useCallback, useMemo } from 'react';
import type { FrameSummary } from '../../domain/frame';
import { estimateBackground } from '../../maths/findBackground';
import type { OffsetResult } from '../../maths/offsetRule';
import { type PixelBins, pixelBinsAroundZero } from '../../maths/pixelBins';
import { selectFrameRow, selectSeriesView } from '../../state/selectors';
import { explainBackground } from '../../wording/minima';
import { value } from '../../wording/numbers';
import { Chart, type Figure } from '../chart/Chart';
import type { ReadColour } from '../chart/chartColours';
import { joinMarks, verticalMarks } from '../chart/marks';
import { codeProps } from '../shared/codeProps';
import { useApp } from '../shared/context';

function buildFigure(
  bins: PixelBins,
  rule: OffsetResult,
  mode: number,
  colour: ReadColour,
  plotPx: number,
): Figure {
  const { low, binCounts, raw, stored } = bins;
  const range: [number, number] = [low, low + raw.length * binCounts];
  const x = raw.map((_, i) => low + (i + 0.5) * binCounts);
  const marks = joinMarks(
    [
      { value: mode, name: 'mode', colour: 'var(--mark-median)' },
      { value: 0, name: 'zero', colour: 'var(--text-muted)' },
      { value: rule.pedestal, name: 'pedestal', colour: 'var(--mark-max)' },
    ],
    (counts) => value(counts, 1),
  );
  const drawn = verticalMarks(marks, range, plotPx, colour);
  const trace = (name: string, counts: readonly number[], css: string): Figure['data'][number] => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x,
    y: counts.map((count) => (count === 0 ? null : count)),
    line: { shape: 'hvh', width: 1.4, color: colour(css) },
    hovertemplate: `%{x} counts: %{y} pixels<extra>${name}</extra>`,
  });
  return {
    data: [trace('raw', raw, 'var(--accent)'), trace('stored, with offset', stored, 'var(--mark-offset)')],
    layout: {
      margin: { t: drawn.topPx, b: 54 },
      showlegend: true,
      legend: { orientation: 'h', x: 0, yref: 'container', y: 0, yanchor: 'bottom', font: { size: 11 } },
      xaxis: { title: { text: 'Counts', standoff: 4 }, range, nticks: 6 },
      yaxis: {
        title: { text: 'Pixels (log)', standoff: 4 },
        type: 'log',
        nticks: 4,
        exponentformat: 'power',
      },
      shapes: drawn.shapes,
      annotations: drawn.annotations,
    },
  };
}

function FrameHistogram({
  summary,
  rule,
  belowZeroIsRight,
  name,
}: {
  readonly summary: FrameSummary;
  readonly rule: OffsetResult;
  /** Counts stored minus 32768 lie below 0 without a fault. */
  readonly belowZeroIsRight: boolean;
  readonly name: string;
}) {
  const background = useMemo(() => {
    const found = estimateBackground(summary);
    const isRight = belowZeroIsRight && found.code === 'backgroundBelowZero';
    return isRight ? { ...found, code: 'background' as const } : found;
  }, [summary, belowZeroIsRight]);
  const bins = useMemo(
    () => pixelBinsAroundZero(summary, background, rule.offset, rule.scale),
    [summary, background, rule.offset, rule.scale],
  );
  const build = useCallback(
    (colour: ReadColour, plotPx: number) => buildFigure(bins, rule, background.mode, colour, plotPx),
    [bins, rule, background.mode],
  );
  const sentence = explainBackground(background);
  return (
    <>
      <Chart
        name="Pixel histogram"
        followsScan
        summary={`Histogram of the frame's pixels before and after the offset of ${value(rule.offset)}. ${sentence}`}
        build={build}
        fileName={`${name}_pixels`}
        table={() => [
          ['from_counts', 'to_counts', 'pixels_raw', 'pixels_stored'],
          ...bins.raw.map((pixels, i) => [
            bins.low + i * bins.binCounts,
            bins.low + (i + 1) * bins.binCounts,
            pixels,
            bins.stored[i] ?? 0,
          ]),
        ]}
      />
      <p
        className={background.code === 'backgroundBelowZero' ? 'warn' : undefined}
        data-testid="background"
        {...codeProps(background)}
      >
        {sentence}
      </p>
    </>
  );
}

/** The selected frame's pixels around zero, before and after the offset, and its background level. */
export function PixelHistogram() {
  const row = useApp(selectFrameRow);
  const view = useApp(selectSeriesView);
  if (row?.summary === undefined || view?.rule === undefined) return null;
  return (
    <section className="panel" aria-label="Pixels of the frame">
      <h2>Pixels of frame {row.frame.number}</h2>
      <FrameHistogram
        summary={row.summary}
        rule={view.rule}
        belowZeroIsRight={view.storedMinus !== undefined}
        name={`${view.series.stem}_${row.frame.number}`}
      />
    </section>
  );
}
