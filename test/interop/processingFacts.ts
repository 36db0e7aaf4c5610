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
  /** The same with the rectangle of untrusted pixels that was asked for; null where none was. */
  readonly xdsInpUntrusted: string | null;
}

/** A folder with an `imported.expt`. */
export interface ImportedFolder {
  readonly folder: string;
  /** Fast from, slow from, fast to, slow to: pixels for `UNTRUSTED_RECTANGLE`, upper bounds left out. */
  readonly untrusted: readonly number[] | null;
}

/** The script that asks dxtbx. */
export const FACTS_SCRIPT = fileURLToPath(new URL('processingFacts.py', import.meta.url));

/** The sweeps of each folder, all asked at once: dxtbx takes seconds to start. */
export async function sweepFacts(
  folders: readonly ImportedFolder[],
): Promise<readonly (readonly SweepFacts[])[]> {
  return JSON.parse(await runPython(FACTS_SCRIPT, [JSON.stringify(folders)]));
}
