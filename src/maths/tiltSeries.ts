/** A frame's number and the tilt stated in its file, degrees. */
export interface FrameTilt {
  readonly number: number;
  readonly tiltDeg: number;
}

/** Largest deviation of a stated tilt from the line through first and last, in steps. */
const TOLERANCE_STEPS = 0.5;

/**
 * Rotation per frame from the tilts of single files, for headers without a step (FEI1).
 * @param tilts ascending by number
 * @returns signed degrees per frame; undefined for fewer than two frames or unevenly spaced tilts
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
