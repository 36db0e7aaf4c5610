import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPython } from '../support/oracle';

/** Typed access to `processingFacts.py`. Needs the `dials` oracle. */

/** One sweep of an `imported.expt` as dxtbx has it. */
export interface SweepFacts {
  readonly imageRange: readonly [number, number];
  /** Start and width, degrees. */
  readonly oscillation: readonly [start: number, width: number];
  readonly axis: readonly [number, number, number];
  readonly beamCentrePx: readonly [fast: number, slow: number];
  readonly distanceMm: number;
  readonly pedestal: number;
  /** First and last masked column, first and last masked row, 0-based. */
  readonly maskedBox: readonly number[] | null;
  /** What `dxtbx.serialize.xds.to_xds` writes for it. */
  readonly xdsInp: string;
}

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'processingFacts.py');

/**
 * The sweeps of a folder's `imported.expt`.
 * @param untrusted fast from, slow from, fast to, slow to: pixels for `UNTRUSTED_RECTANGLE`, upper bounds left out
 */
export async function sweepFacts(
  folder: string,
  untrusted: readonly number[] = [],
): Promise<readonly SweepFacts[]> {
  return JSON.parse(await runPython(SCRIPT, [folder, ...untrusted.map(String)]));
}
