import { boxMean, boxMedian, type Grid, neighbourNoise, quantile } from './filters';
import type { ReducedPicture } from './reducedPicture';

type Numbers = Float64Array<ArrayBuffer>;

/** The part common to all frames: beam and halo without reflections, and the shadow of a beam stop. */
export interface BackgroundMap extends Grid {
  /** Counts, reflections taken out. */
  readonly level: Numbers;
  /** Square root of the level above the frame's darkest parts, which has about equal noise everywhere. */
  readonly evened: Numbers;
  /** 1 outside the shadow of a beam stop, 0 inside. */
  readonly open: Uint8Array<ArrayBuffer>;
}

/** Widest shadow between two bright sides, as a fraction of the longer edge. */
const SHADOW_SPAN = 0.2;
/** A shadow's level is below this fraction of both its sides. */
const SHADOW_RATIO = 0.5;
/** Shadow and sides differ by this many times the noise. */
const SHADOW_NOISES = 6;
/** Working pixels by which a shadow is widened, for its blurred rim. */
const SHADOW_RIM = 2;

/** Beam, halo and shadows of the pictures' median. */
export function mapBackground({ values, columns, rows }: ReducedPicture): BackgroundMap {
  const grid = { columns, rows };
  const level = boxMedian(values, grid, 2);
  const smooth = boxMean(level, grid, 1);
  const floor = quantile(smooth, 0.005);
  const noise = neighbourNoise(level, grid, 5);
  const open = findOpen(smooth, grid, floor, noise);
  const evened = level.map((value) => Math.sqrt(Math.max(0, value - floor) + noise));
  return { level, evened, open, columns, rows };
}

/**
 * A pixel is in the shadow where, along a row, a column or a diagonal, both sides within the span are much
 * brighter: that holds for a disc and for an arm, but not for a halo, which falls from its middle.
 */
function findOpen(smooth: Numbers, grid: Grid, floor: number, noise: number): Uint8Array<ArrayBuffer> {
  const { columns, rows } = grid;
  const span = Math.round(SHADOW_SPAN * Math.max(columns, rows));
  const shadow = new Float64Array(smooth.length);
  for (const [stepX, stepY] of [
    [1, 0],
    [0, 1],
    [1, 1],
    [1, -1],
  ] as const) {
    const before = brightestWithin(smooth, grid, -stepX, -stepY, span);
    const after = brightestWithin(smooth, grid, stepX, stepY, span);
    for (let at = 0; at < smooth.length; at++) {
      const value = smooth[at] as number;
      const side = Math.min(before[at] as number, after[at] as number);
      if (side - value > SHADOW_NOISES * noise && value - floor < SHADOW_RATIO * (side - floor))
        shadow[at] = 1;
    }
  }
  const widened = boxMean(shadow, grid, SHADOW_RIM);
  const solid = boxMean(shadow, grid, 1);
  // single pixels are noise; solid regions grow by the rim
  return Uint8Array.from(widened, (share, at) => (share > 0.12 || (solid[at] as number) > 0.5 ? 0 : 1));
}

/** The largest value within `span` steps in one direction, half the span at a time (doubling). */
function brightestWithin(
  source: Numbers,
  { columns, rows }: Grid,
  stepX: number,
  stepY: number,
  span: number,
) {
  let brightest = source.slice();
  for (let reach = 1; reach <= span; reach *= 2) {
    const next = brightest.slice();
    const dx = stepX * reach;
    const dy = stepY * reach;
    for (let y = Math.max(0, -dy); y < Math.min(rows, rows - dy); y++) {
      for (let x = Math.max(0, -dx); x < Math.min(columns, columns - dx); x++) {
        const other = brightest[(y + dy) * columns + x + dx] as number;
        const at = y * columns + x;
        if (other > (next[at] as number)) next[at] = other;
      }
    }
    brightest = next;
  }
  return brightest;
}

/** The same with less noise: means of unshaded pixels in a square of `2 * radius + 1`. */
export function smoothBackground(background: BackgroundMap, radius: number): BackgroundMap {
  const share = boxMean(Float64Array.from(background.open), background, radius);
  const open = background.open;
  const sum = boxMean(
    background.evened.map((value, at) => value * (open[at] as number)),
    background,
    radius,
  );
  return { ...background, evened: sum.map((value, at) => value / Math.max(share[at] as number, 1e-6)) };
}

/** Window radius, working pixels, in which level and noise around a reflection are measured. */
const LOCAL_RADIUS = 6;

/** Excess of each working pixel over its surroundings, in units of the local noise; 0 in the shadow. */
export function standOut(picture: ReducedPicture, { level, open, columns, rows }: BackgroundMap): Numbers {
  const grid = { columns, rows };
  const rest = picture.values.map((value, at) => (open[at] === 1 ? value - (level[at] as number) : 0));
  const coarse = boxMean(rest.map(Math.abs), grid, LOCAL_RADIUS);
  const clipped = rest.map((value, at) => {
    const limit = 2 * (coarse[at] as number);
    return Math.max(-limit, Math.min(limit, value));
  });
  const middle = boxMean(clipped, grid, LOCAL_RADIUS);
  const spread = boxMean(
    clipped.map((value, at) => Math.abs(value - (middle[at] as number))),
    grid,
    LOCAL_RADIUS,
  );
  // mean |x| of a normal is 0.8 sigma
  return rest.map((value, at) =>
    open[at] === 1 ? (0.8 * (value - (middle[at] as number))) / ((spread[at] as number) + 1e-9) : 0,
  );
}
