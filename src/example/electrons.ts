/** Bohr radius, angstrom (CODATA 2022). */
const BOHR_RADIUS_ANGSTROM = 0.529177210544;

/**
 * Electron scattering amplitude of a neutral atom in the first Born approximation, angstrom: a screened
 * Coulomb potential with the Thomas-Fermi radius 0.885 a0 Z^(-1/3) (Wentzel's model; see Reimer & Kohl,
 * Transmission Electron Microscopy, section 5.1). Coarser than tabulated factors, but of the right shape.
 * @param atomicNumber Z
 * @param sPerAngstrom length of the scattering vector, 1/d
 */
export function scatteringAmplitudeAngstrom(atomicNumber: number, sPerAngstrom: number): number {
  const screening = Math.cbrt(atomicNumber) / (0.885 * BOHR_RADIUS_ANGSTROM);
  const q = 2 * Math.PI * sPerAngstrom;
  return (2 * atomicNumber) / (BOHR_RADIUS_ANGSTROM * (q * q + screening * screening));
}
