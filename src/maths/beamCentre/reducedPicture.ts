import type { PixelArray } from '../../domain/pixelType';

/** One input frame of the finder: signed counts, row by row. */
export interface BeamPicture {
  readonly pixels: PixelArray;
  readonly fastSize: number;
  readonly slowSize: number;
}

/** A picture of block means. Its pixel (column, row) covers `blockPx` x `blockPx` pixels of the frame. */
export interface ReducedPicture {
  /** Counts per frame pixel, `row * columns + column`. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly columns: number;
  readonly rows: number;
  readonly blockPx: number;
}

/** Block edge that gives at most `longestEdge` blocks along a frame's longer side. */
export function blockFor(
  { fastSize, slowSize }: Pick<BeamPicture, 'fastSize' | 'slowSize'>,
  longestEdge: number,
): number {
  return Math.max(1, Math.ceil(Math.max(fastSize, slowSize) / longestEdge));
}

/**
 * Block means without each block's largest and smallest pixel, so that cosmic rays and dead pixels leave no
 * trace. Blocks beyond the frame's edge are dropped. A block of 1 px is copied.
 */
export function reducePicture({ pixels, fastSize, slowSize }: BeamPicture, blockPx: number): ReducedPicture {
  const columns = Math.floor(fastSize / blockPx);
  const rows = Math.floor(slowSize / blockPx);
  const values = new Float64Array(columns * rows);
  const trimmed = blockPx > 1 ? 2 : 0;
  const share = 1 / (blockPx * blockPx - trimmed);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let least = Infinity;
      let most = -Infinity;
      for (let y = 0; y < blockPx; y++) {
        const first = (row * blockPx + y) * fastSize + column * blockPx;
        for (let at = first; at < first + blockPx; at++) {
          const value = pixels[at] as number;
          sum += value;
          if (value < least) least = value;
          if (value > most) most = value;
        }
      }
      values[row * columns + column] = (trimmed > 0 ? sum - least - most : sum) * share;
    }
  }
  return { values, columns, rows, blockPx };
}

/** The median of each pixel over the pictures: reflections come and go, the beam and its halo stay. */
export function medianOverPictures(pictures: readonly ReducedPicture[]): ReducedPicture {
  const [first] = pictures as [ReducedPicture];
  if (pictures.length === 1) return first;
  const values = new Float64Array(first.values.length);
  const sorted = new Float64Array(pictures.length);
  const middle = (pictures.length - 1) / 2;
  for (let at = 0; at < values.length; at++) {
    for (const [i, picture] of pictures.entries()) sorted[i] = picture.values[at] as number;
    sorted.sort();
    values[at] = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  }
  return { ...first, values };
}
