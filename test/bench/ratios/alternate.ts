/** Does a step once and gives its time in milliseconds. */
export type Step = () => Promise<number>;

/** The middle value; the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * Runs steps in turn, so that a change of the machine's load meets all of them, after one turn that does not count.
 * Every second turn goes backwards: a step that leaves much to be written to disk does not always burden the same one.
 * @returns the median time of each step, ms
 */
export async function alternate<Name extends string>(
  steps: Readonly<Record<Name, Step>>,
  runs: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(steps) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const ms = await steps[name]();
      if (run >= 0) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
