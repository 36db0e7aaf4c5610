import { parseFrameName } from '../domain/series';
import type { InputFormat, OpenedFile } from './inputFormat';
import { mrc } from './mrc';
import { tiaRaw } from './tiaRaw';

/** Every format that frames are read from. */
export const INPUTS: readonly InputFormat[] = [mrc, tiaRaw];

/** Bytes from a file's beginning by which the formats tell themselves apart. */
export const HEAD_BYTES = 2048;

/** Endings of names that a user expects to be frames. */
export const INPUT_EXTENSIONS: readonly string[] = INPUTS.flatMap(({ extensions }) => extensions);

/**
 * The format of a file: by content, and by the name only where no content decides.
 * @returns undefined for a file that is none of ours
 */
export function inputFormatOf({ source, head }: OpenedFile): InputFormat | undefined {
  const certainties = INPUTS.map((input) => ({ input, certainty: input.sniff(head, source.size) }));
  const { extension } = parseFrameName(source.name);
  const named = INPUTS.find(({ extensions }) => extensions.includes(extension));
  return (
    certainties.find(({ certainty }) => certainty === 'sure')?.input ??
    certainties.find(({ certainty }) => certainty === 'maybe')?.input ??
    named
  );
}
