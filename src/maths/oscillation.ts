/** Rotation per frame, and where a rotation ended. Angles in degrees; a falling angle has a negative step. */

/**
 * Rotation per frame at an even tilt speed.
 * @param tiltSpeedDegPerSec signed
 * @param exposureSec from the start of one frame to the start of the next
 */
export function oscillationFromSpeedDeg(tiltSpeedDegPerSec: number, exposureSec: number): number {
  return tiltSpeedDegPerSec * exposureSec;
}

/**
 * Rotation per frame when a number of frames covers the range from start to end.
 * @param frameCount frames from the first to the last, gaps counted, >= 1
 */
export function oscillationFromRangeDeg(startDeg: number, endDeg: number, frameCount: number): number {
  return (endDeg - startDeg) / frameCount;
}

/** An even rotation, counted by frame numbers. */
export interface Rotation {
  /** Angle at the start of the first frame. */
  readonly startDeg: number;
  readonly perFrameDeg: number;
  /** Number of the series' first frame. */
  readonly firstNumber: number;
}

/** Part of a step that rounding of the step may add up to over a series: 1e-8 of it, 1e5 frames. */
const ROUNDING_STEPS = 1e-3;

/**
 * Numbers of the frames that begin at or after the end angle, in the sense of the rotation. A frame that the end
 * angle falls into still begins before it. An end on the other side of the start lies before every frame.
 * @returns none where nothing rotates
 */
export function framesAfterEnd(
  { startDeg, perFrameDeg, firstNumber }: Rotation,
  endDeg: number,
  frameNumbers: readonly number[],
): number[] {
  if (perFrameDeg === 0) return [];
  // In steps the sign of the rotation cancels.
  const stepsToEnd = (endDeg - startDeg) / perFrameDeg;
  return frameNumbers.filter((number) => number - firstNumber >= stepsToEnd - ROUNDING_STEPS);
}
