import type { DiffractionSetting } from './diffraction';

/** Brightness of everything but Bragg spots, electrons per pixel and exposure. */
export interface BackgroundLevels {
  /** Multiplies the diffuse scattering. */
  readonly diffuse: number;
  /** Height of the central beam at its middle. */
  readonly beamPeak: number;
}

/** Standard deviation of the central beam, mm on the detector. */
const BEAM_SIGMA_MM = 0.25;

/** Radius of the halo around the central beam, mm on the detector. */
const HALO_RADIUS_MM = 1.2;

/**
 * The expected image without Bragg spots: the central beam with its halo and diffuse scattering that falls
 * with resolution, with the faint broad rings of ice and carbon film. Shapes are chosen to look like a
 * MicroED frame, not calculated.
 * @returns electrons per pixel, slow * fastSize + fast
 */
export function expectedBackground(
  setting: DiffractionSetting,
  levels: BackgroundLevels,
): Float32Array<ArrayBuffer> {
  const image = new Float32Array(setting.fastSize * setting.slowSize);
  let at = 0;
  for (let slow = 0; slow < setting.slowSize; slow++) {
    const yMm = (slow + 0.5 - setting.beamCentreSlowPx) * setting.pixelSizeMm;
    for (let fast = 0; fast < setting.fastSize; fast++) {
      const xMm = (fast + 0.5 - setting.beamCentreFastPx) * setting.pixelSizeMm;
      const radiusMm = Math.sqrt(xMm * xMm + yMm * yMm);
      const twoTheta = Math.atan(radiusMm / setting.detectorDistanceMm);
      const s = (2 * Math.sin(twoTheta / 2)) / setting.wavelengthAngstrom;
      image[at++] = levels.diffuse * diffuseElectrons(s) + levels.beamPeak * beamShape(radiusMm);
    }
  }
  return image;
}

/** @param s 1/d in 1/angstrom */
function diffuseElectrons(s: number): number {
  const inelastic = 24 * Math.exp(-s / 0.06);
  const thermal = 7 * Math.exp(-((s / 0.45) ** 2));
  const iceRing = 1.4 * Math.exp(-(((s - 0.27) / 0.05) ** 2));
  const carbonRing = 0.8 * Math.exp(-(((s - 0.47) / 0.06) ** 2));
  return 2.1 + inelastic + thermal + iceRing + carbonRing;
}

/** Central beam and halo relative to the beam's peak. */
function beamShape(radiusMm: number): number {
  const core = Math.exp(-0.5 * (radiusMm / BEAM_SIGMA_MM) ** 2);
  const halo = 0.04 / (1 + (radiusMm / HALO_RADIUS_MM) ** 2) ** 1.5;
  return core + halo;
}
