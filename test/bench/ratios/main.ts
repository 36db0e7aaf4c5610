import { cpus, loadavg } from 'node:os';
import { stdout } from 'node:process';
import { browserVersion } from './browser';
import { job } from './job';
import { memory } from './memory';
import { type Group, parseOptions } from './options';
import { reading } from './reading';
import { withBrowser, withSetting } from './setting';
import { printHead, printRows } from './table';
import { viewer } from './viewer';
import { writing } from './writing';

const RUN = { reading, writing, job, memory, viewer } as const;

const TITLES: Readonly<Record<Group, string>> = {
  reading: 'reading (speed ratio: 1 = as fast as the bare work)',
  writing: 'writing',
  job: 'whole job',
  memory: 'memory',
  viewer: 'viewer',
};

/** Runs the benchmark and prints its table. */
export async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  await withSetting(options, async (setting) => {
    printHead();
    for (const group of options.groups) printRows(TITLES[group], await RUN[group](setting));
    const version = await withBrowser(setting, async ({ context }) =>
      browserVersion(await context.newPage()),
    );
    const [cpu] = cpus();
    stdout.write(
      `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${version}; ${options.frames} frames of 2048 x 2048 int32, ${options.runs} runs; load average ${loadavg()[1]?.toFixed(1)}\n`,
    );
  });
}
