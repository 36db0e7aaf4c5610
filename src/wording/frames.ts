import { plural, ranges } from './numbers';

/** More runs of numbers than this are only counted. */
const MOST_RUNS = 6;

/** Joins numbers to runs: 4, 5, 6 and 9 to 4-6 and 9-9. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

/** `frame 4`, `frames 4–6, 9`, `12 frames`. @param numbers rising, at least one */
export function frameList(numbers: readonly number[]): string {
  const runs = runsOf(numbers);
  if (runs.length > MOST_RUNS) return plural(numbers.length, 'frame');
  return `${numbers.length === 1 ? 'frame' : 'frames'} ${ranges(runs)}`;
}

/** The text as a sentence begins. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
