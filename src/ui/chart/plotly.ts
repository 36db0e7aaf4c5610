/** The chart library, by far the largest part of the program, loaded separately. */
export function loadPlotly() {
  return import('plotly.js-basic-dist-min').then(({ default: plotly }) => plotly);
}

/** If a trial chart is drawn faster than this, charts are drawn during the scan. */
const QUICK_MS = 6;

let trialMs = Number.POSITIVE_INFINITY;

/** True if this computer can draw charts during a scan without holding up the screen. */
export function drawsQuickly(): boolean {
  return trialMs < QUICK_MS;
}

/**
 * Loads the chart library and draws a small hidden chart twice: the first drawing takes a tenth of a
 * second and is best done before files are scanned; the second measures the speed of this computer.
 */
export async function warmUpCharts(): Promise<void> {
  const plotly = await loadPlotly();
  const element = document.createElement('div');
  const draw = () =>
    plotly.react(element, [{ type: 'bar', x: [0, 1], y: [0, 1] }], { width: 300, height: 150 });
  await draw();
  const begin = performance.now();
  await draw();
  trialMs = performance.now() - begin;
  plotly.purge(element);
}
