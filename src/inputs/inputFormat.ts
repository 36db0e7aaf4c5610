import type { ByteSource } from '../domain/byteSource';
import type { FileLayout } from '../domain/frame';
import type { Result } from '../domain/result';

/** How certain a format is that a file is one of its own, from content alone. */
export type Certainty = 'sure' | 'maybe' | 'no';

/** A file and its first bytes. */
export interface OpenedFile {
  readonly source: ByteSource;
  /** The first `HEAD_BYTES` bytes, or the whole file if it is shorter. */
  readonly head: Uint8Array<ArrayBuffer>;
}

/** One format that frames are read from. Adding one is one file and a row of `INPUTS`. */
export interface InputFormat {
  /** Stable; stands in `FileLayout.format`. */
  readonly id: string;
  /** As users call it: `TIA raw`. */
  readonly label: string;
  /** Endings of names, small letters, without the dot. The content decides what a file is. */
  readonly extensions: readonly string[];
  /** MIME type under which the operating system may hand files of it to the program. */
  readonly mediaType: string;
  /** Two formats never both say `sure` of one file. */
  sniff(head: Uint8Array<ArrayBuffer>, fileBytes: number): Certainty;
  /** Finds out how the file is laid out; may read more than the head, never whole frames. */
  open(file: OpenedFile): Promise<Result<FileLayout>>;
}
