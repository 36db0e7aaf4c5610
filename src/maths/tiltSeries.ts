import { medianOf } from './median';

/** A frame's number and the tilt stated in its file, degrees. */
export interface FrameTilt {
  readonly number: number;
  readonly tiltDeg: number;
}

/** The line through the tilts of a rotation. */
export interface TiltLine {
  /** Tilt of the series' first frame. */
  readonly startDeg: number;
  /** Signed degrees per frame. */
  readonly stepDeg: number;
  /** Root mean square deviation of the single steps from `stepDeg`, as a part of it. */
  readonly scatter: number;
}

/** What the tilts of a series' frames say. */
export interface TiltFit {
  /** Undefined if the frames do not turn evenly enough for one step. */
  readonly line: TiltLine | undefined;
  /** Numbers of the frames at the beginning and the end during which the stage does not move. */
  readonly standing: readonly number[];
  /** The tilts of the moving stage follow no even steps, or scatter about them by more than 5 %. */
  readonly uneven: boolean;
  /** The tilts are small enough to be radians. */
  readonly maybeRadians: boolean;
}

/** Steps that scatter more are uneven. */
const UNEVEN_SCATTER = 0.05;
/** Tilts that differ by less are the same, degrees. */
const SAME_TILT_DEG = 1e-3;
/** Largest distance of a tilt from the line, in steps, */
const TOLERANCE_STEPS = 0.5;
/** and the part of the frames that must keep to it. */
const LEAST_ON_LINE = 0.75;
/** No stage tilts further than this, rad. */
const MOST_RADIANS = 1.6;

/** How many tilts from the start of the list are those of the first. */
function standingFromStart(tilts: readonly FrameTilt[]): number {
  const first = tilts[0];
  const end = tilts.findIndex(
    ({ tiltDeg }) => Math.abs(tiltDeg - (first as FrameTilt).tiltDeg) > SAME_TILT_DEG,
  );
  const count = end < 0 ? tilts.length : end;
  return count > 1 ? count : 0;
}

/** @returns the slope, and the tilt at `firstNumber` */
function leastSquares(tilts: readonly FrameTilt[], firstNumber: number) {
  // Around the means: numbers and tilts far from 0 lose no digits.
  const meanNumber = tilts.reduce((sum, { number }) => sum + number, 0) / tilts.length;
  const meanTilt = tilts.reduce((sum, { tiltDeg }) => sum + tiltDeg, 0) / tilts.length;
  let [products, squares] = [0, 0];
  for (const { number, tiltDeg } of tilts) {
    products += (number - meanNumber) * (tiltDeg - meanTilt);
    squares += (number - meanNumber) ** 2;
  }
  const slope = products / squares;
  return { slope, start: meanTilt - slope * (meanNumber - firstNumber) };
}

/**
 * A robust line: the median slope of pairs half a series apart shows which tilts belong to it, least squares through
 * those gives the line.
 */
function fitLine(tilts: readonly FrameTilt[], firstNumber: number): TiltLine | undefined {
  const half = Math.max(1, tilts.length >> 1);
  const slopes = tilts.slice(half).map(({ number, tiltDeg }, i) => {
    const before = tilts[i] as FrameTilt;
    return (tiltDeg - before.tiltDeg) / (number - before.number);
  });
  if (slopes.length === 0) return undefined;
  const slope = medianOf(slopes);
  const at0 = medianOf(tilts.map(({ number, tiltDeg }) => tiltDeg - slope * number));
  const isOnLine = ({ number, tiltDeg }: FrameTilt) =>
    Math.abs(tiltDeg - at0 - slope * number) <= TOLERANCE_STEPS * Math.abs(slope);
  const onLine = tilts.filter(isOnLine);
  if (slope === 0 || onLine.length < Math.max(2, LEAST_ON_LINE * tilts.length)) return undefined;
  const line = leastSquares(onLine, firstNumber);
  const deviations = tilts.slice(1).map(({ number, tiltDeg }, i) => {
    const before = tilts[i] as FrameTilt;
    return (tiltDeg - before.tiltDeg) / (number - before.number) / line.slope - 1;
  });
  const meanSquare = deviations.reduce((sum, one) => sum + one * one, 0) / deviations.length;
  return {
    startDeg: Number(line.start.toFixed(5)),
    stepDeg: Number(line.slope.toPrecision(6)),
    scatter: Math.sqrt(meanSquare),
  };
}

/**
 * The rotation that the tilts of single frames show. Frames at the beginning or the end with one tilt, where the stage
 * stood still, are left out of the line.
 * @param tilts ascending by number, no number twice
 * @param firstNumber of the series' first frame, whether its tilt is known or not
 */
export function fitTilts(tilts: readonly FrameTilt[], firstNumber: number): TiltFit {
  const none: TiltFit = { line: undefined, standing: [], uneven: false, maybeRadians: false };
  if (tilts.length < 2) return none;
  const head = standingFromStart(tilts);
  const tail = head === tilts.length ? 0 : standingFromStart([...tilts].reverse());
  const standing = [...tilts.slice(0, head), ...tilts.slice(tilts.length - tail)].map(({ number }) => number);
  const moving = tilts.slice(head, tilts.length - tail);
  // Too few: the stage left the last standing frame's tilt, and reached that of the first.
  const turned =
    moving.length > 1 ? moving : tilts.slice(Math.max(0, head - 1), tilts.length - Math.max(0, tail - 1));
  const line = fitLine(turned, firstNumber);
  const areSmall = tilts.every(({ tiltDeg }) => Math.abs(tiltDeg) <= MOST_RADIANS);
  const isEven = line !== undefined && line.scatter <= UNEVEN_SCATTER;
  const uneven = !isEven && standing.length < tilts.length;
  return { line, standing, uneven, maybeRadians: areSmall && isEven && tilts.length > 2 };
}
