/** A number's text on the screen as JavaScript writes it: no true minus sign, no spaces between groups. */
export function plainNumbers(text: string): string {
  return text.replaceAll('\u2212', '-').replaceAll('\u202f', '');
}
