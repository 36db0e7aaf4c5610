/** Marks the name of a file being written. Unique to this program, because drafts are removed without asking. */
const MARK = '.pedestal-part';
/** The mark at its place in a draft's name. */
const MARKED = /\.pedestal-part(?=(?:\.[^./]*)?$)/;
/** The browser writes to `<name>.crswap` first, or to `<name>.1.crswap` if that exists. */
const SWAP_ENDING = /(?:\.\d+)?\.crswap$/;

/**
 * The name of a file until it is complete. It keeps the extension: Chromium checks a file that is renamed
 * to another extension again, as it checks each file it closes.
 */
export function draftName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}${MARK}${name.slice(dot)}` : name + MARK;
}

/** True for a draft's name. */
export function isDraftName(name: string): boolean {
  return MARKED.test(name);
}

/**
 * The final name of an unfinished file: a draft, or what the browser leaves beside a file when it
 * is killed. Undefined for any other name.
 */
export function finishedName(name: string): string | undefined {
  const finished = name.replace(SWAP_ENDING, '').replace(MARKED, '');
  return finished === name ? undefined : finished;
}
