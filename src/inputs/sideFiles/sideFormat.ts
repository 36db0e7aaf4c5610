import type { SideFacts, SideFormat } from '../../domain/sideFacts';

/** A format of files beside frames. To add one, write one file and a row in `SIDE_FORMATS`. */
export interface SideFileFormat {
  readonly id: SideFormat;
  /** Extension in lower case, without the dot. */
  readonly extension: string;
  readonly encoding: 'utf-8' | 'latin1';
  /**
   * Reads the whole file's text; never an exception.
   * @returns undefined for a file of something else
   */
  read(text: string): readonly SideFacts[] | undefined;
}
