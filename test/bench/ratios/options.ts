/** Parts of the benchmark, in the order in which they run. */
export const GROUPS = ['reading', 'writing', 'job', 'memory', 'viewer'] as const;

/** One part of the benchmark. */
export type Group = (typeof GROUPS)[number];

/** What `npm run bench` was asked for; the head of `ratios.mjs` explains it. */
export interface Options {
  readonly frames: number;
  readonly runs: number;
  readonly groups: readonly Group[];
  /** Numbers of frames whose peak memory is compared. */
  readonly memoryFrames: readonly [short: number, long: number];
  /** How often each of the two is measured. */
  readonly memoryRuns: number;
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name}=${text}: a number from 1 on is needed`);
  return value;
}

/** Reads the command line. @throws Error on an option or a value that does not exist */
export function parseOptions(args: readonly string[]): Options {
  let frames = 60;
  let runs = 5;
  let groups: readonly Group[] = GROUPS;
  let long = false;
  for (const arg of args) {
    const [name, value = ''] = arg.replace(/^--/, '').split('=', 2);
    if (name === 'frames') frames = count(name, value);
    else if (name === 'runs') runs = count(name, value);
    else if (name === 'long') long = true;
    else if (name === 'only') {
      const wanted = value.split(',');
      groups = GROUPS.filter((group) => wanted.includes(group));
      if (groups.length !== wanted.length) throw new Error(`--only=${value}: some of ${GROUPS.join(',')}`);
    } else throw new Error(`${arg}: no such option, see the head of test/bench/ratios.mjs`);
  }
  return {
    frames,
    runs,
    groups,
    memoryFrames: long ? [60, 600] : [20, 60],
    memoryRuns: long ? 1 : 3,
  };
}
