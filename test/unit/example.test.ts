import { describe, expect, test } from 'vitest';
import {
  type Atom,
  placeRandomAtoms,
  type ReflectionList,
  randomOrientation,
  reciprocalBasis,
  structureIntensity,
  transform,
} from '../../src/example/crystal';
import { type DiffractionSetting, spotsDuringExposure } from '../../src/example/diffraction';
import { createRandom } from '../../src/example/random';
import {
  EXAMPLE,
  type ExampleOptions,
  frameFileName,
  prepareSimulation,
  simulateFrame,
  tiaRawBytes,
} from '../../src/example/simulateSeries';
import { electronWavelengthAngstrom } from '../../src/maths/electronWavelength';

const { cell } = EXAMPLE.sample;

function sampleMany(count: number, draw: () => number) {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { values, mean, variance };
}

describe('random numbers', () => {
  const COUNT = 50_000;
  /** Standard errors allowed: chance exceeds five about once in two million. */
  const LIMIT = 5;

  test('uniform numbers fill [0, 1) evenly', () => {
    const { values, mean, variance } = sampleMany(COUNT, createRandom(11, 0).uniform);
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(LIMIT * Math.sqrt(1 / 12 / COUNT));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(LIMIT * Math.sqrt(1 / 180 / COUNT));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  test('normal numbers have mean 0, variance 1 and normal tails', () => {
    const { values, mean, variance } = sampleMany(COUNT, createRandom(12, 0).normal);
    expect(Math.abs(mean)).toBeLessThan(LIMIT / Math.sqrt(COUNT));
    expect(Math.abs(variance - 1)).toBeLessThan(LIMIT * Math.sqrt(2 / COUNT));
    const tail = values.filter((value) => Math.abs(value) > 1.959964).length / COUNT;
    expect(Math.abs(tail - 0.05)).toBeLessThan(LIMIT * Math.sqrt((0.05 * 0.95) / COUNT));
  });

  test.each([0.05, 2.1, 29.5, 30, 77.7, 1000])(
    'Poisson numbers of mean %d have that mean and variance',
    (expected) => {
      const random = createRandom(13, 0);
      const { values, mean, variance } = sampleMany(COUNT, () => random.poisson(expected));
      expect(Math.abs(mean - expected)).toBeLessThan(LIMIT * Math.sqrt(expected / COUNT));
      const varianceError = Math.sqrt((expected + 2 * expected * expected) / COUNT);
      expect(Math.abs(variance - expected)).toBeLessThan(LIMIT * varianceError);
      const zeros = values.filter((value) => value === 0).length / COUNT;
      const zeroChance = Math.exp(-expected);
      expect(Math.abs(zeros - zeroChance)).toBeLessThan(LIMIT * Math.sqrt(zeroChance / COUNT) + 1e-12);
    },
  );

  test('a Poisson number of mean 0 is 0', () => {
    const random = createRandom(14, 0);
    expect(sampleMany(100, () => random.poisson(0)).values.every((value) => value === 0)).toBe(true);
  });

  test('seed and stream each make other numbers, and the same ones again', () => {
    const first = (seed: number, stream: number) => {
      const random = createRandom(seed, stream);
      return [random.uniform(), random.uniform(), random.uniform()];
    };
    expect(first(1, 2)).toEqual(first(1, 2));
    const starts = [first(1, 2), first(2, 1), first(1, 3), first(2, 2), first(0, 0), first(-1, 0)];
    expect(new Set(starts.flat()).size).toBe(18);
  });

  test('streams of one seed are uncorrelated', () => {
    const a = createRandom(5, 7);
    const b = createRandom(5, 8);
    const { mean } = sampleMany(COUNT, () => a.normal() * b.normal());
    expect(Math.abs(mean)).toBeLessThan(LIMIT / Math.sqrt(COUNT));
  });
});

describe('crystal', () => {
  const atoms: Atom[] = placeRandomAtoms(createRandom(3, 0));
  const intensity = (h: number, k: number, l: number) => structureIntensity(atoms, cell, [h, k, l]);
  const strong = intensity(0, 0, 2) + intensity(1, 1, 1) + intensity(1, 2, 3);

  test('d of 123 is that of the hand-computed 1/d^2 = 1/5.25^2 + 4/10.35^2 + 9/21.04^2', () => {
    const length = Math.hypot(...transform(reciprocalBasis(cell), [1, 2, 3]));
    expect(1 / length).toBeCloseTo(3.2625, 4);
  });

  test('the screw axes of P212121 extinguish odd h00, 0k0 and 00l, and only those', () => {
    for (const odd of [1, 3, 5, -3]) {
      expect(intensity(odd, 0, 0)).toBeLessThan(1e-20 * strong);
      expect(intensity(0, odd, 0)).toBeLessThan(1e-20 * strong);
      expect(intensity(0, 0, odd)).toBeLessThan(1e-20 * strong);
    }
    for (const even of [2, 4]) {
      expect(intensity(even, 0, 0)).toBeGreaterThan(1e-9 * strong);
      expect(intensity(0, even, 0)).toBeGreaterThan(1e-9 * strong);
      expect(intensity(0, 0, even)).toBeGreaterThan(1e-9 * strong);
    }
    expect(intensity(1, 0, 2)).toBeGreaterThan(1e-9 * strong);
    expect(intensity(0, 1, 2)).toBeGreaterThan(1e-9 * strong);
    expect(intensity(1, 2, 0)).toBeGreaterThan(1e-9 * strong);
  });

  test('Friedel mates and the equivalents of point group 222 are equal', () => {
    for (const [h, k, l] of [[-2, -3, -5] as const, [-2, -3, 5] as const, [2, -3, -5] as const]) {
      expect(intensity(h, k, l) / intensity(2, 3, 5)).toBeCloseTo(1, 9);
    }
  });

  test('the orientation is a proper rotation', () => {
    const [x, y, z] = randomOrientation(createRandom(4, 0));
    expect(Math.hypot(...x)).toBeCloseTo(1, 12);
    expect(Math.hypot(...y)).toBeCloseTo(1, 12);
    expect(x[1] * y[2] - x[2] * y[1]).toBeCloseTo(z[0], 12);
    expect(x[2] * y[0] - x[0] * y[2]).toBeCloseTo(z[1], 12);
    expect(x[0] * y[1] - x[1] * y[0]).toBeCloseTo(z[2], 12);
  });
});

describe('diffraction', () => {
  const setting: DiffractionSetting = {
    wavelengthAngstrom: 0.0250793,
    detectorDistanceMm: 1000,
    pixelSizeMm: 0.112,
    fastSize: 512,
    slowSize: 300,
    beamCentreFastPx: 261.7,
    beamCentreSlowPx: 150.2,
  };
  const rocking = { mosaicityDeg: 0.2, thicknessAngstrom: 1500 };
  const single = (x: number, y: number, z: number): ReflectionList => ({
    count: 1,
    vectors: Float64Array.of(x, y, z),
    intensities: Float64Array.of(1),
  });

  test.each([
    [120, 0.033492],
    [200, 0.025079],
    [300, 0.019687],
  ])('the wavelength at %d kV is %d angstrom', (highTensionKv, wavelength) => {
    expect(electronWavelengthAngstrom(highTensionKv)).toBeCloseTo(wavelength, 6);
  });

  test('a reflection in Bragg position lands where the hand calculation puts it', () => {
    // k = 39.87352 1/A and z = |r|^2 / 2k = 0.0016303 1/A put r = (0.2, 0.3, z) on the Ewald sphere.
    // (1000 mm / 0.112 mm) / (k - z) = 223.9316 px A, so 44.786 px along +fast and 67.179 px against slow.
    const [spot] = spotsDuringExposure(single(0.2, 0.3, 0.0016303), setting, rocking, -0.5, 1);
    expect(spot?.fastPx).toBeCloseTo(261.7 + 44.786, 1);
    expect(spot?.slowPx).toBeCloseTo(150.2 - 67.179, 1);
  });

  test('a positive rotation is right-handed about +fast: it turns +y towards the source', () => {
    // At 10 degrees z = 0.3 sin 10 = +0.0521 1/A; the Ewald sphere's 0.0013 is passed at 0.25 degrees instead.
    const frameAt = (startDeg: number) =>
      spotsDuringExposure(single(0.1, 0.3, 0), setting, rocking, startDeg, 0.5)[0]?.strength ?? 0;
    expect(frameAt(0)).toBeGreaterThan(frameAt(-0.5));
    expect(frameAt(9.75)).toBe(0);
  });

  test('a spot spans frames, and going back over them gives the same spots', () => {
    const list = single(0.2, 0.3, 0.0016303);
    const frames = [-1.5, -0.5, 0.5].map((start) => spotsDuringExposure(list, setting, rocking, start, 1));
    const strengths = frames.map((spots) => spots[0]?.strength ?? 0);
    expect(strengths[1]).toBeGreaterThan(strengths[0] as number);
    expect(strengths[0]).toBeGreaterThan(1e-4);
    expect(strengths[2]).toBeGreaterThan(1e-4);
    const back = spotsDuringExposure(list, setting, rocking, 0.5, -1)[0];
    expect(back?.strength).toBeCloseTo(strengths[1] as number, 9);
  });
});

describe('the series', () => {
  const sim = prepareSimulation(EXAMPLE);
  const frames = Array.from({ length: EXAMPLE.frameCount }, (_, i) => simulateFrame(sim, i));
  const minima = frames.map((frame) => frame.reduce((low, count) => Math.min(low, count)));

  test('a frame is the same whatever came before it and whoever makes it', () => {
    expect(sameCounts(simulateFrame(sim, 5), frames[5])).toBe(true);
    const other = prepareSimulation(EXAMPLE);
    expect(sameCounts(simulateFrame(other, 39), frames[39])).toBe(true);
    expect(sameCounts(simulateFrame(other, 0), frames[0])).toBe(true);
    expect(sameCounts(frames[1], frames[0])).toBe(false);
    const reseeded = prepareSimulation({ ...EXAMPLE, seed: 99 });
    expect(sameCounts(simulateFrame(reseeded, 0), frames[0])).toBe(false);
  });

  test('every frame has noise of its own', () => {
    const equal = frames[1]?.filter((count, i) => count === frames[0]?.[i]).length ?? 0;
    expect(equal / (512 * 512)).toBeLessThan(0.02);
  });

  test('a few per cent of the pixels of every frame are negative', () => {
    for (const frame of frames) {
      const negative = frame.filter((count) => count < 0).length / frame.length;
      expect(negative).toBeGreaterThan(0.01);
      expect(negative).toBeLessThan(0.15);
    }
  });

  test('the spike of frame 13 is the minimum of the series; the other minima are noise', () => {
    expect(minima[12]).toBe(-9321);
    expect(Math.min(...minima)).toBeLessThan(-2000);
    for (const [i, minimum] of minima.entries()) {
      if (i === 12) continue;
      expect(minimum).toBeLessThan(0);
      expect(minimum).toBeGreaterThan(-200);
    }
  });

  test('the central beam saturates at the beam centre, and nothing exceeds it', () => {
    const frame = frames[0] as Int32Array;
    expect(frame[247 * 512 + 261]).toBe(60000);
    expect(frame.reduce((high, count) => Math.max(high, count))).toBe(60000);
  });

  test('the background falls with resolution', () => {
    const meanAt = (radiusPx: number) => {
      const row = sim.background.subarray(247 * 512, 248 * 512);
      return row[Math.floor(261.7 + radiusPx)] as number;
    };
    const radii = [10, 20, 40, 80, 160, 240];
    const means = radii.map(meanAt);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  });

  test('strong reflections stand where the closed Bragg condition puts them', () => {
    // Turned by the angle p about x, a vector r meets the Ewald sphere where y sin p + z cos p = |r|^2 / 2k.
    const k = 1 / 0.0250793;
    let checked = 0;
    for (let i = 0; i < sim.reflections.count; i++) {
      if ((sim.reflections.intensities[i] as number) < 4) continue;
      const [x, y, z] = sim.reflections.vectors.subarray(3 * i, 3 * i + 3) as unknown as [
        number,
        number,
        number,
      ];
      const height = (x * x + y * y + z * z) / (2 * k);
      const reach = Math.hypot(y, z);
      if (reach < 0.12 || Math.hypot(x, y, z) < 0.25) continue;
      for (const branch of [Math.asin(height / reach), Math.PI - Math.asin(height / reach)]) {
        const turn = branch - Math.atan2(z, y);
        const angleDeg = (Math.atan2(Math.sin(turn), Math.cos(turn)) * 180) / Math.PI;
        const frameIndex = Math.floor(angleDeg + 20);
        const inFrame = angleDeg + 20 - frameIndex;
        if (frameIndex < 0 || frameIndex >= 40 || inFrame < 0.3 || inFrame > 0.7) continue;
        const along = reach * Math.cos(branch);
        const fastPx = 261.7 + ((1000 / 0.112) * x) / (k - height);
        const slowPx = 247.4 - ((1000 / 0.112) * along) / (k - height);
        if (Math.min(fastPx, slowPx, 512 - fastPx, 512 - slowPx) < 8) continue;
        const brightest = brightestNear(frames[frameIndex] as Int32Array, fastPx, slowPx, 4);
        expect(Math.abs(brightest.fast + 0.5 - fastPx)).toBeLessThanOrEqual(1.2);
        expect(Math.abs(brightest.slow + 0.5 - slowPx)).toBeLessThanOrEqual(1.2);
        expect(brightest.count).toBeGreaterThan(1000);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });
});

/** `toEqual` says more but takes half a second on a frame. */
function sameCounts(a: Int32Array | undefined, b: Int32Array | undefined): boolean {
  return a !== undefined && a.length === b?.length && a.every((count, i) => count === b[i]);
}

function brightestNear(frame: Int32Array, fastPx: number, slowPx: number, reachPx: number) {
  let best = { fast: -1, slow: -1, count: -Infinity };
  for (let slow = Math.floor(slowPx) - reachPx; slow <= Math.floor(slowPx) + reachPx; slow++) {
    for (let fast = Math.floor(fastPx) - reachPx; fast <= Math.floor(fastPx) + reachPx; fast++) {
      const count = frame[slow * 512 + fast] as number;
      if (count > best.count) best = { fast, slow, count };
    }
  }
  return best;
}

describe('files', () => {
  const small: ExampleOptions = {
    ...EXAMPLE,
    stem: 'tiny',
    fastSize: 3,
    slowSize: 2,
    frameCount: 12,
    spikes: [],
  };

  test('names count from 001', () => {
    expect(frameFileName(small, 0)).toBe('tiny_001.bin');
    expect(frameFileName(small, 11)).toBe('tiny_012.bin');
    expect(() => frameFileName(small, 12)).toThrow(RangeError);
  });

  test('bytes are type 6, columns, rows, then little-endian int32', () => {
    const counts = Int32Array.of(0, 1, -1, 1000, -9321, 60000);
    const header = [6, 0, 3, 0, 0, 0, 2, 0, 0, 0];
    const pixels = [
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [255, 255, 255, 255],
      [0xe8, 0x03, 0, 0],
      [0x97, 0xdb, 0xff, 0xff],
      [0x60, 0xea, 0, 0],
    ];
    expect([...tiaRawBytes(counts, 3, 2)]).toEqual([...header, ...pixels.flat()]);
    expect(() => tiaRawBytes(counts, 2, 2)).toThrow(RangeError);
  });

  test('a frame that is not square or is tiny is made whole', () => {
    const frame = simulateFrame(prepareSimulation(small), 11);
    expect(frame.length).toBe(6);
    expect(() => simulateFrame(prepareSimulation(small), -1)).toThrow(RangeError);
  });
});
