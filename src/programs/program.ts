import type { ProcessingInput } from '../domain/processing';
import type { OutputId } from '../domain/recipe';

/** A text file for a processing program, to lie in the series' folder. */
export interface ProcessingFile {
  readonly name: string;
  readonly text: string;
}

/** A program that processes written series. */
export interface ProcessingProgram {
  readonly id: string;
  readonly label: string;
  /** The outputs that its input files are for. */
  readonly reads: readonly OutputId[];
  /** Its input files for one written series. */
  files(input: ProcessingInput): readonly ProcessingFile[];
}
