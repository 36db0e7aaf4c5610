import type { BeamStop } from './beamStop';
import type { Geometry, PlaceholderKey } from './geometry';
import type { FrameShape } from './problem';
import type { ExportRecipe } from './recipe';

/**
 * Source of the input files for processing programs (XDS, DIALS, PETS2): one written SMV series and
 * its geometry. Gaps and excluded frames are the same here: numbers without a file.
 */

/** Frame numbers from `first` to `last`, inclusive. */
export type NumberRange = readonly [first: number, last: number];

/** One written series. */
export interface ProcessingInput {
  readonly stem: string;
  /** Digits of the numbers in file names. */
  readonly digits: number;
  readonly shape: Pick<FrameShape, 'fastSize' | 'slowSize'>;
  /** Header values, including placeholders. */
  readonly geometry: Geometry;
  /** Values of `geometry` that are not measured. */
  readonly placeholders: readonly PlaceholderKey[];
  /** Number of the series' first frame, included or not: angles count from it. */
  readonly firstNumber: number;
  /** Numbers of the written frames, ascending; never empty. */
  readonly frameNumbers: readonly number[];
  /** Numbers without a file between the first and the last written frame. */
  readonly absent: readonly NumberRange[];
  /** Counts added to every raw value, after the scale. */
  readonly offset: number;
  /** Stored counts per raw count. */
  readonly scale: number;
  /** Level in the files that means "no signal", counts. */
  readonly pedestal: number;
  /** As in the geometry; 0 if unknown. */
  readonly rotationAxisDeg: number;
  /** False if no source gives the axis. */
  readonly isAxisKnown: boolean;
  readonly beamStop: BeamStop | undefined;
}

/** The runs of consecutive numbers in an ascending list. */
export function unbrokenRuns(numbers: readonly number[]): NumberRange[] {
  const runs: NumberRange[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) runs[runs.length - 1] = [last[0], number];
    else runs.push([number, number]);
  }
  return runs;
}

/** The numbers missing from an ascending list. */
function absentRanges(numbers: readonly number[]): NumberRange[] {
  const runs = unbrokenRuns(numbers);
  return runs.slice(1).map(([first], i) => [(runs[i] as NumberRange)[1] + 1, first - 1]);
}

/**
 * The input for one exported series.
 * @throws when the recipe has no frames
 */
export function processingInput(recipe: ExportRecipe): ProcessingInput {
  if (recipe.frames.length === 0) throw new Error('a series without frames');
  const frameNumbers = recipe.frames.map(({ number }) => number).sort((a, b) => a - b);
  return {
    stem: recipe.stem,
    digits: recipe.digits,
    shape: recipe.shape,
    geometry: recipe.headerGeometry,
    placeholders: recipe.placeholders,
    firstNumber: recipe.firstNumber,
    frameNumbers,
    absent: absentRanges(frameNumbers),
    offset: recipe.offset,
    scale: recipe.scale,
    pedestal: recipe.pedestal,
    rotationAxisDeg: recipe.headerGeometry.rotationAxisDeg ?? 0,
    isAxisKnown: (recipe.geometry.rotationAxisDeg?.origin ?? 'default') !== 'default',
    beamStop: recipe.beamStop,
  };
}

/** A measured geometry value; undefined if unknown or a placeholder. */
export function measured(input: ProcessingInput, key: PlaceholderKey): number | undefined {
  return input.placeholders.includes(key) ? undefined : input.geometry[key];
}

/** Goniometer angle at the start of a frame, degrees; undefined if unknown. */
export function frameStartDeg(input: ProcessingInput, number: number): number | undefined {
  const start = measured(input, 'oscillationStartDeg');
  const step = measured(input, 'oscillationPerFrameDeg');
  if (start === undefined || step === undefined) return undefined;
  return start + step * (number - input.firstNumber);
}

/**
 * -1 for a falling angle. A rotation by -a about an axis is one by +a about the reversed axis, so programs that
 * need a rising angle get the reversed axis and negated angles (spec section 7).
 */
export function rotationSign(input: ProcessingInput): 1 | -1 {
  return (measured(input, 'oscillationPerFrameDeg') ?? 1) < 0 ? -1 : 1;
}

/** Unit vector of the axis about which the angle rises, on the displayed frame: `x` right, `y` up. */
export function risingAxis(input: ProcessingInput): readonly [x: number, y: number] {
  const angle = (input.rotationAxisDeg * Math.PI) / 180;
  const sign = rotationSign(input);
  return [sign * Math.cos(angle), sign * Math.sin(angle)];
}
