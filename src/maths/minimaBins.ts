/** One bar of the histogram of minima. Counts on the axis, half-open [from, to). */
export interface MinimaBin {
  readonly from: number;
  readonly to: number;
  /** Positions in the input of the minima in this bin. */
  readonly members: readonly number[];
  /** The first bin if it collects all minima below the cap. */
  readonly overflow: boolean;
}

const MOST_BINS = 40;
/** Bin widths are one of these times a power of ten, so that edges are readable numbers. */
const STEPS = [1, 2, 5, 10];

function binWidth(range: number): number {
  const ideal = range / MOST_BINS;
  if (ideal <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(ideal));
  return (STEPS.find((step) => step * power >= ideal) ?? 10) * power;
}

/**
 * Bins the per-frame minima of a series. Minima below -cap share one overflow bin at the left, so that a
 * spike at -10000 does not squeeze the rest of the series into one bar. If all lie there, none is moved.
 * @param minima raw counts, any order
 * @param cap counts, >= 0
 * @returns bins from left to right, empty ones inside the range included; none for no minima
 */
export function minimaHistogram(minima: readonly number[], cap: number): MinimaBin[] {
  const within = minima.filter((minimum) => minimum >= -cap);
  // With every frame beyond the cap, the minima are shown as they are.
  const floor = within.length === 0 ? -Infinity : -cap;
  const regular = within.length === 0 ? minima : within;
  const bins: { from: number; to: number; members: number[]; overflow: boolean }[] = [];
  if (regular.length > 0) {
    const smallest = regular.reduce((a, b) => Math.min(a, b));
    const largest = regular.reduce((a, b) => Math.max(a, b));
    const width = binWidth(largest - smallest);
    const first = Math.floor(smallest / width) * width;
    // Counted, not stepped: adding 1 to a minimum of 2^53 and more changes nothing.
    const count = Math.floor((largest - first) / width) + 1;
    for (let i = 0; i < count; i++) {
      bins.push({ from: first + i * width, to: first + (i + 1) * width, members: [], overflow: false });
    }
    for (const [index, minimum] of minima.entries()) {
      if (minimum >= floor) {
        // Division may round a minimum just below the last edge up to it.
        const at = Math.min(Math.floor((minimum - first) / width), bins.length - 1);
        bins[at]?.members.push(index);
      }
    }
  }
  const beyond = [...minima.keys()].filter((index) => (minima[index] as number) < floor);
  if (beyond.length > 0) {
    const { from: edge, to } = bins[0] as MinimaBin;
    const width = to - edge;
    bins.unshift({ from: edge - 2.5 * width, to: edge - 1.5 * width, members: beyond, overflow: true });
  }
  return bins;
}
