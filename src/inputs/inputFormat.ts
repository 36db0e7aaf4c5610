import type { ByteSource } from '../domain/byteSource';
import type { FileLayout } from '../domain/frame';
import type { Result } from '../domain/result';

/** A format's certainty that a file is its own, by content only. */
export type Certainty = 'sure' | 'maybe' | 'no';

/** A file and its first bytes. */
export interface OpenedFile {
  readonly source: ByteSource;
  /** The first `HEAD_BYTES` bytes, or the whole file if it is shorter. */
  readonly head: Uint8Array<ArrayBuffer>;
}

/** An input format. To add one, write one file and a row in `INPUTS`. */
export interface InputFormat {
  /** Stable; used in `FileLayout.format`. */
  readonly id: string;
  /** As users call it: `TIA raw`. */
  readonly label: string;
  /** Extensions in lower case, without the dot. The content decides what a file is. */
  readonly extensions: readonly string[];
  /** MIME type under which the operating system may hand files of it to the program. */
  readonly mediaType: string;
  /** Two formats never both say `sure` of one file. */
  sniff(head: Uint8Array<ArrayBuffer>, fileBytes: number): Certainty;
  /** Determines the file's layout; may read more than the header, never whole frames. */
  open(file: OpenedFile): Promise<Result<FileLayout>>;
}
