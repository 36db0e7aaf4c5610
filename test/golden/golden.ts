import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileMetadata } from '../../src/domain/frame';
import type { PixelType } from '../../src/domain/pixelType';

/**
 * The golden files of this folder: tiny frames with expectations from numpy and mrcfile.
 * `make.py` writes the files and `cases.json`; this module only gives the sidecar its types.
 */

/** Folder of the golden files. */
const GOLDEN_DIR = dirname(fileURLToPath(import.meta.url));

/** What numpy says about one frame, in float64. */
interface FrameStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  /** Position of the first smallest pixel, row by row. */
  readonly minIndex: number;
  readonly fractionalCount: number;
  /** Pixels that change when stored as float32. */
  readonly float32InexactCount: number;
}

/** Size and type of the frames of a case. */
interface Shape {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly pixelType: PixelType;
}

/** What the header of an MRC file says, read by mrcfile. Statistics are the file's float32 numbers. */
interface MrcHeaderFacts {
  readonly mode: number;
  readonly byteOrder: 'little' | 'big';
  readonly machineStamp: readonly number[];
  /** `nz` */
  readonly frameCount: number;
  readonly extendedType: string;
  /** `nsymbt` */
  readonly extendedBytes: number;
  readonly dataOffset: number;
  readonly nversion: number;
  readonly ispg: number;
  readonly cellA: readonly number[];
  readonly dmin: number;
  readonly dmax: number;
  readonly dmean: number;
  readonly rms: number;
}

/** A sound TIA series. */
export interface SerCase extends Shape {
  readonly kind: 'ser';
  readonly name: string;
  readonly file: string;
  readonly fileBytes: number;
  readonly frameCount: number;
  /** Pixels of all frames, one after the other. */
  readonly values: readonly number[];
}

/** A sound TIA raw file. */
export interface TiaCase extends Shape, FrameStatistics {
  readonly kind: 'tia';
  readonly name: string;
  readonly file: string;
  readonly fileBytes: number;
  /** Row by row. */
  readonly values: readonly number[];
}

/** A TIA raw file of float pixels with NaN or infinities among them. */
export interface TiaNonFiniteCase extends Shape {
  readonly kind: 'tiaNonFinite';
  readonly name: string;
  readonly file: string;
  readonly fileBytes: number;
  readonly nonFiniteCount: number;
}

/** A TIA raw file that cannot be read (`problem`) or is unusual (`notice`); exactly one of the two is there. */
export interface TiaBadCase {
  readonly kind: 'tiaBad';
  readonly name: string;
  readonly file: string;
  /** What is wrong, in words. */
  readonly wrong: string;
  readonly problem?: 'truncated' | 'unsupportedType' | 'unknownType' | 'badSize' | 'headerTooShort';
  readonly notice?: 'surplusBytes';
  /** Header fields as they stand in the file; null where the header is not whole. */
  readonly typeId: number | null;
  readonly fastSize: number | null;
  readonly slowSize: number | null;
  /** null where the problem has nothing to do with the length. */
  readonly expectedBytes: number | null;
  readonly actualBytes: number;
}

/** A sound MRC file written by mrcfile. */
export interface MrcCase extends Shape, MrcHeaderFacts {
  readonly kind: 'mrc';
  readonly name: string;
  readonly file: string;
  readonly fileBytes: number;
  /** Geometry of an FEI extended header, empty without one. */
  readonly metadata: FileMetadata;
  readonly frames: readonly (FrameStatistics & { readonly values: readonly number[] })[];
}

/** An MRC file that must be refused. Facts that do not belong to the problem are absent. */
export interface MrcBadCase {
  readonly kind: 'mrcBad';
  readonly name: string;
  readonly file: string;
  readonly wrong: string;
  readonly problem:
    | 'truncated'
    | 'unsupportedType'
    | 'unknownType'
    | 'badSize'
    | 'headerTooShort'
    | 'badMrcHeader'
    | 'notAFrame';
  readonly expectedBytes?: number;
  readonly actualBytes: number;
  readonly typeId?: number;
  readonly fastSize?: number;
  readonly slowSize?: number;
  readonly field?: string;
  readonly value?: number;
  /** Whether mrcfile refuses the file too (it reads frames without pixels). */
  readonly refusedByMrcfile: boolean;
}

/** What a TIA raw file must become as MRC. `pixelType` is the stored one. */
export interface MrcExpectedCase extends Shape, MrcHeaderFacts {
  readonly kind: 'mrcExpected';
  /** The name of the TIA case. */
  readonly name: string;
  readonly tiaFile: string;
  readonly file: string;
  /** The mean in float64, without the rounding of `dmean`. */
  readonly mean: number;
  /** The standard deviation in float64, without the rounding of `rms`. */
  readonly std: number;
  readonly values: readonly number[];
}

/** One frame of a series case. The SMV expectations are absent where the frame is excluded. */
export interface SeriesCaseFrame {
  readonly file: string;
  readonly number: number;
  readonly included: boolean;
  readonly min: number;
  /** Expected uint16 pixels, row by row. */
  readonly smvValues?: readonly number[];
  /** Pixels that would be below 0. */
  readonly truncatedLow?: number;
  /** Pixels that would be above 65535. */
  readonly truncatedHigh?: number;
}

/** A series of TIA raw frames and what section 4 of the specification makes of it. */
export interface SeriesCase extends Shape {
  readonly kind: 'series';
  readonly name: string;
  /** What the case is there for, in words. */
  readonly covers: string;
  readonly cap: number;
  /** Of the included frames. */
  readonly minima: readonly number[];
  readonly offset: number;
  readonly pedestalRule: number;
  /** Median of the minima plus the offset, not below 0. */
  readonly pedestalMedian: number;
  readonly pedestalMedianUnclamped: number;
  readonly pedestalRestoreRawZero: number;
  /** Every included frame's minimum lies below the cap. */
  readonly everyFrameTruncated: boolean;
  readonly frames: readonly SeriesCaseFrame[];
}

/** A series of float32 TIA frames, stored with a rounding and a scale. */
export interface StoringCase extends Shape {
  readonly kind: 'storing';
  readonly name: string;
  readonly rounding: 'cut' | 'nearest';
  readonly scale: number;
  readonly minima: readonly number[];
  readonly offset: number;
  readonly pedestal: number;
  /** Mean of all pixels, and of what is stored of them, back in raw counts before 16 bits cut it. */
  readonly meanBefore: number;
  readonly meanAfter: number;
  readonly frames: readonly Required<
    Pick<SeriesCaseFrame, 'file' | 'smvValues' | 'truncatedLow' | 'truncatedHigh'>
  >[];
}

/** Every golden case. */
export type GoldenCase =
  | TiaCase
  | SerCase
  | TiaNonFiniteCase
  | TiaBadCase
  | MrcCase
  | MrcBadCase
  | MrcExpectedCase
  | SeriesCase
  | StoringCase;

/** The cases of one kind. */
export type GoldenCaseOf<K extends GoldenCase['kind']> = Extract<GoldenCase, { readonly kind: K }>;

const ALL: readonly GoldenCase[] = JSON.parse(readFileSync(join(GOLDEN_DIR, 'cases.json'), 'utf8'));

/** All cases of one kind, in the sidecar's order; at least one, so that `it.each` never runs over nothing. */
export function goldenCases<K extends GoldenCase['kind']>(kind: K): readonly GoldenCaseOf<K>[] {
  const cases = ALL.filter((entry): entry is GoldenCaseOf<K> => entry.kind === kind);
  if (cases.length === 0) throw new Error(`cases.json has no case of kind ${kind}`);
  return cases;
}

/** One case by kind and name. */
export function goldenCase<K extends GoldenCase['kind']>(kind: K, name: string): GoldenCaseOf<K> {
  const found = goldenCases(kind).find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`cases.json has no ${kind} case named ${name}`);
  return found;
}

/** Absolute path of a file that a case names. */
export function goldenPath(file: string): string {
  return join(GOLDEN_DIR, file);
}

/** Bytes of a file that a case names, in a buffer of their own. */
export function goldenBytes(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(goldenPath(file)));
}

/** The golden files of a folder, by the paths that {@link goldenBytes} takes. */
export function goldenFilesIn(folder: string): string[] {
  return readdirSync(goldenPath(folder))
    .sort()
    .map((name) => `${folder}/${name}`);
}
