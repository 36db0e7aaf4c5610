/** The characters that make a spreadsheet treat a cell as a formula, including full-width forms. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/;

/**
 * A cell of a CSV file, quoted where needed (RFC 4180). Text that a spreadsheet would run as a formula, such as a file
 * called `=cmd...`, is prefixed with an apostrophe. Numbers stay numbers, including negative ones.
 */
export function csvCell(cell: string | number): string {
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
