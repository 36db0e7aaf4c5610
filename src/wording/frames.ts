import { plural, ranges } from './numbers';

/** With more runs than this, frames are only counted. */
const MOST_RUNS = 6;

/** Groups numbers into runs: 4, 5, 6 and 9 become 4-6 and 9-9. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

/** `frame 4`, `frames 4–6, 9`, `12 frames`. @param numbers ascending, at least one */
export function frameList(numbers: readonly number[]): string {
  const runs = runsOf(numbers);
  if (runs.length > MOST_RUNS) return plural(numbers.length, 'frame');
  return `${numbers.length === 1 ? 'frame' : 'frames'} ${ranges(runs)}`;
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
