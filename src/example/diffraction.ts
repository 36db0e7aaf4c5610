import type { ReflectionList } from './crystal';

/**
 * Laboratory frame, right-handed: the detector's fast axis is +x, its slow axis -y, the beam runs along -z and
 * the crystal turns right-handedly about +x. It is the frame DIALS builds from an SMV header of this kind.
 */
export interface DiffractionSetting {
  readonly wavelengthAngstrom: number;
  readonly detectorDistanceMm: number;
  readonly pixelSizeMm: number;
  /** Columns and rows of the detector. */
  readonly fastSize: number;
  readonly slowSize: number;
  /** Where the beam meets the detector, pixels from the outer corner of the first pixel. */
  readonly beamCentreFastPx: number;
  readonly beamCentreSlowPx: number;
}

/** How far from the exact Bragg condition a reflection still diffracts. */
export interface RockingWidth {
  /** Standard deviation of the mosaic blocks' orientations, degrees. */
  readonly mosaicityDeg: number;
  /** Thickness of the crystal along the beam, angstrom. */
  readonly thicknessAngstrom: number;
}

/** One spot on one frame. */
interface Spot {
  /** Position in pixels from the outer corner of the first pixel, mean over the exposure. */
  readonly fastPx: number;
  readonly slowPx: number;
  /** Relative intensity times the degrees of rotation spent in diffracting position, weighted. */
  readonly strength: number;
}

/** Sub-steps of the rotation for each degree: much finer than the rocking curve. */
const STEPS_PER_DEGREE = 12;
const MIN_STEPS = 5;

/** Beyond this many standard deviations off the Ewald sphere a reflection is dark. */
const CUTOFF_SIGMA = 5;

/**
 * Standard deviation of a Gaussian as wide at half height as the sinc^2 rocking curve of a crystal of
 * thickness 1: 0.886 / 2.355.
 */
const THICKNESS_SIGMA = 0.376;

/**
 * The spots of one exposure, kinematically: while the crystal turns, a reflection shines as a Gaussian of its
 * distance from the Ewald sphere.
 * @param startDeg rotation angle at the start of the exposure, degrees
 * @param rangeDeg rotation during the exposure, degrees, signed
 */
export function spotsDuringExposure(
  reflections: ReflectionList,
  setting: DiffractionSetting,
  rocking: RockingWidth,
  startDeg: number,
  rangeDeg: number,
): Spot[] {
  const stepCount = Math.max(MIN_STEPS, Math.round(Math.abs(rangeDeg) * STEPS_PER_DEGREE));
  const stepDeg = rangeDeg / stepCount;
  const weight = new Float64Array(reflections.count);
  const fastSum = new Float64Array(reflections.count);
  const slowSum = new Float64Array(reflections.count);
  const sigma = rockingSigmas(reflections, rocking);
  const k = 1 / setting.wavelengthAngstrom;
  const scalePx = setting.detectorDistanceMm / setting.pixelSizeMm;
  for (let step = 0; step < stepCount; step++) {
    const angle = ((startDeg + (step + 0.5) * stepDeg) * Math.PI) / 180;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    for (let i = 0; i < reflections.count; i++) {
      const x = reflections.vectors[3 * i] as number;
      const y0 = reflections.vectors[3 * i + 1] as number;
      const z0 = reflections.vectors[3 * i + 2] as number;
      const y = cos * y0 - sin * z0;
      const z = sin * y0 + cos * z0 - k;
      const off = (Math.sqrt(x * x + y * y + z * z) - k) / (sigma[i] as number);
      if (off > CUTOFF_SIGMA || off < -CUTOFF_SIGMA) continue;
      const w = Math.exp(-0.5 * off * off);
      weight[i] = (weight[i] as number) + w;
      fastSum[i] = (fastSum[i] as number) - (w * x * scalePx) / z;
      slowSum[i] = (slowSum[i] as number) + (w * y * scalePx) / z;
    }
  }
  const spots: Spot[] = [];
  for (let i = 0; i < reflections.count; i++) {
    const w = weight[i] as number;
    if (w === 0) continue;
    spots.push({
      fastPx: setting.beamCentreFastPx + (fastSum[i] as number) / w,
      slowPx: setting.beamCentreSlowPx + (slowSum[i] as number) / w,
      strength: (reflections.intensities[i] as number) * w * Math.abs(stepDeg),
    });
  }
  return spots;
}

/** Standard deviation of the distance from the Ewald sphere at which each reflection shines, 1/angstrom. */
function rockingSigmas(reflections: ReflectionList, rocking: RockingWidth): Float64Array<ArrayBuffer> {
  const mosaicRad = (rocking.mosaicityDeg * Math.PI) / 180;
  const fromThickness = THICKNESS_SIGMA / rocking.thicknessAngstrom;
  return Float64Array.from({ length: reflections.count }, (_, i) => {
    const x = reflections.vectors[3 * i] as number;
    const y = reflections.vectors[3 * i + 1] as number;
    const z = reflections.vectors[3 * i + 2] as number;
    return Math.hypot(mosaicRad * Math.hypot(x, y, z), fromThickness);
  });
}

/**
 * Adds the spots to an image as round Gaussians.
 * @param imageBorrowed electrons per pixel, slow * fastSize + fast; changed in place
 * @param electronsPerStrength electrons in a spot of strength 1
 * @param sigmaPx standard deviation of a spot's profile, pixels
 */
export function addSpots(
  imageBorrowed: Float32Array,
  setting: DiffractionSetting,
  spots: readonly Spot[],
  electronsPerStrength: number,
  sigmaPx: number,
): void {
  const reach = 4.5 * sigmaPx;
  const profile = (offset: number) => Math.exp(-0.5 * (offset / sigmaPx) ** 2);
  for (const spot of spots) {
    const peak = (spot.strength * electronsPerStrength) / (2 * Math.PI * sigmaPx * sigmaPx);
    if (peak < 1e-3) continue;
    const fastFrom = Math.max(0, Math.floor(spot.fastPx - reach));
    const fastTo = Math.min(setting.fastSize, Math.ceil(spot.fastPx + reach));
    const slowFrom = Math.max(0, Math.floor(spot.slowPx - reach));
    const slowTo = Math.min(setting.slowSize, Math.ceil(spot.slowPx + reach));
    for (let slow = slowFrom; slow < slowTo; slow++) {
      const row = peak * profile(slow + 0.5 - spot.slowPx);
      for (let fast = fastFrom; fast < fastTo; fast++) {
        const at = slow * setting.fastSize + fast;
        imageBorrowed[at] = (imageBorrowed[at] as number) + row * profile(fast + 0.5 - spot.fastPx);
      }
    }
  }
}
