import { TIA_HEADER_BYTES, writeTiaRawHeader } from '../inputs/tiaRaw';
import { electronWavelengthAngstrom } from '../maths/electronWavelength';
import {
  listReflections,
  type OrthorhombicCell,
  placeRandomAtoms,
  type ReflectionList,
  randomOrientation,
} from './crystal';
import { addSpots, type DiffractionSetting, type RockingWidth, spotsDuringExposure } from './diffraction';
import { createRandom } from './random';
import { type BackgroundLevels, expectedBackground } from './simulatedBackground';
import { type DetectorResponse, type HotPixel, placeHotPixels, readOut } from './simulatedDetector';

/**
 * A small simulated MicroED continuous-rotation series, made in the browser for the "Try the example" button.
 * For learning the program: the intensities belong to no real structure (see crystal.ts).
 */

/** What a user would know of the experiment. */
export interface ExampleGeometry {
  readonly highTensionKv: number;
  /** Calibrated distance. */
  readonly detectorDistanceMm: number;
  /** After binning. */
  readonly pixelSizeMm: number;
  /** Camera pixels along one side of a frame's pixel. */
  readonly binning: number;
  /** Angle at the start of the first frame. */
  readonly oscillationStartDeg: number;
  /** Signed: positive is right-handed about the rotation axis, which lies along the fast axis. */
  readonly oscillationPerFrameDeg: number;
  /** Beam centre, pixels from the outer corner of the first pixel. */
  readonly beamCentreFastPx: number;
  readonly beamCentreSlowPx: number;
  readonly gainCountsPerElectron: number;
  /** Of one frame. */
  readonly exposureSec: number;
}

/** One pixel of one frame with a fixed value, as left by a cosmic ray in the dark reference. */
interface ExampleSpike {
  /** 0-based. */
  readonly frameIndex: number;
  /** Raw counts. */
  readonly value: number;
}

/** Properties of the simulated sample and camera. */
interface ExampleSample {
  readonly cell: OrthorhombicCell;
  readonly rocking: RockingWidth;
  /** Resolution to which the crystal diffracts. */
  readonly dMinAngstrom: number;
  /** Electrons that a reflection of mean intensity gives for each degree in full diffracting position. */
  readonly electronsPerDegree: number;
  /** Standard deviation of a spot's profile. */
  readonly spotSigmaPx: number;
  readonly background: BackgroundLevels;
  readonly readoutNoiseCounts: number;
  readonly saturationCounts: number;
}

/** Everything that determines the frames: equal options give equal bytes in one JavaScript engine (see random.ts). */
export interface ExampleOptions {
  /** File names are `<stem>_001.bin` and so on. */
  readonly stem: string;
  /** Columns and rows. */
  readonly fastSize: number;
  readonly slowSize: number;
  readonly frameCount: number;
  /** Any 32-bit integer. */
  readonly seed: number;
  readonly geometry: ExampleGeometry;
  readonly spikes: readonly ExampleSpike[];
  readonly sample: ExampleSample;
}

/** What all frames of a series share; made once by `prepareSimulation`. */
export interface Simulation {
  readonly options: ExampleOptions;
  readonly setting: DiffractionSetting;
  readonly reflections: ReflectionList;
  /** Expected electrons per pixel without Bragg spots, slow * fastSize + fast. */
  readonly background: Float32Array<ArrayBuffer>;
  readonly response: DetectorResponse;
  readonly hotPixels: readonly HotPixel[];
}

/** The series of the "Try the example" button: a needle like biotin on a Ceta-D binned by 8. */
export const EXAMPLE: ExampleOptions = {
  stem: 'biotin_example',
  fastSize: 512,
  slowSize: 512,
  frameCount: 40,
  seed: 1,
  geometry: {
    highTensionKv: 200,
    detectorDistanceMm: 1000,
    pixelSizeMm: 0.112,
    binning: 8,
    oscillationStartDeg: -20,
    oscillationPerFrameDeg: 1,
    beamCentreFastPx: 261.7,
    beamCentreSlowPx: 247.4,
    gainCountsPerElectron: 26,
    exposureSec: 1,
  },
  spikes: [{ frameIndex: 12, value: -9321 }],
  sample: {
    cell: { a: 5.25, b: 10.35, c: 21.04 },
    rocking: { mosaicityDeg: 0.2, thicknessAngstrom: 1500 },
    dMinAngstrom: 0.8,
    electronsPerDegree: 480,
    spotSigmaPx: 0.9,
    background: { diffuse: 1, beamPeak: 3500 },
    readoutNoiseCounts: 14,
    saturationCounts: 60000,
  },
};

/** Streams of random numbers: these for the series, then one for each frame. */
const CRYSTAL_STREAM = 0;
const DETECTOR_STREAM = 1;
const FIRST_FRAME_STREAM = 2;

/** Makes the crystal, the background and the detector's faults: what the frames share. */
export function prepareSimulation(options: ExampleOptions): Simulation {
  const { geometry, sample, fastSize, slowSize, seed } = options;
  const setting: DiffractionSetting = {
    wavelengthAngstrom: electronWavelengthAngstrom(geometry.highTensionKv),
    detectorDistanceMm: geometry.detectorDistanceMm,
    pixelSizeMm: geometry.pixelSizeMm,
    fastSize,
    slowSize,
    beamCentreFastPx: geometry.beamCentreFastPx,
    beamCentreSlowPx: geometry.beamCentreSlowPx,
  };
  const random = createRandom(seed, CRYSTAL_STREAM);
  const orientation = randomOrientation(random);
  const atoms = placeRandomAtoms(random);
  return {
    options,
    setting,
    reflections: listReflections(atoms, sample.cell, orientation, sample.dMinAngstrom),
    background: expectedBackground(setting, sample.background),
    response: {
      gainCountsPerElectron: geometry.gainCountsPerElectron,
      readoutNoiseCounts: sample.readoutNoiseCounts,
      saturationCounts: sample.saturationCounts,
    },
    hotPixels: placeHotPixels(fastSize * slowSize, createRandom(seed, DETECTOR_STREAM)),
  };
}

/**
 * One frame, independent of the frames made before it.
 * @param frameIndex 0-based, below `frameCount`
 * @returns raw counts, slow * fastSize + fast
 * @throws RangeError for a frame the series does not have
 */
export function simulateFrame(sim: Simulation, frameIndex: number): Int32Array<ArrayBuffer> {
  const { options, setting } = sim;
  const { geometry, sample } = options;
  assertFrameIndex(options, frameIndex);
  const random = createRandom(options.seed, FIRST_FRAME_STREAM + frameIndex);
  const stepDeg = geometry.oscillationPerFrameDeg;
  const startDeg = geometry.oscillationStartDeg + frameIndex * stepDeg;
  const spots = spotsDuringExposure(sim.reflections, setting, sample.rocking, startDeg, stepDeg);
  const expected = sim.background.slice();
  addSpots(expected, setting, spots, sample.electronsPerDegree, sample.spotSigmaPx);
  const counts = readOut(expected, sim.response, sim.hotPixels, random);
  for (const spike of options.spikes) {
    if (spike.frameIndex === frameIndex) counts[random.integer(counts.length)] = spike.value;
  }
  return counts;
}

/**
 * A whole TIA raw file of int32 pixels: the 10-byte header, then the pixels, little-endian.
 * @param countsBorrowed raw counts, slow * fastSize + fast
 * @throws RangeError when the number of pixels is not fastSize * slowSize
 */
export function tiaRawBytes(
  countsBorrowed: Int32Array,
  fastSize: number,
  slowSize: number,
): Uint8Array<ArrayBuffer> {
  if (countsBorrowed.length !== fastSize * slowSize) {
    throw new RangeError(`${countsBorrowed.length} pixels are not ${fastSize} x ${slowSize}`);
  }
  const bytes = new Uint8Array(TIA_HEADER_BYTES + 4 * countsBorrowed.length);
  bytes.set(writeTiaRawHeader('int32', fastSize, slowSize));
  const view = new DataView(bytes.buffer);
  countsBorrowed.forEach((count, i) => {
    view.setInt32(TIA_HEADER_BYTES + 4 * i, count, true);
  });
  return bytes;
}

/**
 * The name of a frame's file: `<stem>_001.bin` is frame index 0.
 * @throws RangeError for a frame the series does not have
 */
export function frameFileName(options: ExampleOptions, frameIndex: number): string {
  assertFrameIndex(options, frameIndex);
  return `${options.stem}_${String(frameIndex + 1).padStart(3, '0')}.bin`;
}

function assertFrameIndex(options: ExampleOptions, frameIndex: number): void {
  if (!Number.isInteger(frameIndex) || frameIndex < 0 || frameIndex >= options.frameCount) {
    throw new RangeError(`frame index ${frameIndex} is not in 0..${options.frameCount - 1}`);
  }
}
