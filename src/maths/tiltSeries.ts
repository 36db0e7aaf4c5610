/** A frame's number and the tilt that its file states, degrees. */
export interface FrameTilt {
  readonly number: number;
  readonly tiltDeg: number;
}

/** A stated tilt may lie this far from the line through the first and the last, in steps. */
const TOLERANCE_STEPS = 0.5;

/**
 * Rotation per frame from the tilts that single files state, where the header has no step of its own (FEI1).
 * @param tilts ascending by number
 * @returns signed degrees a frame; undefined for less than two frames, and where the tilts are not even
 */
export function rotationFromTilts(tilts: readonly FrameTilt[]): number | undefined {
  const [first, last] = [tilts[0], tilts.at(-1)];
  if (first === undefined || last === undefined || last.number === first.number) return undefined;
  const stepDeg = (last.tiltDeg - first.tiltDeg) / (last.number - first.number);
  if (stepDeg === 0) return undefined;
  const isEven = tilts.every(({ number, tiltDeg }) => {
    const expected = first.tiltDeg + stepDeg * (number - first.number);
    return Math.abs(tiltDeg - expected) <= TOLERANCE_STEPS * Math.abs(stepDeg);
  });
  return isEven ? Number(stepDeg.toPrecision(6)) : undefined;
}
