import { describe, expect, it } from 'vitest';
import type { BeamCentreResult } from '../../src/domain/beamSearch';
import { transform, transformBack, zeroPicture } from '../../src/maths/beamCentre/fourier';
import { findBeamCentre } from '../../src/maths/findBeamCentre';
import {
  type BeamStop,
  type SceneOptions,
  sceneOf,
  seededUniform,
  simulatePictures,
} from '../support/diffractionFrames';

/** A stop that hides the beam, off its middle, with an arm to the frame's edge. */
const STOP: BeamStop = {
  radiusPx: 14,
  offsetFastPx: 5,
  offsetSlowPx: -4,
  armWidthPx: 10,
  armAngleDeg: 30,
  transmission: 0.005,
};
/** No beam, no halo, no crystal: electrons everywhere. */
const NOISE = { beamPeak: 0, halo: 0, spotElectrons: 0, flat: 5 } as const;

function findIn(change: Partial<SceneOptions>): BeamCentreResult {
  return findBeamCentre(simulatePictures(sceneOf(change)));
}

/** Distance of a found centre from the simulator's truth, px; throws where none is found. */
function errorPx(change: Partial<SceneOptions>, method: 'centralBeam' | 'inversion'): number {
  const scene = sceneOf(change);
  const result = findBeamCentre(simulatePictures(scene));
  if (result.kind !== 'found') throw new Error(`unsure: ${result.reason}`);
  expect(result.method).toBe(method);
  return Math.hypot(result.fastPx - scene.beamFastPx, result.slowPx - scene.beamSlowPx);
}

/** Found within 3 px of the truth, or not found. */
function isNotWrong(change: Partial<SceneOptions>): boolean {
  const scene = sceneOf(change);
  const result = findBeamCentre(simulatePictures(scene));
  return (
    result.kind === 'unsure' ||
    Math.hypot(result.fastPx - scene.beamFastPx, result.slowPx - scene.beamSlowPx) <= 3
  );
}

describe('beam centre where the beam shows', () => {
  it.each([
    [256.5, 256.5],
    [256.75, 255.1],
    [279, 215],
    [330.37, 180.81],
  ])('is exact to a fraction of a pixel at %f, %f', (beamFastPx, beamSlowPx) => {
    expect(errorPx({ beamFastPx, beamSlowPx }, 'centralBeam')).toBeLessThan(0.15);
  });

  it('needs one frame only', () => {
    expect(errorPx({ frameCount: 1, seed: 3 }, 'centralBeam')).toBeLessThan(0.3);
  });

  it('keeps the axes apart on a frame that is not square', () => {
    const place = { fastSize: 640, slowSize: 384, beamFastPx: 371.2, beamSlowPx: 160.6, seed: 4 };
    expect(errorPx(place, 'centralBeam')).toBeLessThan(0.3);
  });

  it('takes the middle of a saturated plateau', () => {
    const scene = { beamPeak: 20_000, saturationCounts: 16_000, streak: 60, seed: 5 };
    expect(errorPx(scene, 'centralBeam')).toBeLessThan(0.3);
  });

  it('prefers the beam to a brighter reflection that is there in every frame', () => {
    const extraSpots = [[340.4, 300.2, 200_000]] as const;
    expect(errorPx({ beamPeak: 500, extraSpots, seed: 6 }, 'centralBeam')).toBeLessThan(0.3);
  });

  it('is not moved by cosmic rays', () => {
    expect(errorPx({ cosmicRays: 200, seed: 7 }, 'centralBeam')).toBeLessThan(0.3);
  });

  it('does not mind counts that are all negative, or a bowl about the middle', () => {
    const scene = { baselineCounts: -60_000, bowlCounts: 100, saturationCounts: 50_000, seed: 8 };
    const pictures = simulatePictures(sceneOf(scene));
    expect(pictures.every(({ pixels }) => pixels.every((value) => value < 0))).toBe(true);
    expect(errorPx(scene, 'centralBeam')).toBeLessThan(0.3);
  });

  it('reads any pixel type', () => {
    const scene = sceneOf({ baselineCounts: 500, seed: 9 });
    const pictures = simulatePictures(scene);
    const expected = findBeamCentre(pictures);
    expect(expected.kind).toBe('found');
    const unsigned = pictures.map((picture) => ({ ...picture, pixels: Uint16Array.from(picture.pixels) }));
    const float = pictures.map((picture) => ({ ...picture, pixels: Float32Array.from(picture.pixels) }));
    expect(findBeamCentre(unsigned)).toEqual(expected);
    expect(findBeamCentre(float)).toEqual(expected);
  });
});

describe('beam centre behind a beam stop', () => {
  it('comes from the symmetry of the rest', () => {
    expect(errorPx({ stop: STOP, frameCount: 5, seed: 11 }, 'inversion')).toBeLessThan(0.7);
  });

  it('needs one frame only', () => {
    expect(errorPx({ stop: STOP, frameCount: 1, seed: 12 }, 'inversion')).toBeLessThan(1);
  });

  it('is found far from the middle', () => {
    const place = { beamFastPx: 330.4, beamSlowPx: 182.7 };
    expect(errorPx({ stop: STOP, ...place, seed: 13 }, 'inversion')).toBeLessThan(0.7);
  });

  it('is found on a frame that is not square', () => {
    const place = { fastSize: 384, slowSize: 640, beamFastPx: 210.7, beamSlowPx: 291.3 };
    expect(errorPx({ stop: STOP, ...place, seed: 14 }, 'inversion')).toBeLessThan(1);
  });

  it.each([-100, 100, 300])('is not wrong where the detector adds a bowl of %f counts', (bowlCounts) => {
    expect(isNotWrong({ stop: STOP, beamFastPx: 300, beamSlowPx: 215, bowlCounts, seed: 15 })).toBe(true);
  });
});

describe('no beam centre', () => {
  it.each([1, 3])('in pure noise, %i frames', (frameCount) => {
    expect(findIn({ ...NOISE, frameCount, seed: 21 })).toMatchObject({ kind: 'unsure', reason: 'noBeam' });
  });

  it.each([2000, 200_000])('where all there is is one spot of %i electrons', (electrons) => {
    const extraSpots = [[301.3, 214.8, electrons]] as const;
    expect(findIn({ ...NOISE, frameCount: 1, extraSpots, seed: 22 }).kind).toBe('unsure');
    expect(findIn({ ...NOISE, frameCount: 3, extraSpots, seed: 23 }).kind).toBe('unsure');
  });

  it('in spots alone, whose lattice has many centres', () => {
    expect(isNotWrong({ beamPeak: 0, halo: 0, frameCount: 2, seed: 24 })).toBe(true);
  });

  it('in a frame of one value', () => {
    const flat = { pixels: new Int32Array(128 * 128).fill(7), fastSize: 128, slowSize: 128 };
    expect(findBeamCentre([flat]).kind).toBe('unsure');
  });

  it('without pictures, in small ones, and in pictures of different sizes', () => {
    const bad = { kind: 'unsure', reason: 'badPictures', guess: undefined };
    const picture = (fastSize: number, slowSize: number) => ({
      pixels: new Int32Array(fastSize * slowSize),
      fastSize,
      slowSize,
    });
    expect(findBeamCentre([])).toEqual(bad);
    expect(findBeamCentre([picture(20, 200)])).toEqual(bad);
    expect(findBeamCentre([picture(200, 100), picture(100, 200)])).toEqual(bad);
  });
});

describe('Fourier transform', () => {
  const columns = 16;
  const rows = 4;

  function randomPicture() {
    const uniform = seededUniform(1);
    const picture = zeroPicture(columns, rows);
    for (let i = 0; i < columns * rows; i++) {
      picture.re[i] = uniform();
      picture.im[i] = uniform();
    }
    return picture;
  }

  it('agrees with its definition', () => {
    const picture = randomPicture();
    const { re, im } = randomPicture();
    transform(picture);
    for (const [u, v] of [
      [0, 0],
      [3, 1],
      [15, 2],
    ] as const) {
      let [real, imaginary] = [0, 0];
      for (let at = 0; at < columns * rows; at++) {
        const turn = -2 * Math.PI * ((u * (at % columns)) / columns + (v * Math.floor(at / columns)) / rows);
        real += (re[at] as number) * Math.cos(turn) - (im[at] as number) * Math.sin(turn);
        imaginary += (re[at] as number) * Math.sin(turn) + (im[at] as number) * Math.cos(turn);
      }
      expect(picture.re[v * columns + u]).toBeCloseTo(real, 10);
      expect(picture.im[v * columns + u]).toBeCloseTo(imaginary, 10);
    }
  });

  it('is undone by its inverse', () => {
    const picture = randomPicture();
    transform(picture);
    transformBack(picture);
    for (const [i, value] of randomPicture().re.entries()) expect(picture.re[i]).toBeCloseTo(value, 12);
    for (const [i, value] of randomPicture().im.entries()) expect(picture.im[i]).toBeCloseTo(value, 12);
  });
});
