/**
 * Number style on screen, as in IUCr journals: a true minus sign, and thin spaces between groups of three digits from
 * five digits on. Half of the readers would take a comma for a decimal sign.
 */
const MINUS = '\u2212';
const GROUP_SPACE = '\u202f';

/** The same for Plotly: decimal sign and group separator. */
export const PLOTLY_SEPARATORS = `.${GROUP_SPACE}`;

/** A number's text as shown on screen. @param text as JavaScript writes it */
function typeset(text: string): string {
  const [whole = '', ...fraction] = text.replace('-', MINUS).split('.');
  const grouped = /\d{5}/.test(whole) ? whole.replace(/\B(?=(?:\d{3})+$)/g, GROUP_SPACE) : whole;
  return [grouped, ...fraction].join('.');
}

/** A count: `8000`, `16 777 226`. */
export function count(value: number): string {
  return typeset(String(value));
}

/** `1 frame`, `12 frames`; `many` for irregular plurals. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}

/** `16.8 MB`; decimal units, three digits. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  // Rounds to three digits first: 999,999 bytes are 1.00 MB, not 1000 kB.
  let scaled = Number((value / 1000).toPrecision(3));
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)} ${units[unit]}`;
}

function rounded(number: number, decimals: number): number {
  // `+ 0` turns -0 into 0.
  return (Number.isInteger(number) ? number : Number(number.toFixed(decimals))) + 0;
}

/** A number as programs read it, `-1234.5`, for elements whose test ids promise a bare number. */
export function bareNumber(number: number, decimals = 2): string {
  return String(rounded(number, decimals));
}

/** A pixel value or statistic: integers unchanged, others with up to `decimals` decimals. */
export function value(number: number, decimals = 2): string {
  return typeset(String(rounded(number, decimals)));
}

/** A number to the given significant digits, without trailing zeros: `0.0197`. */
export function significant(number: number, digits = 8): string {
  return typeset(String(Number(number.toPrecision(digits))));
}

/** A number to the given decimals, with trailing zeros: `0.80`. */
export function fixed(number: number, decimals: number): string {
  return typeset(number.toFixed(decimals));
}

/** `3`, `5-9`. */
export function ranges(list: readonly (readonly [number, number])[]): string {
  return list.map(([first, last]) => (first === last ? `${first}` : `${first}\u2013${last}`)).join(', ');
}
