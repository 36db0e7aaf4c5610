/** Planck's constant, J s (CODATA 2018, exact). */
const PLANCK = 6.62607015e-34;
/** Electron rest mass, kg (CODATA 2018). */
const ELECTRON_MASS = 9.1093837015e-31;
/** Elementary charge, C (CODATA 2018, exact). */
const ELEMENTARY_CHARGE = 1.602176634e-19;
/** Speed of light, m/s (exact). */
const LIGHT_SPEED = 299792458;

/**
 * Relativistic wavelength of electrons: 200 kV gives 0.025079 angstrom.
 * @param highTensionKv accelerating voltage, kV, > 0
 * @returns angstrom
 */
export function electronWavelengthAngstrom(highTensionKv: number): number {
  const energy = ELEMENTARY_CHARGE * highTensionKv * 1000;
  const restEnergy = ELECTRON_MASS * LIGHT_SPEED ** 2;
  const momentum = Math.sqrt(2 * ELECTRON_MASS * energy * (1 + energy / (2 * restEnergy)));
  return (PLANCK / momentum) * 1e10;
}
