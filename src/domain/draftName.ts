/** Stands in the name of a file that is being written; the program's own, as drafts are removed without asking. */
const MARK = '.pedestal-part';
/** The mark where `draftName` puts it. */
const MARKED = /\.pedestal-part(?=(?:\.[^./]*)?$)/;
/** The browser gathers what is written in `<name>.crswap`, or `<name>.1.crswap` where that is taken. */
const SWAP_ENDING = /(?:\.\d+)?\.crswap$/;

/**
 * The name that a file has until it is whole. The extension stays at its end: Chromium checks a file that is renamed
 * to another extension once more, as it does each file that it closes.
 */
export function draftName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}${MARK}${name.slice(dot)}` : name + MARK;
}

/** Whether a name is that of a draft. */
export function isDraftName(name: string): boolean {
  return MARKED.test(name);
}

/**
 * The name of the file that an unfinished form belongs to: a draft, or what the browser leaves beside a file when it
 * is killed. Undefined for any other name.
 */
export function finishedName(name: string): string | undefined {
  const finished = name.replace(SWAP_ENDING, '').replace(MARKED, '');
  return finished === name ? undefined : finished;
}
