import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPython } from '../support/oracle';

/** Typed access to `readers.py`: what mrcfile, fabio and dxtbx make of files. Needs mrcfile, fabio and dials. */

/** Folder of the interoperability tests and their scripts. */
const INTEROP_DIR = dirname(fileURLToPath(import.meta.url));

/** A reader's facts, or why it failed. */
export type Reading<T> =
  | (T & { readonly warnings: readonly string[]; readonly error?: never })
  | { readonly error: string };

/** What mrcfile says of an MRC file. */
export interface MrcfileFacts {
  readonly valid: boolean;
  /** What `mrcfile.validate` complains about; empty for a clean file. */
  readonly findings: readonly string[];
  readonly mode: number;
  /** Slowest axis first, as numpy. */
  readonly shape: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly rms: number;
  readonly voxel: readonly [number, number, number];
  readonly labels: readonly string[];
  readonly sha1: string;
}

/** What fabio says of a file. */
export interface FabioFacts {
  readonly className: string;
  readonly shape: readonly [slow: number, fast: number];
  readonly sha1: string;
}

/** What dxtbx (DIALS) says of a file. */
export interface DxtbxFacts {
  readonly format: string;
  readonly beamCentrePx: readonly [fast: number, slow: number];
  readonly gain: number;
  readonly pedestal: number;
  readonly trustedRange: readonly [number, number];
  readonly distanceMm: number;
  readonly wavelengthAngstrom: number;
  readonly pixelMm: readonly [fast: number, slow: number];
  readonly imageSize: readonly [fast: number, slow: number];
  readonly rotationAxis: readonly [number, number, number] | null;
  /** Start and width, degrees. */
  readonly oscillation: readonly [start: number, width: number] | null;
  readonly imageRange: readonly [number, number] | null;
  /** Seconds since 1970. */
  readonly epoch: number | null;
  readonly shape: readonly [slow: number, fast: number];
  readonly sha1: string;
}

/** All readers on one file. `mrcfile` is there for `.mrc` only. */
export interface ReadBack {
  /** Path inside the folder, `/` between parts. */
  readonly file: string;
  readonly bytes: number;
  readonly mrcfile?: Reading<MrcfileFacts>;
  readonly fabio: Reading<FabioFacts>;
  readonly dxtbx: Reading<DxtbxFacts>;
}

/** Reads every `.img` and `.mrc` below a folder, sorted by path. */
export async function readBack(folder: string): Promise<readonly ReadBack[]> {
  return JSON.parse(await runPython(join(INTEROP_DIR, 'readers.py'), [folder]));
}

/** The facts of a reading; throws its error. */
export function factsOf<T>(reading: Reading<T> | undefined): T & { readonly warnings: readonly string[] } {
  if (reading === undefined) throw new Error('not read');
  if (reading.error !== undefined) throw new Error(reading.error);
  return reading;
}

/** The digest that `readers.py` prints for these pixels: SHA-1 of their float64 bytes, row by row. */
export function pixelDigest(values: ArrayLike<number>): string {
  const bytes = Buffer.alloc(values.length * 8);
  for (let i = 0; i < values.length; i++) bytes.writeDoubleLE(values[i] as number, i * 8);
  return createHash('sha1').update(bytes).digest('hex');
}
