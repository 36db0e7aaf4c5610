/** A gap separates levels if it is this many times as wide as the densest half of the values, */
const GAP_SPREADS = 4;
/** this many times the noise of a frame (minima of frames with equal noise scatter by a quarter of it), */
const GAP_NOISES = 2;
/** and at least this many counts. */
const GAP_COUNTS = 20;

/** Width of the shortest interval that holds half of the values. @param sorted ascending, at least one */
function densestHalf(sorted: readonly number[]): number {
  const half = Math.ceil(sorted.length / 2);
  let width = Infinity;
  for (let i = 0; i + half <= sorted.length; i++) {
    width = Math.min(width, (sorted[i + half - 1] as number) - (sorted[i] as number));
  }
  return width;
}

/**
 * Splits values into levels separated by wide gaps.
 * @param values at least one, any order
 * @param noise of a frame, counts
 * @returns positions among the values, level by level from the lowest; within a level in the values' order
 */
export function partLevels(values: readonly number[], noise: number): number[][] {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const sorted = order.map((at) => values[at] as number);
  const gap = Math.max(GAP_COUNTS, GAP_NOISES * noise, GAP_SPREADS * densestHalf(sorted));
  const levels: number[][] = [];
  for (const [i, at] of order.entries()) {
    if (i === 0 || (sorted[i] as number) - (sorted[i - 1] as number) > gap) levels.push([]);
    levels.at(-1)?.push(at);
  }
  return levels.map((level) => level.sort((a, b) => a - b));
}
