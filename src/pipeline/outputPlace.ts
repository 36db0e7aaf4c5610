import type { OutputFile } from './exportSeries';

/**
 * A file on its way into place. Its steps are called in this order: `close`, `verify`, `putInPlace`. One that throws, an
 * `OutputFailure` or the signal's reason, has removed the file before.
 */
export interface PendingFile {
  /** Has the bytes put where they belong, all at once. */
  close(): Promise<void>;
  /** Reads the file and compares it with what was meant. */
  verify(): Promise<void>;
  /** Gives the file its own name. */
  putInPlace(): Promise<void>;
  /** Removes the file, in whatever state it is. */
  discard(): Promise<void>;
}

/** Where series are written file by file. Paths have `/` between their steps and begin in the place. */
export interface OutputPlace {
  /** For messages. */
  readonly name: string;
  /** The paths of all files below a folder of the place, which is made where there is none. */
  list(folder: string): AsyncIterable<string>;
  /** Whether the file is there, byte for byte. @throws OutputFailure when it cannot be read */
  has(file: OutputFile): Promise<boolean>;
  /** Whether a file has a draft's name until it is whole; others show under their own from the beginning. */
  hasDraft(path: string): boolean;
  /**
   * Hands a file's content over; the memory is no longer needed when this resolves.
   * @param replace whether a file that is there already may be replaced
   * @throws OutputFailure when that fails or the file is there and may not be replaced; the signal's reason when it
   * is cancelled
   */
  write(file: OutputFile, replace: boolean, signal: AbortSignal): Promise<PendingFile>;
  /** Removes a file. @throws OutputFailure when it is there and cannot be removed */
  remove(path: string): Promise<void>;
  /** Removes what an interrupted export left; what cannot be removed stays. */
  removeDraft(path: string): Promise<void>;
  /**
   * Runs something as the only writer of a folder of the place.
   * @returns what `run` gives; undefined, without running it, while another one writes there
   */
  exclusively<T>(folder: string, run: () => Promise<T>): Promise<T | undefined>;
}

/** Writes a file with all its steps, replacing one that is there. @throws as {@link OutputPlace.write} */
export async function putFile(place: OutputPlace, file: OutputFile, signal: AbortSignal): Promise<void> {
  const written = await place.write(file, true, signal);
  await written.close();
  await written.verify();
  await written.putInPlace();
}
