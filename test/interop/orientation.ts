import { expect } from 'vitest';
import type { Simulation } from '../../src/example/simulateSeries';
import type { DialsResult } from './dials';

/** Index errors that refinement leaves at this resolution; a mirrored or turned lattice is off by up to 0.5. */
const TOLERANCE = 0.15;
const LEAST_SPACING_ANGSTROM = 2;

type Three = readonly [number, number, number];

function cross(a: Three, b: Three): Three {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Three, b: Three): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * Expects that DIALS found the crystal as it stood at rotation angle 0: every reflection of the simulation has
 * whole indices in DIALS' lattice. A wrong sense of rotation, a swapped or flipped axis gives the same cell, but
 * turned or mirrored, and fails.
 */
export function expectOrientation({ orientation }: DialsResult, { reflections }: Simulation): void {
  expect(orientation).toHaveLength(9);
  const column = (i: number) =>
    [orientation?.[i], orientation?.[i + 3], orientation?.[i + 6]] as unknown as Three;
  const [a, b, c] = [column(0), column(1), column(2)];
  const volume = dot(a, cross(b, c));
  const direct = [cross(b, c), cross(c, a), cross(a, b)];
  let looked = 0;
  let fitting = 0;
  for (let i = 0; i < reflections.count; i++) {
    const vector = reflections.vectors.subarray(3 * i, 3 * i + 3) as unknown as Three;
    if (Math.sqrt(dot(vector, vector)) > 1 / LEAST_SPACING_ANGSTROM) continue;
    looked++;
    const indices = direct.map((axis) => dot(axis, vector) / volume);
    if (indices.every((index) => Math.abs(index - Math.round(index)) < TOLERANCE)) fitting++;
  }
  expect(looked).toBeGreaterThan(100);
  expect(fitting / looked).toBeGreaterThan(0.98);
}
