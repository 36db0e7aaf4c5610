/** Median as in numpy: the mean of the two middle values for an even count. At least one value. */
export function medianOf(values: ArrayLike<number>): number {
  // Typed arrays sort by number, several times as fast as with a comparison.
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
