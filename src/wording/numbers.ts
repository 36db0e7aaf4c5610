const COUNT = new Intl.NumberFormat('en-US');

/** `16,777,226`. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 frame`, `12 frames`; `many` for a noun without an s. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}

/** `16.8 MB`; decimal units, three digits. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  // Rounded to three digits first, so that 999,999 bytes are 1.00 MB and not 1000 kB.
  let scaled = Number((value / 1000).toPrecision(3));
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)} ${units[unit]}`;
}

/** A pixel value or statistic for the screen: integers as they are, others with up to `decimals` digits. */
export function value(number: number, decimals = 2): string {
  return Number.isInteger(number) ? String(number) : String(Number(number.toFixed(decimals)));
}

/** `3`, `5-9`. */
export function ranges(list: readonly (readonly [number, number])[]): string {
  return list.map(([first, last]) => (first === last ? `${first}` : `${first}\u2013${last}`)).join(', ');
}
