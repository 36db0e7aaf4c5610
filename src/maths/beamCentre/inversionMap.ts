import type { BackgroundMap } from './backgroundMap';
import type { Grid } from './filters';
import { type ComplexPicture, powerOfTwo, transform, transformBack, zeroPicture } from './fourier';

type Numbers = Float64Array<ArrayBuffer>;

/**
 * Correlation of the halo with itself rotated by 180 degrees, by centre of rotation: entry
 * `sumY * columns + sumX` belongs to a rotation about working pixel (sumX / 2, sumY / 2).
 */
export interface InversionMap extends Grid {
  /** -1..1; 0 if hardly any pixel has a partner. */
  readonly correlation: Numbers;
  /** First and last sums that are searched. */
  readonly range: SearchRange;
}

/** Bounds of the search, both ends included. */
export interface SearchRange {
  readonly firstX: number;
  readonly lastX: number;
  readonly firstY: number;
  readonly lastY: number;
}

/** Search range around the middle, as a fraction of each edge. */
export const SEARCHED_FRACTION = 0.22;
/** The range of sums around the middle. */
function searchRange({ columns, rows }: Grid): SearchRange {
  const ends = (size: number) => {
    const reach = Math.floor(2 * SEARCHED_FRACTION * size);
    return [size - 1 - reach, size - 1 + reach] as const;
  };
  const [firstX, lastX] = ends(columns);
  const [firstY, lastY] = ends(rows);
  return { firstX, lastX, firstY, lastY };
}

/** A picture laid into the corner of a larger one. */
function pad(source: Numbers, grid: Grid, target: Numbers, targetColumns: number): void {
  for (let row = 0; row < grid.rows; row++) {
    target.set(source.subarray(row * grid.columns, (row + 1) * grid.columns), row * targetColumns);
  }
}

/** The convolution of a + ib with itself: re = a*a - b*b, im = 2 a*b. Rows outside of the search are not made. */
function selfConvolve(a: Numbers, b: Numbers | undefined, grid: Grid): ComplexPicture {
  // sums of the searched range must not alias, so 1.5 times the size is enough
  const picture = zeroPicture(powerOfTwo(1.5 * grid.columns), powerOfTwo(1.5 * grid.rows));
  pad(a, grid, picture.re, picture.columns);
  if (b !== undefined) pad(b, grid, picture.im, picture.columns);
  transform(picture, grid.rows);
  const { re, im } = picture;
  for (let i = 0; i < re.length; i++) {
    const r = re[i] as number;
    const m = im[i] as number;
    re[i] = r * r - m * m;
    im[i] = 2 * r * m;
  }
  const { firstY, lastY } = searchRange(grid);
  transformBack(picture, firstY, lastY + 1);
  return picture;
}

/** Fewest pixel pairs for a meaningful correlation, as a fraction of all pixels. */
const LEAST_OVERLAP = 0.1;

/** Number of pixels with an unshaded partner, by centre of rotation as in {@link InversionMap}. */
export type PairCounts = Numbers;

/** Counts pairs of unshaded pixels; smoothing does not change them. */
export function countPairs(background: BackgroundMap): PairCounts {
  return selfConvolve(Float64Array.from(background.open), undefined, background).re;
}

/**
 * Normalised correlation of the halo with itself rotated, outside shadows (D. Padfield, IEEE Trans. Image
 * Process. 21, 2706, 2012).
 */
export function mapInversion(background: BackgroundMap, overlap: PairCounts): InversionMap {
  const { evened, open } = background;
  const mask = Float64Array.from(open);
  const mean = maskedMean(evened, mask);
  const masked = evened.map((value, at) => (value - mean) * (mask[at] as number));
  const squared = masked.map((value) => value * value);
  const single = selfConvolve(masked, mask, background);
  const square = selfConvolve(squared, mask, background);
  const range = searchRange(background);
  const correlation = new Float64Array(single.re.length);
  for (let i = range.firstY * single.columns; i < (range.lastY + 1) * single.columns; i++) {
    const pairs = overlap[i] as number;
    if (pairs < LEAST_OVERLAP * mask.length) continue;
    const sum = (single.im[i] as number) / 2;
    const product = (single.re[i] as number) + pairs - (sum * sum) / pairs;
    const variance = (square.im[i] as number) / 2 - (sum * sum) / pairs;
    correlation[i] = variance > 0 ? product / variance : 0;
  }
  const { columns, rows } = single;
  return { correlation, columns, rows, range };
}

function maskedMean(values: Numbers, mask: Numbers): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    sum += (values[at] as number) * (mask[at] as number);
    count += mask[at] as number;
  }
  return count > 0 ? sum / count : 0;
}

/** A peak of a map. */
export interface MapPeak {
  /** Twice the working pixel of the centre of rotation. */
  readonly sumX: number;
  readonly sumY: number;
  /** True at the bounds of the search: the true peak may lie beyond. */
  readonly atBound: boolean;
}

/** The highest correlation within the bounds of the search. */
export function highestPeak({ correlation, columns, range }: InversionMap): MapPeak {
  let best = -Infinity;
  let sumX = range.firstX;
  let sumY = range.firstY;
  for (let y = range.firstY; y <= range.lastY; y++) {
    for (let x = range.firstX; x <= range.lastX; x++) {
      const value = correlation[y * columns + x] as number;
      if (value > best) {
        best = value;
        sumX = x;
        sumY = y;
      }
    }
  }
  const atBound =
    sumX === range.firstX || sumX === range.lastX || sumY === range.firstY || sumY === range.lastY;
  return { sumX, sumY, atBound };
}
