/** The size of a picture of numbers, `row * columns + column`. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

type Numbers = Float64Array<ArrayBuffer>;

/** Means over one line in a window of `2 * radius + 1`, truncated at the line's ends. */
function meanAlong(
  source: Numbers,
  target: Numbers,
  first: number,
  stride: number,
  count: number,
  radius: number,
) {
  let sum = 0;
  let inside = 0;
  for (let i = -radius; i < count; i++) {
    const entering = i + radius;
    if (entering < count) {
      sum += source[first + entering * stride] as number;
      inside++;
    }
    const leaving = i - radius - 1;
    if (leaving >= 0) {
      sum -= source[first + leaving * stride] as number;
      inside--;
    }
    if (i >= 0) target[first + i * stride] = sum / inside;
  }
}

/** Mean over a square of `2 * radius + 1`, truncated at the edges. */
export function boxMean(values: Numbers, { columns, rows }: Grid, radius: number): Numbers {
  const along = new Float64Array(values.length);
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) meanAlong(values, along, row * columns, 1, columns, radius);
  for (let column = 0; column < columns; column++) {
    meanAlong(along, result, column, columns, rows, radius);
  }
  return result;
}

/** The value of rank `rank` (0 = least) among the first `count` of `list`, which is reordered. */
function selectRank(list: Numbers, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = list[(low + high) >>> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((list[i] as number) < pivot) i++;
      while ((list[j] as number) > pivot) j--;
      if (i > j) break;
      const swap = list[i] as number;
      list[i++] = list[j] as number;
      list[j--] = swap;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return list[rank] as number;
}

/** The value below which a fraction (0..1) of the numbers lies. */
export function quantile(values: ArrayLike<number>, fraction: number): number {
  const copy = Float64Array.from(values);
  return selectRank(copy, copy.length, Math.round(fraction * (copy.length - 1)));
}

/** Median over a square of `2 * radius + 1`, truncated at the edges. */
export function boxMedian(values: Numbers, { columns, rows }: Grid, radius: number): Numbers {
  const result = new Float64Array(values.length);
  const window = new Float64Array((2 * radius + 1) ** 2);
  for (let row = 0; row < rows; row++) {
    const top = Math.max(0, row - radius);
    const bottom = Math.min(rows - 1, row + radius);
    for (let column = 0; column < columns; column++) {
      const left = Math.max(0, column - radius);
      const right = Math.min(columns - 1, column + radius);
      let count = 0;
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) window[count++] = values[y * columns + x] as number;
      }
      result[row * columns + column] = selectRank(window, count, count >>> 1);
    }
  }
  return result;
}

/** Standard deviation of a picture's pixel noise, from the differences of neighbours in a row (robust). */
export function neighbourNoise(values: Numbers, { columns, rows }: Grid, step = 1): number {
  const differences: number[] = [];
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column + step < columns; column += 2) {
      const at = row * columns + column;
      differences.push(Math.abs((values[at + step] as number) - (values[at] as number)));
    }
  }
  // median |difference| of two normals = 0.6745 * sqrt(2) * sigma
  return differences.length === 0 ? 0 : quantile(differences, 0.5) / 0.9539;
}
