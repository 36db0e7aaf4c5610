import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = 'test/bench/ratios/peers.py';

/** The first Python that has numpy; undefined where none has. */
export async function findPython(): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await run(python, ['-c', 'import numpy']);
      return python;
    } catch {
      // The next one may have it.
    }
  }
  return undefined;
}

/** Has a peer convert a series into a folder in `temp`, which is removed again. @returns its time, ms */
export async function runPeer(
  python: string,
  peer: 'numpy' | 'leginon' | 'digests',
  frames: string,
  temp: string,
): Promise<number> {
  const out = await mkdtemp(join(temp, 'peer-'));
  try {
    const { stdout } = await run(python, [SCRIPT, peer, frames, out]);
    return Number(stdout);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
