import type { Problem } from '../domain/problem';

/** Largest accepted number of columns or rows. */
const SIZE_LIMIT = 65535;
/** Most frames in one file: more than any recording has. Each becomes an object. */
export const FRAMES_LIMIT = 100_000;
/** Largest frame held in one buffer, bytes. The largest detectors of 2026 produce 0.5 GB. */
const FRAME_LIMIT_BYTES = 2 ** 31;

/** The fault of a header's columns and rows; undefined for a possible size. */
export function sizeProblem(fastSize: number, slowSize: number): Problem | undefined {
  const possible = [fastSize, slowSize].every((size) => size >= 1 && size <= SIZE_LIMIT);
  return possible ? undefined : { code: 'badSize', fastSize, slowSize, limit: SIZE_LIMIT };
}

/** True if a frame is too large to hold, in a file long enough for it. */
export function memoryProblem(frameBytes: number): Problem | undefined {
  if (frameBytes <= FRAME_LIMIT_BYTES) return undefined;
  return { code: 'frameTooLarge', frameBytes, limitBytes: FRAME_LIMIT_BYTES };
}
