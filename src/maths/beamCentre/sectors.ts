import type { BackgroundMap } from './backgroundMap';

/** A centre with its uncertainty, in working pixels from the outer corner of the first one. */
export interface HaloCentre {
  readonly x: number;
  readonly y: number;
  /** Standard deviation of one coordinate. */
  readonly sigma: number;
  /** Correlation at the centre, -1..1. */
  readonly correlation: number;
}

/** How a halo is refined. */
export interface RefineOptions {
  /** Working pixels around the centre to ignore; by default those of one symmetric object. */
  readonly core?: number;
  /** Working pixels around the centre to use; default all. */
  readonly reach?: number;
  /** Step between trial centres, half working pixels; default 1, more for a smoothed picture. */
  readonly step?: number;
}

/** Trial steps to each side. */
const REACH = 2;
const SHIFTS = (2 * REACH + 1) ** 2;
/** Sectors of 180 / SECTORS degrees, each with its opposite: each gives its own estimate. */
const SECTORS = 8;
/** Default of `RefineOptions.core`. */
const CORE_RADIUS = 5;
/** Sums for a correlation: pairs, a, b, ab, aa, bb. */
const TERMS = 6;

/** Sector of each pixel, shared with its opposite; 255 for unused pixels. */
function assignSectors(
  { columns, rows, open }: BackgroundMap,
  sumX: number,
  sumY: number,
  core: number,
  reach: number,
): Uint8Array {
  const sectors = new Uint8Array(columns * rows).fill(255);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = column - sumX / 2;
      const y = row - sumY / 2;
      const at = row * columns + column;
      const square = x * x + y * y;
      if (open[at] === 0 || square < core * core || square > reach * reach) continue;
      sectors[at] = Math.floor((Math.atan2(y, x) / Math.PI + 1) * SECTORS) % SECTORS;
    }
  }
  return sectors;
}

/** Sums of one shift, by sector. */
function sumPairs(
  { evened, open, columns, rows }: BackgroundMap,
  sectors: Uint8Array,
  sumX: number,
  sumY: number,
): Float64Array {
  const sums = new Float64Array(SECTORS * TERMS);
  for (let row = Math.max(0, sumY - rows + 1); row <= Math.min(rows - 1, sumY); row++) {
    for (let column = Math.max(0, sumX - columns + 1); column <= Math.min(columns - 1, sumX); column++) {
      const at = row * columns + column;
      const sector = sectors[at] as number;
      if (sector === 255) continue;
      const mate = (sumY - row) * columns + sumX - column;
      if (open[mate] === 0) continue;
      const a = evened[at] as number;
      const b = evened[mate] as number;
      const to = sector * TERMS;
      sums[to] = (sums[to] as number) + 1;
      sums[to + 1] = (sums[to + 1] as number) + a;
      sums[to + 2] = (sums[to + 2] as number) + b;
      sums[to + 3] = (sums[to + 3] as number) + a * b;
      sums[to + 4] = (sums[to + 4] as number) + a * a;
      sums[to + 5] = (sums[to + 5] as number) + b * b;
    }
  }
  return sums;
}

/** Correlation of all pairs except one sector's; a and b are interchangeable, so they share a mean. */
function correlationWithout(sums: Float64Array, left: number): number {
  const [n, a, b, ab, aa, bb] = Array.from({ length: TERMS }, (_, term) => {
    let total = 0;
    for (let sector = 0; sector < SECTORS; sector++) {
      if (sector !== left) total += sums[sector * TERMS + term] as number;
    }
    return total;
  }) as [number, number, number, number, number, number];
  if (n < 50) return 0;
  const mean = (a + b) / (2 * n);
  const variance = (aa + bb) / (2 * n) - mean * mean;
  return variance > 0 ? (ab / n - mean * mean) / variance : 0;
}

/** The maximum of a square of heights by a quadratic fit; undefined if there is none inside. */
function fitSummit(heights: readonly number[]): { readonly x: number; readonly y: number } | undefined {
  let sx = 0;
  let sy = 0;
  let sxy = 0;
  let sxx = 0;
  let syy = 0;
  let mean2 = 0;
  let quartic = 0;
  const width = 2 * REACH + 1;
  for (let i = -REACH; i <= REACH; i++) mean2 += (i * i) / width;
  for (let i = -REACH; i <= REACH; i++) quartic += width * (i * i - mean2) ** 2;
  for (const [at, height] of heights.entries()) {
    const x = (at % width) - REACH;
    const y = Math.floor(at / width) - REACH;
    sx += x * height;
    sy += y * height;
    sxy += x * y * height;
    sxx += (x * x - mean2) * height;
    syy += (y * y - mean2) * height;
  }
  const linear = width * width * mean2;
  const gx = sx / linear;
  const gy = sy / linear;
  const hxx = (2 * sxx) / quartic;
  const hyy = (2 * syy) / quartic;
  const hxy = sxy / (width * width * mean2 * mean2);
  const determinant = hxx * hyy - hxy * hxy;
  if (!(hxx < 0 && hyy < 0 && determinant > 0)) return undefined;
  const x = (-gx * hyy + gy * hxy) / determinant;
  const y = (-gy * hxx + gx * hxy) / determinant;
  return Math.max(Math.abs(x), Math.abs(y)) <= 2 * REACH ? { x, y } : undefined;
}

/**
 * The centre of the halo near a trial centre, finer than a working pixel. Its uncertainty is the change from omitting
 * one sector at a time (jackknife), so a shadow or streak that pulls the centre shows up in it.
 * @param sumX twice the working pixel of the centre, as in `InversionMap`
 */
export function refineHalo(
  background: BackgroundMap,
  sumX: number,
  sumY: number,
  { core = CORE_RADIUS, reach = Infinity, step = 1 }: RefineOptions = {},
): HaloCentre | undefined {
  let [atX, atY] = [sumX, sumY];
  for (let round = 0; round < 4; round++) {
    const sectors = assignSectors(background, atX, atY, core, reach);
    const sums = Array.from({ length: SHIFTS }, (_, i) => {
      const shiftX = (i % (2 * REACH + 1)) - REACH;
      const shiftY = Math.floor(i / (2 * REACH + 1)) - REACH;
      return sumPairs(background, sectors, atX + step * shiftX, atY + step * shiftY);
    });
    const whole = fitSummit(sums.map((sum) => correlationWithout(sum, -1)));
    if (whole === undefined) return undefined;
    if (Math.max(Math.abs(whole.x), Math.abs(whole.y)) > 1) {
      atX += Math.round(step * whole.x);
      atY += Math.round(step * whole.y);
      continue;
    }
    const parts = Array.from({ length: SECTORS }, (_, left) =>
      fitSummit(sums.map((sum) => correlationWithout(sum, left))),
    );
    const spread = parts.reduce(
      (sum, part) =>
        sum + (part === undefined ? 4 * REACH ** 2 : (part.x - whole.x) ** 2 + (part.y - whole.y) ** 2),
      0,
    );
    return {
      x: (atX + step * whole.x) / 2 + 0.5,
      y: (atY + step * whole.y) / 2 + 0.5,
      sigma: (step * Math.sqrt((((SECTORS - 1) / SECTORS) * spread) / 2)) / 2,
      correlation: correlationWithout(sums[(SHIFTS - 1) / 2] as Float64Array, -1),
    };
  }
  return undefined;
}

/** Means of unshaded pixels within a radius of a position, and in the ring up to twice that radius. */
export function comparePlaceWithRing(
  { evened, open, columns, rows }: BackgroundMap,
  { x, y }: Pick<HaloCentre, 'x' | 'y'>,
  radius: number,
): { readonly inside: number; readonly ring: number } {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const at = row * columns + column;
      if (away >= 2 * radius || open[at] === 0) continue;
      const part = away < radius ? 0 : 1;
      sums[part] = (sums[part] as number) + (evened[at] as number);
      counts[part] = (counts[part] as number) + 1;
    }
  }
  const mean = (part: number) => (sums[part] as number) / Math.max(1, counts[part] as number);
  return { inside: mean(0), ring: mean(1) };
}
