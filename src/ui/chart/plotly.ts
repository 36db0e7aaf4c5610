/** The chart library, by far the largest part of the program: fetched apart from the rest. */
export function loadPlotly() {
  return import('plotly.js-basic-dist-min').then(({ default: plotly }) => plotly);
}

/** A trial chart that is drawn faster than this leaves time to draw the real ones while frames are scanned. */
const QUICK_MS = 6;

let trialMs = Number.POSITIVE_INFINITY;

/** Whether this computer draws charts without holding up a screen that is busy with a scan. */
export function drawsQuickly(): boolean {
  return trialMs < QUICK_MS;
}

/**
 * Loads the chart library and draws a small chart out of sight, twice: the first drawing takes a tenth of a
 * second, and so has happened before files are scanned; the second tells how quick this computer is.
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
