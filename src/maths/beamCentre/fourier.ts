/** A complex picture of `columns` x `rows` numbers, both powers of two. */
export interface ComplexPicture {
  readonly re: Float64Array<ArrayBuffer>;
  readonly im: Float64Array<ArrayBuffer>;
  readonly columns: number;
  readonly rows: number;
}

/** The smallest power of two that is not below `value`. */
export function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}

/** A complex picture of zeros. */
export function zeroPicture(columns: number, rows: number): ComplexPicture {
  const re = new Float64Array(columns * rows);
  return { re, im: new Float64Array(columns * rows), columns, rows };
}

interface Plan {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  readonly reversed: Uint32Array;
}

function makePlan(count: number): Plan {
  const cosines = new Float64Array(count >>> 1);
  const sines = new Float64Array(count >>> 1);
  for (let i = 0; i < count >>> 1; i++) {
    cosines[i] = Math.cos((2 * Math.PI * i) / count);
    sines[i] = Math.sin((-2 * Math.PI * i) / count);
  }
  const reversed = new Uint32Array(count);
  for (let i = 1; i < count; i++) {
    reversed[i] = ((reversed[i >>> 1] as number) >>> 1) | (i & 1 ? count >>> 1 : 0);
  }
  return { cosines, sines, reversed };
}

/** Radix-2 transform of one line in place, forward, without scaling. */
function transformLine(re: Float64Array, im: Float64Array, { cosines, sines, reversed }: Plan): void {
  const count = re.length;
  for (let i = 0; i < count; i++) {
    const j = reversed[i] as number;
    if (j <= i) continue;
    const r = re[i] as number;
    const m = im[i] as number;
    re[i] = re[j] as number;
    im[i] = im[j] as number;
    re[j] = r;
    im[j] = m;
  }
  for (let half = 1; half < count; half <<= 1) {
    const turn = count / (2 * half);
    for (let start = 0; start < count; start += 2 * half) {
      for (let k = 0, at = start; k < half; k++, at++) {
        const c = cosines[k * turn] as number;
        const s = sines[k * turn] as number;
        const pr = re[at + half] as number;
        const pi = im[at + half] as number;
        const tr = pr * c - pi * s;
        const ti = pr * s + pi * c;
        const qr = re[at] as number;
        const qi = im[at] as number;
        re[at] = qr + tr;
        im[at] = qi + ti;
        re[at + half] = qr - tr;
        im[at + half] = qi - ti;
      }
    }
  }
}

/** Transforms the rows from `first` up to, not including, `end`. */
function transformRows({ re, im, columns }: ComplexPicture, first: number, end: number): void {
  const plan = makePlan(columns);
  for (let from = first * columns; from < end * columns; from += columns) {
    transformLine(re.subarray(from, from + columns), im.subarray(from, from + columns), plan);
  }
}

/** Columns moved together: a single one would use a whole cache line per number. */
const BUNDLE = 8;

function transformColumns(picture: ComplexPicture): void {
  const { columns, rows } = picture;
  const plan = makePlan(rows);
  const bundleRe = new Float64Array(BUNDLE * rows);
  const bundleIm = new Float64Array(BUNDLE * rows);
  const lines = Array.from({ length: BUNDLE }, (_, i) => ({
    re: bundleRe.subarray(i * rows, (i + 1) * rows),
    im: bundleIm.subarray(i * rows, (i + 1) * rows),
  }));
  for (let first = 0; first < columns; first += BUNDLE) {
    const count = Math.min(BUNDLE, columns - first);
    for (let row = 0; row < rows; row++) {
      for (let i = 0, from = row * columns + first; i < count; i++, from++) {
        bundleRe[i * rows + row] = picture.re[from] as number;
        bundleIm[i * rows + row] = picture.im[from] as number;
      }
    }
    for (const { re, im } of lines.slice(0, count)) transformLine(re, im, plan);
    for (let row = 0; row < rows; row++) {
      for (let i = 0, to = row * columns + first; i < count; i++, to++) {
        picture.re[to] = bundleRe[i * rows + row] as number;
        picture.im[to] = bundleIm[i * rows + row] as number;
      }
    }
  }
}

/**
 * Forward Fourier transform in place, without scaling.
 * @param filledRows all rows from here on are zero
 */
export function transform(picture: ComplexPicture, filledRows = picture.rows): void {
  transformRows(picture, 0, filledRows);
  transformColumns(picture);
}

/**
 * Inverse transform in place, scaled so that it undoes {@link transform}.
 * @param firstRow first and
 * @param endRow end of the wanted rows; the others are left unfinished
 */
export function transformBack(picture: ComplexPicture, firstRow = 0, endRow = picture.rows): void {
  const { re, im, columns, rows } = picture;
  // swapping the parts before and after turns a forward transform into an inverse one
  const swapped = { re: im, im: re, columns, rows };
  transformColumns(swapped);
  transformRows(swapped, firstRow, endRow);
  const scale = 1 / (columns * rows);
  for (let i = firstRow * columns; i < endRow * columns; i++) {
    re[i] = (re[i] as number) * scale;
    im[i] = (im[i] as number) * scale;
  }
}
