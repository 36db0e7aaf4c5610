import type { PixelArray } from '../domain/pixelType';
import type { Picture } from './profiles';
import type { Extent, ViewTransform } from './viewTransform';

/** The part of the screen that shows the frame, one count per screen pixel. */
export interface ViewSamples {
  /** Left and top edge on the screen, screen pixels. */
  readonly left: number;
  readonly top: number;
  /** Screen pixels; 0 if none of the frame is visible. */
  readonly width: number;
  readonly height: number;
  /**
   * Counts, `y * width + x`: the frame pixel under the screen pixel's centre, or, where the screen is coarser
   * than the frame, the mean of the frame pixels that the screen pixel stands for, as binning would give it.
   */
  readonly counts: Float32Array<ArrayBuffer>;
}

/** Frame pixels covered by a row of screen pixels: `from[i]` up to, excluding, `to[i]`. */
interface Spans {
  readonly start: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * @param offset where the frame begins, screen pixels
 * @param scale screen pixels a frame pixel
 */
function spansOf(offset: number, scale: number, size: number, room: number): Spans {
  const start = Math.max(0, Math.round(offset));
  const end = Math.max(start, Math.min(room, Math.round(offset + size * scale)));
  const from = new Int32Array(end - start);
  const to = new Int32Array(end - start);
  for (let i = 0; i < from.length; i++) {
    const edge = (start + i - offset) / scale;
    const middle = Math.min(Math.max(Math.floor(edge + 0.5 / scale), 0), size - 1);
    from[i] = scale >= 1 ? middle : Math.round(edge);
    to[i] = scale >= 1 ? middle + 1 : Math.round(edge + 1 / scale);
  }
  if (scale < 1 && from.length > 0) {
    // The frame's edge inside a screen pixel: neither skips frame pixels nor reads beyond the edge.
    if (offset >= -0.5) from[0] = 0;
    if (end < room || offset + size * scale <= room + 0.5) to[to.length - 1] = size;
  }
  return { start, from, to };
}

/**
 * The counts of a frame shown on screen. Working from the screen limits the cost of a contrast change
 * to the visible pixels, whatever the frame's size.
 * @param view position of the frame on screen, in screen pixels
 * @param flipped whether the slow axis points up
 */
export function sampleView(
  { fastSize, slowSize, pixels }: Picture,
  view: ViewTransform,
  screen: Extent,
  flipped: boolean,
): ViewSamples {
  const columns = spansOf(view.offsetX, view.scale, fastSize, screen.width);
  const rows = spansOf(view.offsetY, view.scale, slowSize, screen.height);
  const width = columns.from.length;
  const height = rows.from.length;
  const counts = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const first = rows.from[y] as number;
    const rowCount = (rows.to[y] as number) - first;
    const slow = flipped ? slowSize - first - rowCount : first;
    if (y > 0 && first === rows.from[y - 1] && rowCount === 1) {
      counts.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    sums.fill(0);
    for (let row = slow; row < slow + rowCount; row++) addRow(pixels, row * fastSize, columns, sums);
    for (let x = 0; x < width; x++) {
      const columnCount = (columns.to[x] as number) - (columns.from[x] as number);
      counts[y * width + x] = (sums[x] as number) / (rowCount * columnCount);
    }
  }
  return { left: columns.start, top: rows.start, width, height, counts };
}

function addRow(pixels: PixelArray, start: number, { from, to }: Spans, sums: Float64Array): void {
  for (let x = 0; x < sums.length; x++) {
    const end = start + (to[x] as number);
    let sum = 0;
    for (let at = start + (from[x] as number); at < end; at++) sum += pixels[at] as number;
    sums[x] = (sums[x] as number) + sum;
  }
}
