import { scatteringAmplitudeAngstrom } from './electrons';
import type { Random } from './random';

/**
 * The crystal of the example. Only the cell, the space group (P212121) and the kinds of atom are those of
 * biotin: the atoms stand at random places, so the intensities are of the right sort but of no real structure.
 */

/** Edges of a right-angled cell, angstrom. */
export interface OrthorhombicCell {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** An atom at a fractional position. */
export interface Atom {
  readonly atomicNumber: number;
  readonly position: Vector3;
}

/** Three components; of what, the name that carries it says. */
type Vector3 = readonly [number, number, number];

/** A matrix by its rows. */
type Matrix3 = readonly [Vector3, Vector3, Vector3];

/** Reflections of the whole sphere, one entry each in every array. */
export interface ReflectionList {
  readonly count: number;
  /** Reciprocal-space vectors at rotation angle 0 in the laboratory, 1/angstrom, three a reflection. */
  readonly vectors: Float64Array<ArrayBuffer>;
  /** |F|^2 divided by its mean over the list, so that the mean is 1. */
  readonly intensities: Float64Array<ArrayBuffer>;
}

/** Atomic numbers of biotin's 16 non-hydrogen atoms, C10 N2 O3 S. */
const BIOTIN_ATOMIC_NUMBERS = [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 8, 8, 8, 16];

/** Isotropic displacement parameter B of every atom, square angstrom. */
const B_FACTOR = 2;

/** The four positions that P212121 makes of one (International Tables A, no. 19), fractional. */
const P212121_POSITIONS: readonly ((position: Vector3) => Vector3)[] = [
  ([x, y, z]) => [x, y, z],
  ([x, y, z]) => [0.5 - x, -y, 0.5 + z],
  ([x, y, z]) => [-x, 0.5 + y, 0.5 - z],
  ([x, y, z]) => [0.5 + x, 0.5 - y, -z],
];

/** Biotin's atoms at uniformly random fractional positions of the asymmetric unit. */
export function placeRandomAtoms(random: Random): Atom[] {
  return BIOTIN_ATOMIC_NUMBERS.map((atomicNumber) => ({
    atomicNumber,
    position: [random.uniform(), random.uniform(), random.uniform()],
  }));
}

/**
 * The B matrix, whose columns are a*, b*, c* in 1/angstrom; diagonal, as the cell's angles are right.
 * The length of B (h k l) is 1/d.
 */
export function reciprocalBasis(cell: OrthorhombicCell): Matrix3 {
  return [
    [1 / cell.a, 0, 0],
    [0, 1 / cell.b, 0],
    [0, 0, 1 / cell.c],
  ];
}

/** A uniformly random rotation, from a random unit quaternion. */
export function randomOrientation(random: Random): Matrix3 {
  const raw = [random.normal(), random.normal(), random.normal(), random.normal()] as const;
  const norm = Math.hypot(...raw);
  const [w, x, y, z] = [raw[0] / norm, raw[1] / norm, raw[2] / norm, raw[3] / norm];
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

/** Matrix times vector. */
export function transform(matrix: Matrix3, vector: Vector3): Vector3 {
  return [dot(matrix[0], vector), dot(matrix[1], vector), dot(matrix[2], vector)];
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * |F|^2 of one reflection in square angstrom, summed over the whole cell: every atom at its four P212121
 * positions. The absences of the space group follow from the sum (to rounding); Friedel mates are equal.
 */
export function structureIntensity(atoms: readonly Atom[], cell: OrthorhombicCell, hkl: Vector3): number {
  const s = Math.hypot(...transform(reciprocalBasis(cell), hkl));
  const displacement = Math.exp((-B_FACTOR * s * s) / 4);
  let real = 0;
  let imaginary = 0;
  for (const atom of atoms) {
    const amplitude = scatteringAmplitudeAngstrom(atom.atomicNumber, s) * displacement;
    for (const place of P212121_POSITIONS) {
      const phase = 2 * Math.PI * dot(hkl, place(atom.position));
      real += amplitude * Math.cos(phase);
      imaginary += amplitude * Math.sin(phase);
    }
  }
  return real * real + imaginary * imaginary;
}

/**
 * All reflections with d >= dMinAngstrom except 000.
 * @param orientation rotation from the crystal's axes to the laboratory at rotation angle 0
 */
export function listReflections(
  atoms: readonly Atom[],
  cell: OrthorhombicCell,
  orientation: Matrix3,
  dMinAngstrom: number,
): ReflectionList {
  const basis = reciprocalBasis(cell);
  const vectors: number[] = [];
  const intensities: number[] = [];
  for (const indices of indicesWithin(cell, dMinAngstrom)) {
    vectors.push(...transform(orientation, transform(basis, indices)));
    intensities.push(structureIntensity(atoms, cell, indices));
  }
  const mean = intensities.reduce((sum, intensity) => sum + intensity, 0) / intensities.length;
  return {
    count: intensities.length,
    vectors: Float64Array.from(vectors),
    intensities: Float64Array.from(intensities, (intensity) => intensity / mean),
  };
}

/** Miller indices in the sphere of radius 1/dMin, without 000. */
function* indicesWithin(cell: OrthorhombicCell, dMinAngstrom: number): Generator<Vector3> {
  const hMax = Math.floor(cell.a / dMinAngstrom);
  const kMax = Math.floor(cell.b / dMinAngstrom);
  const lMax = Math.floor(cell.c / dMinAngstrom);
  const basis = reciprocalBasis(cell);
  for (let h = -hMax; h <= hMax; h++) {
    for (let k = -kMax; k <= kMax; k++) {
      for (let l = -lMax; l <= lMax; l++) {
        const s = Math.hypot(...transform(basis, [h, k, l]));
        if (s > 0 && s * dMinAngstrom <= 1) yield [h, k, l];
      }
    }
  }
}
