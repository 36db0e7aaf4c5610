import { splitName } from '../domain/frameName';
import type { InputFormat, OpenedFile } from './inputFormat';
import { mrc } from './mrc';
import { tiaRaw } from './tiaRaw';
import { tiaSer } from './tiaSer';

/** Every input format. */
export const INPUTS: readonly InputFormat[] = [tiaRaw, tiaSer, mrc];

/** Bytes from the start of a file by which formats are recognised. */
export const HEAD_BYTES = 2048;

/** File extensions of frames. */
export const INPUT_EXTENSIONS: readonly string[] = INPUTS.flatMap(({ extensions }) => extensions);

/**
 * The format of a file: by content, by extension only if the content does not decide.
 * @returns undefined for a file of no supported format
 */
export function inputFormatOf({ source, head }: OpenedFile): InputFormat | undefined {
  const certainties = INPUTS.map((input) => ({ input, certainty: input.sniff(head, source.size) }));
  const { extension } = splitName(source.name);
  const named = INPUTS.find(({ extensions }) => extensions.includes(extension));
  return (
    certainties.find(({ certainty }) => certainty === 'sure')?.input ??
    certainties.find(({ certainty }) => certainty === 'maybe')?.input ??
    named
  );
}
