import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDials, runPython } from '../support/oracle';
import { verdictOn } from './verdicts';

/** A user's first three DIALS steps on converted frames. Needs the `dials` oracle. */

/** What DIALS made of the frames. */
export interface DialsResult {
  /** Sequences that `dials.import` made of the files: 1 for a sound series. */
  readonly sweeps: number;
  /** Images of each sequence. */
  readonly images: readonly number[];
  /** Strong spots found. */
  readonly spots: number;
  /** Spots with an index. */
  readonly indexed: number;
  /** a, b, c in angstrom, alpha, beta, gamma in degrees, of the first lattice; null where none was found. */
  readonly cell: readonly [number, number, number, number, number, number] | null;
  readonly spaceGroup: string | null;
  /** Reciprocal basis at rotation angle 0 in the laboratory, 1/angstrom, row by row; its columns are a*, b*, c*. */
  readonly orientation: readonly number[] | null;
  readonly lattices: number;
}

/** The script that reads what DIALS left. */
const RESULT_SCRIPT = fileURLToPath(new URL('dialsResult.py', import.meta.url));

/** The text of the script that reads what DIALS left: a part of every question about it. */
export function resultScript(): Promise<string> {
  return readFile(RESULT_SCRIPT, 'utf8');
}

/** What the steps run in a folder so far have left there. */
export async function readResult(workDir: string): Promise<DialsResult> {
  return JSON.parse(await runPython(RESULT_SCRIPT, [workDir]));
}

/** What each step leaves; they end with status 0 even when they leave nothing. */
const OUTPUTS = {
  'dials.import': ['imported.expt'],
  'dials.find_spots': ['strong.refl'],
  'dials.index': ['indexed.expt', 'indexed.refl'],
} as const;

/** Runs one step and makes sure that it left its own files, not those of an earlier run. */
async function runStep(
  program: keyof typeof OUTPUTS,
  args: readonly string[],
  workDir: string,
): Promise<void> {
  const outputs = OUTPUTS[program].map((name) => join(workDir, name));
  for (const path of outputs) await rm(path, { force: true });
  const said = await runDials(program, args, workDir);
  for (const path of outputs) {
    await access(path).catch(() => {
      throw new Error(`${program} wrote no ${path}\n${said.trim().slice(-2000)}`);
    });
  }
}

const FIND_SPOTS = ['imported.expt', 'nproc=1'];
const INDEX = ['imported.expt', 'strong.refl', 'detector.fix=distance', 'indexing.nproc=1'];

/**
 * `dials.import FILES`, `dials.find_spots`, `dials.index detector.fix=distance` (spec section 8); kept for the next
 * run over the same bytes.
 * A step that fails or leaves no result throws, with the end of what DIALS said.
 * @param folder folder of the frames
 * @param paths of the frames in it, any order
 * @param workDir a folder of the caller's for this run alone, made if it is not there; DIALS leaves its files and logs in it
 */
export async function importFindIndex(
  folder: string,
  paths: readonly string[],
  workDir: string,
): Promise<DialsResult> {
  const question = [...FIND_SPOTS, ...INDEX, await resultScript()];
  return verdictOn({ folder, paths }, question, async () => {
    await mkdir(workDir, { recursive: true });
    const files = paths.map((path) => join(folder, path));
    await runStep('dials.import', files, workDir);
    await runStep('dials.find_spots', FIND_SPOTS, workDir);
    await runStep('dials.index', INDEX, workDir);
    return readResult(workDir);
  });
}
