/** Longest run of digits taken for a frame number; longer ones are dates or counters, not frames. */
const MAX_NUMBER_DIGITS = 9;

/** `<stem><digits>.<ext>` split up. `number` is undefined if the name ends without one. */
export interface FrameName {
  readonly stem: string;
  readonly number: number | undefined;
  readonly digits: number;
  readonly extension: string;
}

/** Splits a file's name (spec section 3). */
export function parseFrameName(name: string): FrameName {
  const dot = name.lastIndexOf('.');
  const base = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  const tail = /\d+$/.exec(base)?.[0] ?? '';
  if (tail === '' || tail.length > MAX_NUMBER_DIGITS) {
    return { stem: base, number: undefined, digits: 0, extension };
  }
  return {
    stem: base.slice(0, base.length - tail.length),
    number: Number(tail),
    digits: tail.length,
    extension,
  };
}
