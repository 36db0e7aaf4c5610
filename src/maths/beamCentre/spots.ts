import type { Grid } from './filters';
import type { BeamPicture } from './reducedPicture';

/** A reflection in one frame, in frame pixels from the outer corner of the first pixel. */
export interface Spot {
  readonly fastPx: number;
  readonly slowPx: number;
  /** How far it stands out, in units of the local noise. */
  readonly strength: number;
}

/** Number of strongest reflections used per frame. */
const MOST_SPOTS = 300;
/** A reflection exceeds the noise by at least this factor. */
const LEAST_STRENGTH = 4.5;
/** No single pixel of a real reflection holds more than this fraction of its counts. */
const MOST_IN_ONE_PIXEL = 0.7;

/** The strongest local maxima of a frame's stand-out picture, each centred at full resolution. */
export function findSpots(
  picture: BeamPicture,
  standOut: Float64Array<ArrayBuffer>,
  { columns, rows }: Grid,
  blockPx: number,
): Spot[] {
  const peaks: { readonly at: number; readonly strength: number }[] = [];
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const at = row * columns + column;
      const strength = standOut[at] as number;
      if (strength >= LEAST_STRENGTH && isLocalPeak(standOut, at, columns)) peaks.push({ at, strength });
    }
  }
  peaks.sort((a, b) => b.strength - a.strength);
  return peaks.slice(0, MOST_SPOTS).flatMap(({ at, strength }) => {
    const fastPx = ((at % columns) + 0.5) * blockPx;
    const slowPx = (Math.floor(at / columns) + 0.5) * blockPx;
    const centre = centreOfSpot(picture, fastPx, slowPx, blockPx);
    return centre === undefined ? [] : [{ ...centre, strength }];
  });
}

function isLocalPeak(values: Float64Array, at: number, columns: number): boolean {
  const value = values[at] as number;
  for (const offset of [-columns - 1, -columns, -columns + 1, -1]) {
    if ((values[at + offset] as number) > value || (values[at - offset] as number) >= value) return false;
  }
  return true;
}

/** Centroid above the level of the window's rim, iterated twice. */
function centreOfSpot(picture: BeamPicture, fastPx: number, slowPx: number, blockPx: number) {
  const radius = Math.max(2, Math.round(0.75 * blockPx));
  const first = weighWindow(picture, Math.floor(fastPx), Math.floor(slowPx), radius + 1);
  if (first === undefined) return undefined;
  return weighWindow(picture, Math.floor(first.fastPx), Math.floor(first.slowPx), radius);
}

function weighWindow(
  { pixels, fastSize, slowSize }: BeamPicture,
  fast: number,
  slow: number,
  radius: number,
) {
  if (fast < radius || slow < radius || fast + radius >= fastSize || slow + radius >= slowSize)
    return undefined;
  let rim = 0;
  for (let i = -radius; i < radius; i++) {
    rim += pixels[(slow - radius) * fastSize + fast + i] as number;
    rim += pixels[(slow + radius) * fastSize + fast - i] as number;
    rim += pixels[(slow - i) * fastSize + fast - radius] as number;
    rim += pixels[(slow + i) * fastSize + fast + radius] as number;
  }
  rim /= 8 * radius;
  let [sum, sumX, sumY, most] = [0, 0, 0, 0];
  for (let y = -radius; y <= radius; y++) {
    for (let x = -radius; x <= radius; x++) {
      const weight = Math.max(0, (pixels[(slow + y) * fastSize + fast + x] as number) - rim);
      sum += weight;
      sumX += weight * x;
      sumY += weight * y;
      most = Math.max(most, weight);
    }
  }
  if (sum <= 0 || most > MOST_IN_ONE_PIXEL * sum) return undefined;
  return { fastPx: fast + 0.5 + sumX / sum, slowPx: slow + 0.5 + sumY / sum };
}
