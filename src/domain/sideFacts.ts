import type { FileMetadata } from './frame';
import type { FrameShape } from './problem';

/** Formats of files that programs write beside frames. */
export type SideFormat = 'emi' | 'mdoc' | 'xml';

/** What a side file states of one file of frames. */
export interface SideFacts {
  readonly metadata: FileMetadata;
  /** Camera length as the microscope shows it, mm: not the calibrated distance. */
  readonly cameraLengthMm?: number;
  /** Frames that there should be. */
  readonly frames?: number;
  readonly size?: Pick<FrameShape, 'fastSize' | 'slowSize'>;
}

/** A file beside frames, as far as it could be read. */
export interface SideFile {
  readonly folder: string;
  readonly name: string;
  readonly format: SideFormat;
  /** Of one file, or of `name_1`, `name_2`, ... in order (`.emi`). */
  readonly facts: readonly SideFacts[];
}

/** What side files state of a series. */
export interface SeriesSide extends SideFacts {
  readonly format: SideFormat;
  /** Name of the file, of the first if there are several. */
  readonly name: string;
  /** Tilts of single frames by their keys, degrees. */
  readonly tiltsDeg: ReadonlyMap<string, number>;
}
