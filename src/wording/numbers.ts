/**
 * The one style of numbers on the screen, that of the IUCr journals: a true minus sign, and thin spaces between
 * groups of three digits from five digits on. A comma would be a decimal sign to half of the readers.
 */
const MINUS = '\u2212';
const GROUP_SPACE = '\u202f';

/** The same in Plotly's own numbers: its decimal sign, and what it puts between groups from five digits on. */
export const PLOTLY_SEPARATORS = `.${GROUP_SPACE}`;

/** A number's text as it is on the screen. @param text as JavaScript writes it */
function typeset(text: string): string {
  const [whole = '', ...fraction] = text.replace('-', MINUS).split('.');
  const grouped = /\d{5}/.test(whole) ? whole.replace(/\B(?=(?:\d{3})+$)/g, GROUP_SPACE) : whole;
  return [grouped, ...fraction].join('.');
}

/** A number of things: `8000`, `16 777 226`. */
export function count(value: number): string {
  return typeset(String(value));
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

function rounded(number: number, decimals: number): number {
  // `+ 0` makes -0 of what rounds to it 0.
  return (Number.isInteger(number) ? number : Number(number.toFixed(decimals))) + 0;
}

/** The same number as programs read it, `-1234.5`: for the elements whose test ids promise a bare number. */
export function bareNumber(number: number, decimals = 2): string {
  return String(rounded(number, decimals));
}

/** A pixel value or statistic: integers as they are, others with up to `decimals` digits after the point. */
export function value(number: number, decimals = 2): string {
  return typeset(String(rounded(number, decimals)));
}

/** A number to so many significant digits, trailing zeros left out: `0.0197`. */
export function significant(number: number, digits = 8): string {
  return typeset(String(Number(number.toPrecision(digits))));
}

/** A number to so many decimals, trailing zeros kept: `0.80`. */
export function fixed(number: number, decimals: number): string {
  return typeset(number.toFixed(decimals));
}

/** `3`, `5-9`. */
export function ranges(list: readonly (readonly [number, number])[]): string {
  return list.map(([first, last]) => (first === last ? `${first}` : `${first}\u2013${last}`)).join(', ');
}
