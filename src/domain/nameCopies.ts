/** How systems name a copy of a file: `a (1)`, `a - Copy`, `a - Copy (2)`, `a copy`, `a copy 2`. */
const NUMBERED_COPY = /^(.+) \(\d+\)$/;
const NAMED_COPY =
  /^(.+?)(?: - (?:Copy|Kopie|Copie|Copia|C\u00f3pia|Kopia)(?: \(\d+\))?| copy(?: \d+)?| Kopie(?: \d+)?)$/i;

function copiedFrom(base: string, hasName: (base: string) => boolean): string | undefined {
  const named = NAMED_COPY.exec(base)?.[1];
  if (named !== undefined && hasName(named)) return named;
  const numbered = NUMBERED_COPY.exec(base)?.[1];
  // `frame (1)` beside `frame` is a frame: Windows numbers that way. `a_001 (1)` beside `a_001` is a copy.
  return numbered !== undefined && /\d$/.test(numbered) && hasName(numbered) ? numbered : undefined;
}

/**
 * The name of the file that another one in the same folder is a copy of.
 * @param base without extension
 * @param hasName whether a file of this name is there
 * @returns the original's base name; undefined for a file that is no copy
 */
export function originalOf(base: string, hasName: (base: string) => boolean): string | undefined {
  let original = copiedFrom(base, hasName);
  for (let before = original; before !== undefined; before = copiedFrom(before, hasName)) original = before;
  return original;
}
