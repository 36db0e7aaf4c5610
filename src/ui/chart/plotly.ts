/** The chart library, by far the largest part of the program: fetched apart from the rest. */
export function loadPlotly() {
  return import('plotly.js-basic-dist-min').then(({ default: plotly }) => plotly);
}

/**
 * Loads the chart library and draws a chart out of sight. Its first drawing takes a tenth of a second; so it has
 * happened before files are scanned.
 */
export async function warmUpCharts(): Promise<void> {
  const plotly = await loadPlotly();
  const element = document.createElement('div');
  await plotly.newPlot(element, [{ type: 'bar', x: [0, 1], y: [0, 1] }], { width: 300, height: 150 });
  plotly.purge(element);
}
