/** Rotation per frame and the end of a rotation. Degrees; a falling angle has a negative step. */

/**
 * Rotation per frame at constant tilt speed.
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

/** A uniform rotation by frame numbers. */
export interface Rotation {
  /** Angle at the start of the first frame. */
  readonly startDeg: number;
  readonly perFrameDeg: number;
  /** Number of the series' first frame. */
  readonly firstNumber: number;
}

/** Largest accumulated rounding of the step over a series, in steps: 1e-8 times 1e5 frames. */
const ROUNDING_STEPS = 1e-3;

/**
 * Numbers of the frames that begin at or after the end angle, in rotation direction. A frame that contains the end
 * angle still begins before it. An end on the other side of the start lies before every frame.
 * @returns none without rotation
 */
export function framesAfterEnd(
  { startDeg, perFrameDeg, firstNumber }: Rotation,
  endDeg: number,
  frameNumbers: readonly number[],
): number[] {
  if (perFrameDeg === 0) return [];
  // In units of steps the sign of the rotation cancels.
  const stepsToEnd = (endDeg - startDeg) / perFrameDeg;
  return frameNumbers.filter((number) => number - firstNumber >= stepsToEnd - ROUNDING_STEPS);
}
