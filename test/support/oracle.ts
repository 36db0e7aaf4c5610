import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describeWith } from './describeWith';

/**
 * The independent readers that tests compare with: numpy, mrcfile and fabio under Debian's Python, and DIALS.
 * A developer without them skips those tests and is told so; in CI (`CI=true`) a missing one is a failure.
 */

/** Debian's Python: the one its scientific packages belong to. */
const PYTHON = '/usr/bin/python3';

/** One kind of oracle. `python` means Python with numpy. */
export type Oracle = 'python' | 'mrcfile' | 'fabio' | 'dials';

/** Which oracles the machine has, and what to do about those it has not. */
export interface Oracles extends Readonly<Record<Oracle, boolean>> {
  /** Empty where all are there. */
  readonly reason: string;
}

const run = promisify(execFile);
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
const REMEDY = 'apt-get install -y --no-install-recommends dials python3-mrcfile python3-fabio';

/** The environment of an oracle: single-threaded, and free of this shell's Python paths. */
function oracleEnv(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  delete env.PYTHONPATH;
  delete env.PYTHONHOME;
  return env;
}

/** Runs a program; the error of a failure ends with what the program said. */
async function runProgram(
  program: string,
  args: readonly string[],
  cwd: string | undefined,
): Promise<string> {
  try {
    const options = {
      env: oracleEnv(),
      maxBuffer: OUTPUT_LIMIT_BYTES,
      ...(cwd === undefined ? {} : { cwd }),
    };
    return (await run(program, [...args], options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const tail = `${stdout}\n${stderr}`.trim().slice(-2000);
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} failed\n${tail || String(error)}`, {
      cause: error,
    });
  }
}

/**
 * Runs a Python script file.
 * @param script path of a `.py` file
 * @returns what it wrote to standard output
 */
export function runPython(script: string, args: readonly string[] = []): Promise<string> {
  return runProgram(PYTHON, [script, ...args], undefined);
}

/**
 * Runs a DIALS program such as `dials.import`.
 * @param cwd the folder in which it leaves its files
 * @returns what it wrote to standard output
 */
export function runDials(program: string, args: readonly string[], cwd: string): Promise<string> {
  return runProgram(program, args, cwd);
}

/** Looks without importing, which takes seconds; a package that is there and broken fails its tests. */
const PROBE = `
from importlib.util import find_spec
for name in ("numpy", "mrcfile", "fabio", "dials"):
    if find_spec(name):
        print(name)
`;

interface Found extends Oracles {
  /** What `dials.version` says; empty where there is no DIALS. */
  readonly dialsVersion: string;
}

let known: Found | undefined;

/** What is installed; asked once a process. */
function oracles(): Found {
  if (known !== undefined) return known;
  const there = new Set<string>();
  if (existsSync(PYTHON)) {
    const probe = spawnSync(PYTHON, ['-c', PROBE], { env: oracleEnv(), encoding: 'utf8' });
    for (const line of (probe.stdout ?? '').split('\n')) there.add(line.trim());
  }
  const python = there.has('numpy');
  const version = python && there.has('dials') ? spawnSync('dials.version', { env: oracleEnv() }) : undefined;
  const dialsVersion = version?.status === 0 ? version.stdout.toString() : '';
  const dials = dialsVersion !== '';
  const found = { python, mrcfile: there.has('mrcfile'), fabio: there.has('fabio'), dials };
  const lacking = Object.entries(found).flatMap(([name, present]) => (present ? [] : [name]));
  const reason = lacking.length === 0 ? '' : `not found: ${lacking.join(', ')}; ${REMEDY}`;
  known = { ...found, reason, dialsVersion };
  return known;
}

/** Which DIALS is installed, as it says itself; empty where there is none. */
export function dialsVersion(): string {
  return oracles().dialsVersion;
}

/** `describe` for tests that need oracles; see `describeWith`. */
export function describeWithOracles(name: string, needs: readonly Oracle[], tests: () => void): void {
  const present = oracles();
  const lacking = needs.filter((need) => !present[need]);
  describeWith(name, lacking.length === 0 ? undefined : `${lacking.join(', ')} (${present.reason})`, tests);
}
