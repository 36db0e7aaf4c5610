import { stdout } from 'node:process';

/** One line of the table. */
export interface Row {
  readonly step: string;
  readonly measured: string;
  /** Empty where there is none. */
  readonly goal: string;
  /** The absolute medians behind the ratio. */
  readonly medians: string;
}

const WIDTHS = [58, 10, 12] as const;

function print(cells: readonly [string, string, string, string]): void {
  const [step, measured, goal, medians] = cells;
  const [stepWidth, measuredWidth, goalWidth] = WIDTHS;
  stdout.write(
    `${step.padEnd(stepWidth)}${measured.padStart(measuredWidth)}${goal.padStart(goalWidth)}   ${medians}\n`,
  );
}

/** Prints the table's head. */
export function printHead(): void {
  print(['step', 'measured', 'goal', '(medians)']);
}

/** Prints rows as soon as they are known. */
export function printRows(title: string, rows: readonly Row[]): void {
  stdout.write(`${title}\n`);
  for (const { step, measured, goal, medians } of rows) {
    print([`  ${step}`, measured, goal, medians === '' ? '' : `(${medians})`]);
  }
}

/** Milliseconds for a reader. */
export function milliseconds(value: number): string {
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

/** How many times as fast as the reference a step is; `frames` gives the times for one frame. */
export function speedRow(
  step: string,
  goal: string,
  [name, stepMs]: readonly [name: string, ms: number],
  [referenceName, referenceMs]: readonly [name: string, ms: number],
  frames: number,
): Row {
  const one = (ms: number) => (ms / frames).toFixed(1);
  return {
    step,
    measured: (referenceMs / stepMs).toFixed(2),
    goal,
    medians: `${name} ${one(stepMs)}, ${referenceName} ${one(referenceMs)} ms a frame`,
  };
}

/** How much of a step's time a part of it takes by itself; for as many frames as in {@link speedRow}. */
export function shareRow(step: string, partMs: number, wholeMs: number, frames: number): Row {
  return {
    step,
    measured: `${((100 * partMs) / wholeMs).toFixed(0)} %`,
    goal: '',
    medians: `${(partMs / frames).toFixed(1)} of ${(wholeMs / frames).toFixed(1)} ms a frame`,
  };
}
