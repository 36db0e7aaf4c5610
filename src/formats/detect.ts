import type { FileLayout } from '../domain/frame';
import { fail, type Result } from '../domain/result';
import { parseFrameName } from '../domain/series';
import { MRC_HEAD_BYTES, readMrc, sniffMrc } from './mrc';
import { readTiaRaw, sniffTiaRaw } from './tiaRaw';

/** Bytes from a file's beginning that {@link detectLayout} needs. */
export const HEAD_BYTES = MRC_HEAD_BYTES;

/**
 * Finds out by content what a file is and how it is laid out.
 * The name only chooses which error a file that is no sound frame gets.
 * @param headBorrowed the first {@link HEAD_BYTES} bytes, or the whole file if it is shorter
 */
export function detectLayout(
  fileName: string,
  headBorrowed: Uint8Array,
  fileBytes: number,
): Result<FileLayout> {
  if (sniffMrc(headBorrowed)) return readMrc(headBorrowed, fileBytes);
  if (sniffTiaRaw(headBorrowed, fileBytes)) return readTiaRaw(headBorrowed, fileBytes);
  switch (parseFrameName(fileName).extension) {
    case 'bin':
      return readTiaRaw(headBorrowed, fileBytes);
    case 'mrc':
    case 'mrcs':
      return readMrc(headBorrowed, fileBytes);
    default:
      return fail({ code: 'notAFrame' });
  }
}
