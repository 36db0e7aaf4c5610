/** Does a step once and gives its time in milliseconds. */
export type Step = () => Promise<number>;

/** The middle value; the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * The order of so many steps in a turn. Over as many turns as there are steps each comes behind each other one about
 * as often, and never behind itself (E. J. Williams, Aust. J. Sci. Res. A 2, 149, 1949).
 */
function orderInTurn(steps: number, turn: number): number[] {
  // Two steps turned about would come behind themselves.
  const first = steps === 2 ? 0 : turn;
  return Array.from({ length: steps }, (_, at) => {
    const zigzag = at % 2 === 0 ? steps - at / 2 : (at + 1) / 2;
    return (first + zigzag) % steps;
  });
}

/**
 * Runs steps in turn, so that a change of the machine's load meets all of them, after one turn that does not count.
 * What a step leaves, data still to be written and memory just given back, makes the next one slower or faster: each
 * turn has another order, so that it does not always meet the same one.
 * @returns the median time of each step, ms
 */
export async function alternate<Name extends string>(
  steps: Readonly<Record<Name, Step>>,
  runs: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(steps) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn <= runs; turn++) {
    for (const at of orderInTurn(names.length, turn)) {
      const name = names[at] as Name;
      const ms = await steps[name]();
      if (turn > 0) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
