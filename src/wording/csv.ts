/** What a spreadsheet takes a text for a formula by, wide forms too. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/;

/**
 * A cell of a CSV file, quoted where it must be (RFC 4180). A text that a spreadsheet would run as a formula, such as
 * a file called `=cmd...`, gets an apostrophe before it; numbers stay numbers, negative ones too.
 */
export function csvCell(cell: string | number): string {
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
