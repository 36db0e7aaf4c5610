/** Tilts in the names of a series: `first + i * step`. */
export interface TiltLadder {
  readonly firstDeg: number;
  /** Above 0. */
  readonly stepDeg: number;
}

/** A tilt as a name has it. */
export interface TiltText {
  /** With sign and fraction, as written. */
  readonly text: string;
  readonly value: number;
  /** The text before it. */
  readonly before: string;
}

/** Tilts that differ by less are the same. */
const EXACT_DEG = 1e-6;

function decimalsOf(text: string): number {
  return /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0;
}

/** True if a minus sign belongs to the number: others have none, or it stands behind a separator of its own. */
function areSigned(tilts: readonly TiltText[]): boolean {
  const negative = tilts.filter(({ text }) => text.startsWith('-'));
  if (negative.length === 0) return tilts.some(({ text }) => text.startsWith('+'));
  return negative.length < tilts.length || negative.every(({ before }) => /[_=]$/.test(before));
}

/** True if a fraction belongs to the number: `9.5`, `10.0`, but not `run2.001`, `run2.002`. */
function haveFractions(tilts: readonly TiltText[]): boolean {
  if (!tilts.every(({ text }) => /[.,]/.test(text))) return false;
  return new Set(tilts.map(({ value }) => Math.trunc(value))).size > 1;
}

/** Even steps through all values; undefined if there are none. @param tolerance of a value */
function evenStep(sorted: readonly number[], tolerance: number): number | undefined {
  const [first, last] = [sorted[0] as number, sorted.at(-1) as number];
  const step = (last - first) / (sorted.length - 1);
  const isEven = sorted.every((value, i) => Math.abs(value - first - i * step) <= tolerance);
  return isEven && tolerance < step / 2 ? step : undefined;
}

/** The smallest step, if all values stand on its ladder and fewer rungs are empty than taken. */
function stepWithGaps(sorted: readonly number[], tolerance: number): number | undefined {
  const first = sorted[0] as number;
  const steps = sorted.slice(1).map((value, i) => value - (sorted[i] as number));
  const step = Math.min(...steps);
  const rungs = sorted.map((value) => Math.round((value - first) / step));
  const isOn = sorted.every((value, i) => Math.abs(value - first - (rungs[i] as number) * step) <= tolerance);
  const isFull = (rungs.at(-1) as number) + 1 < 2 * sorted.length;
  return isOn && isFull && tolerance < step / 2 ? step : undefined;
}

/**
 * Reads the numbers at one place of several names as tilts: with a sign or a fraction that belongs to them, all
 * different, in even steps. Rounding in the last digit is allowed.
 * @returns undefined if they are no tilts
 */
export function tiltLadder(tilts: readonly TiltText[]): TiltLadder | undefined {
  const signed = areSigned(tilts);
  const decimals = Math.max(...tilts.map(({ text }) => decimalsOf(text)));
  if (!signed && !haveFractions(tilts)) return undefined;
  // A hyphen between name and number is no sign.
  if (!signed && tilts.some(({ text }) => text.startsWith('-'))) return undefined;
  if (tilts.length < (decimals > 0 ? 2 : 3)) return undefined;
  const sorted = tilts.map(({ value }) => value).sort((a, b) => a - b);
  if (new Set(sorted).size < sorted.length) return undefined;
  // Exact steps first: the last digit's rounding may be as large as a step.
  const tolerances = [EXACT_DEG, ...(decimals > 0 ? [1.01 * 10 ** -decimals] : [])];
  for (const findStep of [evenStep, stepWithGaps]) {
    for (const tolerance of tolerances) {
      const step = findStep(sorted, tolerance);
      if (step === undefined) continue;
      return { firstDeg: sorted[0] as number, stepDeg: Number(step.toPrecision(9)) };
    }
  }
  return undefined;
}
