import type { OutputFile } from './exportSeries';

/**
 * A file on its way into place. Its steps are called in this order: `close`, `verify`, `putInPlace`. One that throws, an
 * `OutputFailure` or the signal's reason, has removed the file before.
 */
export interface PendingFile {
  /** Commits the bytes, all at once. */
  close(): Promise<void>;
  /** Reads the file back and compares it. */
  verify(): Promise<void>;
  /** Gives the file its final name. */
  putInPlace(): Promise<void>;
  /** Removes the file, whatever its state. */
  discard(): Promise<void>;
}

/** A destination for series, file by file. Paths are relative to it and use `/`. */
export interface OutputPlace {
  /** For messages. */
  readonly name: string;
  /** Paths of all files below a folder, which is created if missing. */
  list(folder: string): AsyncIterable<string>;
  /** True if an identical file exists. @throws OutputFailure if it cannot be read */
  has(file: OutputFile): Promise<boolean>;
  /** True if the file is written under a draft name; others appear under their final name at once. */
  hasDraft(path: string): boolean;
  /**
   * Hands a file's content over; the memory is no longer needed when this resolves.
   * @param replace whether a file that is there already may be replaced
   * @throws OutputFailure when that fails or the file is there and may not be replaced; the signal's reason when it
   * is cancelled
   */
  write(file: OutputFile, replace: boolean, signal: AbortSignal): Promise<PendingFile>;
  /** Removes a file if it exists. @throws OutputFailure if that fails */
  remove(path: string): Promise<void>;
  /** Removes a leftover draft; ignores failures. */
  removeDraft(path: string): Promise<void>;
  /**
   * Runs something as the only writer of a folder of the place.
   * @returns what `run` gives; undefined, without running it, while another one writes there
   */
  exclusively<T>(folder: string, run: () => Promise<T>): Promise<T | undefined>;
}

/** Writes a file in one go, replacing an existing one. @throws as {@link OutputPlace.write} */
export async function putFile(place: OutputPlace, file: OutputFile, signal: AbortSignal): Promise<void> {
  const written = await place.write(file, true, signal);
  await written.close();
  await written.verify();
  await written.putInPlace();
}
