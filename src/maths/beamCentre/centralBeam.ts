import type { BackgroundMap } from './backgroundMap';
import { quantile } from './filters';
import type { BeamPicture } from './reducedPicture';

/** A position in frame pixels from the outer corner of the first pixel. */
export interface PlacePx {
  readonly fastPx: number;
  readonly slowPx: number;
}

/** The direct beam, where visible. */
export interface CentralBeam extends PlacePx {
  /** Standard deviation of one coordinate, from the scatter of the frames and the shape's size. */
  readonly sigmaPx: number;
}

/** Part of a single frame's crop, square, odd edge. */
interface Crop {
  readonly values: Float64Array<ArrayBuffer>;
  readonly edge: number;
  readonly fast: number;
  readonly slow: number;
}

/** The beam is the region above this fraction of its height: a saturated plateau does no harm. */
const CONTOUR = 0.4;
/** The beam exceeds its surroundings by at least this many times their scatter. */
const LEAST_CONTRAST = 8;
/** A beam has at least this many pixels above the contour; fewer are a spike. */
const LEAST_AREA_PX = 5;

/** Crops a square from a frame and removes single-pixel spikes (median of 3 x 3). */
function cutOut({ pixels, fastSize, slowSize }: BeamPicture, place: PlacePx, radius: number): Crop {
  const fast = Math.floor(place.fastPx) - radius;
  const slow = Math.floor(place.slowPx) - radius;
  const edge = 2 * radius + 1;
  const values = new Float64Array(edge * edge);
  const window = new Float64Array(9);
  const held = (value: number, size: number) => Math.min(Math.max(value, 0), size - 1);
  for (let row = 0; row < edge; row++) {
    for (let column = 0; column < edge; column++) {
      let count = 0;
      for (let y = -1; y <= 1; y++) {
        const from = held(slow + row + y, slowSize) * fastSize;
        for (let x = -1; x <= 1; x++)
          window[count++] = pixels[from + held(fast + column + x, fastSize)] as number;
      }
      values[row * edge + column] = window.sort()[4] as number;
    }
  }
  return { values, edge, fast, slow };
}

/** Level and scatter of the crop's rim. */
function measureRim({ values, edge }: Crop): { readonly level: number; readonly scatter: number } {
  const rim: number[] = [];
  for (let i = 0; i < edge; i++) {
    rim.push(values[i] as number, values[(edge - 1) * edge + i] as number);
    rim.push(values[i * edge] as number, values[i * edge + edge - 1] as number);
  }
  const level = quantile(rim, 0.5);
  return { level, scatter: Math.max(1, (quantile(rim, 0.84) - quantile(rim, 0.16)) / 2) };
}

/** Connected pixels above a threshold, from a seed; undefined if they reach the rim. */
function growContour({ values, edge }: Crop, start: number, threshold: number): number[] | undefined {
  const seen = new Uint8Array(values.length);
  const queue = [start];
  seen[start] = 1;
  for (const at of queue) {
    const x = at % edge;
    const y = Math.floor(at / edge);
    if (x === 0 || y === 0 || x === edge - 1 || y === edge - 1) return undefined;
    for (const next of [at - 1, at + 1, at - edge, at + edge]) {
      if (seen[next] === 1 || (values[next] as number) < threshold) continue;
      seen[next] = 1;
      queue.push(next);
    }
  }
  return queue;
}

/** Centroid of the crop's brightest object above its contour. */
function centreInCrop(crop: Crop): { readonly place: PlacePx; readonly radiusPx: number } | undefined {
  const { values, edge } = crop;
  const { level, scatter } = measureRim(crop);
  let top = 0;
  for (let at = 1; at < values.length; at++) {
    if ((values[at] as number) > (values[top] as number)) top = at;
  }
  const height = (values[top] as number) - level;
  if (height < LEAST_CONTRAST * scatter) return undefined;
  const threshold = level + CONTOUR * height;
  const contour = growContour(crop, top, threshold);
  if (contour === undefined || contour.length < LEAST_AREA_PX) return undefined;
  let [sum, sumX, sumY] = [0, 0, 0];
  for (const at of contour) {
    const weight = (values[at] as number) - threshold;
    sum += weight;
    sumX += weight * (at % edge);
    sumY += weight * Math.floor(at / edge);
  }
  const place = { fastPx: crop.fast + 0.5 + sumX / sum, slowPx: crop.slow + 0.5 + sumY / sum };
  return { place, radiusPx: Math.sqrt(contour.length / Math.PI) };
}

/** True if a shadow touches the beam and hides part of it. */
function isShaded({ open, columns, rows }: BackgroundMap, blockPx: number, place: PlacePx, radiusPx: number) {
  const reach = radiusPx + blockPx;
  for (let row = Math.floor((place.slowPx - reach) / blockPx); row * blockPx <= place.slowPx + reach; row++) {
    for (
      let column = Math.floor((place.fastPx - reach) / blockPx);
      column * blockPx <= place.fastPx + reach;
      column++
    ) {
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      if (open[row * columns + column] === 0) return true;
    }
  }
  return false;
}

/**
 * The direct beam near a place: the brightest object there, if it is compact, not a spike, not shaded, and at
 * the same place in every frame.
 * @param reachPx largest distance from the position
 */
export function findCentralBeam(
  pictures: readonly BeamPicture[],
  background: BackgroundMap,
  blockPx: number,
  near: PlacePx,
  reachPx: number,
): CentralBeam | undefined {
  const found: PlacePx[] = [];
  let largest = 0;
  for (const picture of pictures) {
    let result: ReturnType<typeof centreInCrop>;
    // the beam, or its saturated plateau, may fill the first crop
    for (let radius = Math.ceil(reachPx); result === undefined && radius <= 4 * reachPx; radius *= 2) {
      result = centreInCrop(cutOut(picture, near, radius));
    }
    if (result === undefined) continue;
    found.push(result.place);
    largest = Math.max(largest, result.radiusPx);
  }
  if (found.length === 0 || found.length < 0.6 * pictures.length) return undefined;
  const place = {
    fastPx: quantile(
      found.map(({ fastPx }) => fastPx),
      0.5,
    ),
    slowPx: quantile(
      found.map(({ slowPx }) => slowPx),
      0.5,
    ),
  };
  if (isShaded(background, blockPx, place, largest)) return undefined;
  const away = found.map(({ fastPx, slowPx }) => Math.hypot(fastPx - place.fastPx, slowPx - place.slowPx));
  const scatter = quantile(away, 0.5);
  if (scatter > Math.max(1, 0.5 * largest)) return undefined;
  return { ...place, sigmaPx: Math.max(0.1, 0.05 * largest, scatter / Math.sqrt(found.length)) };
}
