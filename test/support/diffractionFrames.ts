/**
 * MicroED frames with a known beam centre, made by code of its own: nothing of `src` is used. Shapes follow the
 * project's judge (`simulate.py`): electrons with Poisson noise times gain, read-out noise, signed counts.
 * Pixel coordinates count from the outer corner of the first pixel.
 */

/** What hides the beam; its disc sits where the operator left it, not exactly on the beam. */
export interface BeamStop {
  readonly radiusPx: number;
  /** Middle of the disc minus the beam centre. */
  readonly offsetFastPx: number;
  readonly offsetSlowPx: number;
  /** Width of the arm from the disc to the frame's edge; 0 = no arm. */
  readonly armWidthPx: number;
  /** Direction of the arm, from fast towards slow. */
  readonly armAngleDeg: number;
  /** Electrons that pass, 0..1. */
  readonly transmission: number;
}

/** One series of frames. Intensities in electrons per pixel unless they say otherwise. */
export interface SceneOptions {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly beamFastPx: number;
  readonly beamSlowPx: number;
  readonly seed: number;
  readonly frameCount: number;
  /** Rotation from one picture to the next. */
  readonly stepDeg: number;
  /** Height of the Gaussian central beam; its Lorentzian foot is a tenth. */
  readonly beamPeak: number;
  /** Standard deviation of the Gaussian central beam. */
  readonly beamSigmaPx: number;
  /** Multiplies the radial halo (inelastic, thermal and an ice ring). */
  readonly halo: number;
  /** Electrons all over the frame that know nothing of the centre. */
  readonly flat: number;
  /** Mean electrons of a fully excited reflection at the centre; 0 = no crystal. */
  readonly spotElectrons: number;
  readonly spotSigmaPx: number;
  readonly stop: BeamStop | undefined;
  /** Height of an inelastic streak through the beam. */
  readonly streak: number;
  readonly gainCounts: number;
  readonly readNoiseCounts: number;
  /** Counts added to every pixel. */
  readonly baselineCounts: number;
  /** Depth of a bowl about the frame's middle, counts: dark counts subtracted too much. */
  readonly bowlCounts: number;
  /** Largest count a pixel holds. */
  readonly saturationCounts: number;
  /** Cosmic rays per frame, each of 1 to 3 pixels. */
  readonly cosmicRays: number;
  /** Bright single spots as `[fastPx, slowPx, electrons]`, the same in every frame. */
  readonly extraSpots: readonly (readonly [number, number, number])[];
}

/** A picture as the finder takes it. */
export interface SimulatedPicture {
  readonly pixels: Int32Array<ArrayBuffer>;
  readonly fastSize: number;
  readonly slowSize: number;
}

/** Good data on a 512 x 512 detector with the beam visible, 1/2 of the judge's scale. */
const DEFAULT_SCENE: SceneOptions = {
  fastSize: 512,
  slowSize: 512,
  beamFastPx: 256 + 11.3,
  beamSlowPx: 256 - 20.6,
  seed: 1,
  frameCount: 2,
  stepDeg: 7,
  beamPeak: 1500,
  beamSigmaPx: 2.2,
  halo: 1,
  flat: 1.7,
  spotElectrons: 160,
  spotSigmaPx: 0.9,
  stop: undefined,
  streak: 0,
  gainCounts: 26,
  readNoiseCounts: 14,
  baselineCounts: 0,
  bowlCounts: 0,
  saturationCounts: 65_000,
  cosmicRays: 2,
  extraSpots: [],
};

/** A default scene with changes. */
export function sceneOf(change: Partial<SceneOptions>): SceneOptions {
  return { ...DEFAULT_SCENE, ...change };
}

/** 1/d per pixel on a detector of 1024 pixels, 1/angstrom; scales with the size. */
const RECIPROCAL_PER_PIXEL_1024 = 0.00223;
/** Resolution limit of the drawn reflections, 1/angstrom. */
const LARGEST_S = 1.2;
const WAVELENGTH_ANGSTROM = 0.02508;

/** Seeded uniform numbers in [0, 1): mulberry32 (T. Ettinger). */
export function seededUniform(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normalFrom(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Poisson by multiplication for small means, its normal limit for large ones. */
function poissonFrom(uniform: () => number, normal: () => number): (mean: number) => number {
  return (mean) => {
    if (mean > 25) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count++;
    return count;
  };
}

type Vector = readonly [number, number, number];

interface Reflection {
  /** At rotation 0, 1/angstrom. */
  readonly at: Vector;
  readonly intensity: number;
}

function randomRotation(normal: () => number): Vector[] {
  const q = [normal(), normal(), normal(), normal()];
  const length = Math.hypot(...q);
  const [w = 1, x = 0, y = 0, z = 0] = q.map((part) => part / length);
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
}

/** A random orthogonal cell in a random orientation; Friedel mates have equal intensity. */
function makeReflections(uniform: () => number, normal: () => number): Reflection[] {
  const cell = [4.5 + 4 * uniform(), 7 + 6 * uniform(), 10 + 12 * uniform()] as const;
  const rotation = randomRotation(normal);
  const [hMax, kMax, lMax] = cell.map((edge) => Math.ceil(LARGEST_S * edge)) as [number, number, number];
  const reflections: Reflection[] = [];
  for (let h = 0; h <= hMax; h++) {
    for (let k = -kMax; k <= kMax; k++) {
      for (let l = -lMax; l <= lMax; l++) {
        if (h === 0 && (k < 0 || (k === 0 && l <= 0))) continue;
        const g = [h / cell[0], k / cell[1], l / cell[2]] as const;
        const s = Math.hypot(...g);
        if (s > LARGEST_S) continue;
        const intensity = -Math.log(1 - uniform()) * Math.exp(-1.25 * s * s);
        const at = rotation.map((row) => row[0] * g[0] + row[1] * g[1] + row[2] * g[2]);
        const [x = 0, y = 0, z = 0] = at;
        reflections.push({ at: [x, y, z], intensity }, { at: [-x, -y, -z], intensity });
      }
    }
  }
  return reflections;
}

/** Fraction that the stop lets through, with an edge one pixel soft. */
function stopFactor(stop: BeamStop, fromFast: number, fromSlow: number): number {
  const x = fromFast - stop.offsetFastPx;
  const y = fromSlow - stop.offsetSlowPx;
  let outside = Math.hypot(x, y) - stop.radiusPx;
  if (stop.armWidthPx > 0) {
    const angle = (stop.armAngleDeg * Math.PI) / 180;
    const along = x * Math.cos(angle) + y * Math.sin(angle);
    const across = Math.abs(y * Math.cos(angle) - x * Math.sin(angle));
    if (along > 0) outside = Math.min(outside, across - stop.armWidthPx / 2);
  }
  const open = Math.min(1, Math.max(0, outside + 0.5));
  return stop.transmission + (1 - stop.transmission) * open;
}

/** Expected electrons without reflections. */
function makeBackground(scene: SceneOptions): Float64Array<ArrayBuffer> {
  const { fastSize, slowSize } = scene;
  const scale = Math.max(fastSize, slowSize) / 1024;
  const expected = new Float64Array(fastSize * slowSize);
  for (let slow = 0; slow < slowSize; slow++) {
    const y = slow + 0.5 - scene.beamSlowPx;
    for (let fast = 0; fast < fastSize; fast++) {
      const x = fast + 0.5 - scene.beamFastPx;
      const radius = Math.sqrt(x * x + y * y);
      const s = (radius / scale) * RECIPROCAL_PER_PIXEL_1024;
      const inelastic = 9 * Math.exp(-((s / 0.42) ** 2)) + 28 * Math.exp(-s / 0.055);
      const ring = 2.2 * Math.exp(-(((s - 0.32) / 0.07) ** 2));
      const core = Math.exp(-0.5 * (radius / scene.beamSigmaPx) ** 2);
      const foot = 0.1 / (1 + (radius / (6 * scale)) ** 2) ** 1.5;
      let value = scene.flat + scene.halo * (inelastic + ring) + scene.beamPeak * (core + foot);
      if (scene.streak > 0)
        value += scene.streak * Math.exp(-Math.abs(x) / (60 * scale) - 0.5 * (y / 2) ** 2);
      expected[slow * fastSize + fast] = value;
    }
  }
  return expected;
}

function addSpot(
  picture: Float64Array,
  { fastSize, slowSize, spotSigmaPx }: SceneOptions,
  fastPx: number,
  slowPx: number,
  electrons: number,
): void {
  const reach = Math.ceil(4.5 * spotSigmaPx);
  const height = electrons / (2 * Math.PI * spotSigmaPx ** 2);
  const firstFast = Math.max(0, Math.floor(fastPx) - reach);
  const lastFast = Math.min(fastSize - 1, Math.floor(fastPx) + reach);
  for (
    let slow = Math.max(0, Math.floor(slowPx) - reach);
    slow <= slowPx + reach && slow < slowSize;
    slow++
  ) {
    const y = (slow + 0.5 - slowPx) / spotSigmaPx;
    for (let fast = firstFast; fast <= lastFast; fast++) {
      const x = (fast + 0.5 - fastPx) / spotSigmaPx;
      const at = slow * fastSize + fast;
      picture[at] = (picture[at] as number) + height * Math.exp(-0.5 * (x * x + y * y));
    }
  }
}

/** Adds what the Ewald sphere touches while the crystal turns by 1 degree about the fast axis. */
function addReflections(
  picture: Float64Array,
  scene: SceneOptions,
  reflections: readonly Reflection[],
  angleDeg: number,
): void {
  const k = 1 / WAVELENGTH_ANGSTROM;
  const perPixel = (RECIPROCAL_PER_PIXEL_1024 * 1024) / Math.max(scene.fastSize, scene.slowSize);
  const steps = 5;
  for (const { at, intensity } of reflections) {
    const width = Math.hypot(0.0035 * Math.hypot(...at), 0.0002);
    let weight = 0;
    for (let step = 0; step < steps; step++) {
      const angle = ((angleDeg + (step + 0.5) / steps) * Math.PI) / 180;
      const y = at[1] * Math.cos(angle) - at[2] * Math.sin(angle);
      const z = at[1] * Math.sin(angle) + at[2] * Math.cos(angle);
      const excitation = Math.hypot(at[0], y, z - k) - k;
      weight += Math.exp(-0.5 * (excitation / width) ** 2) / steps;
    }
    const electrons = 2 * scene.spotElectrons * intensity * weight;
    if (electrons < 0.5) continue;
    const middle = ((angleDeg + 0.5) * Math.PI) / 180;
    const y = at[1] * Math.cos(middle) - at[2] * Math.sin(middle);
    addSpot(picture, scene, scene.beamFastPx + at[0] / perPixel, scene.beamSlowPx - y / perPixel, electrons);
  }
}

/** Pictures of a scene: the same scene gives the same pixels. Frames are `stepDeg` apart. */
export function simulatePictures(scene: SceneOptions): SimulatedPicture[] {
  const { fastSize, slowSize, stop, gainCounts, readNoiseCounts } = scene;
  const uniform = seededUniform(scene.seed);
  const normal = normalFrom(uniform);
  const poisson = poissonFrom(uniform, normal);
  const background = makeBackground(scene);
  const reflections = scene.spotElectrons > 0 ? makeReflections(uniform, normal) : [];
  return Array.from({ length: scene.frameCount }, (_, frame) => {
    const expected = background.slice();
    addReflections(expected, scene, reflections, frame * scene.stepDeg);
    for (const [fastPx, slowPx, electrons] of scene.extraSpots)
      addSpot(expected, scene, fastPx, slowPx, electrons);
    const pixels = new Int32Array(fastSize * slowSize);
    for (let at = 0; at < pixels.length; at++) {
      const fast = at % fastSize;
      const slow = (at - fast) / fastSize;
      const factor =
        stop === undefined
          ? 1
          : stopFactor(stop, fast + 0.5 - scene.beamFastPx, slow + 0.5 - scene.beamSlowPx);
      const electrons = poisson(factor * (expected[at] as number));
      const counts = gainCounts * electrons + readNoiseCounts * normal();
      const fromMiddle = (2 * fast) / fastSize - 1;
      const fromMiddleSlow = (2 * slow) / slowSize - 1;
      const bowl = scene.bowlCounts * (1 - (fromMiddle ** 2 + fromMiddleSlow ** 2) / 2);
      pixels[at] = Math.round(Math.min(counts, scene.saturationCounts) + scene.baselineCounts - bowl);
    }
    addCosmicRays(pixels, scene.cosmicRays, uniform);
    return { pixels, fastSize, slowSize };
  });
}

function addCosmicRays(pixels: Int32Array, count: number, uniform: () => number): void {
  for (let ray = 0; ray < count; ray++) {
    const first = Math.floor(uniform() * (pixels.length - 3));
    const length = 1 + Math.floor(3 * uniform());
    for (let i = first; i < first + length; i++)
      pixels[i] = (pixels[i] as number) + 2000 + Math.round(13_000 * uniform());
  }
}
