import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/example/random';
import {
  findRingRadiusPx,
  POWDER_STANDARDS,
  type PowderStandard,
  reciprocalPixelDistanceMm,
  reciprocalPixelPerAngstrom,
  ringDistanceMm,
  ringRadiusPx,
  suggestRing,
} from '../../src/maths/calibration';
import type { Profile } from '../../src/maths/profiles';

/** Ceta at 2x2 and 200 kV. */
const SCALE = { pixelSizeMm: 0.028, wavelengthAngstrom: 0.02507934 };

function standard(id: string): PowderStandard {
  return POWDER_STANDARDS.find((one) => one.id === id) as PowderStandard;
}

function d(id: string, hkl: string): number {
  return standard(id).rings.find((ring) => ring.hkl === hkl)?.dAngstrom ?? Number.NaN;
}

describe('rings of the standards', () => {
  // Python: round(a / math.sqrt(h*h + k*k + l*l), 6) for indices that are all even or all odd
  it.each([
    [
      'aluminium',
      {
        111: 2.33798,
        200: 2.02475,
        220: 1.431714,
        311: 1.22097,
        222: 1.16899,
        400: 1.012375,
        331: 0.929019,
        420: 0.905496,
        422: 0.826601,
      },
    ],
    [
      'gold',
      {
        111: 2.354781,
        200: 2.0393,
        220: 1.442003,
        311: 1.229744,
        222: 1.17739,
        400: 1.01965,
        331: 0.935695,
        420: 0.912003,
        422: 0.832541,
      },
    ],
    // Python: 1 / |h a* + k b* + l c*| from the cell's cross products, where the sum over the atoms
    // (0,0,1/4) (0,0,3/4) (1/3,2/3,1/4) (2/3,1/3,3/4) of exp(2 pi i (hx + ky + lz)) is not 0
    [
      'graphite',
      {
        '002': 3.354,
        100: 2.131289,
        101: 2.031229,
        102: 1.798833,
        '004': 1.677,
        103: 1.542739,
        104: 1.31793,
        110: 1.2305,
        112: 1.155209,
        105: 1.135383,
        '006': 1.118,
      },
    ],
  ])('%s: these and no others', (id, wanted) => {
    const found = standard(id).rings.map(({ hkl, dAngstrom }) => [hkl, Number(dAngstrom.toFixed(6))]);
    expect(Object.fromEntries(found)).toEqual(wanted);
    expect(found).toHaveLength(Object.keys(wanted).length);
  });

  it.each(POWDER_STANDARDS.map((one) => [one.id, one] as const))('%s: d falls', (_, { rings }) => {
    for (const [i, { dAngstrom }] of rings.slice(1).entries()) {
      expect(dAngstrom).toBeLessThan(rings[i]?.dAngstrom ?? 0);
    }
  });
});

describe('distance from a ring', () => {
  // Python: radius * pixel / math.tan(2 * math.asin(wavelength / (2 * d)))
  it.each([
    [300, d('aluminium', '111'), SCALE, 783.0422909914358],
    [421.5, d('gold', '220'), { pixelSizeMm: 0.014, wavelengthAngstrom: 0.01968749 }, 432.1863304045653],
    // 2 theta of 60 degrees, far from a small angle
    [100, 1, { pixelSizeMm: 0.028, wavelengthAngstrom: 1 }, 1.616580753730952],
  ])('of %d px and d %d', (radiusPx, dAngstrom, scale, distanceMm) => {
    expect(ringDistanceMm(radiusPx, dAngstrom, scale)).toBeCloseTo(distanceMm, 9);
  });

  it('has its reverse', () => {
    // Python: 1193.5 * math.tan(2 * math.asin(0.02507934 / (2 * 4.0495 / math.sqrt(11)))) / 0.028
    expect(ringRadiusPx(1193.5, d('aluminium', '311'), SCALE)).toBeCloseTo(875.6774290752401, 8);
  });

  it('is none where the ray leaves at 90 degrees or more, or cannot be', () => {
    // lambda / 2d = sin(45 degrees) is 2 theta = 90 degrees
    const at = (wavelengthAngstrom: number) => ({ pixelSizeMm: 0.028, wavelengthAngstrom });
    expect(ringDistanceMm(100, 1, at(1.41))).toBeGreaterThan(0);
    expect(ringDistanceMm(100, 1, at(1.42))).toBeUndefined();
    expect(ringRadiusPx(100, 1, at(1.42))).toBeUndefined();
    expect(ringDistanceMm(100, 1, at(2.1))).toBeUndefined();
  });

  const scales = fc.record({
    pixelSizeMm: fc.double({ min: 0.005, max: 0.2, noNaN: true }),
    wavelengthAngstrom: fc.double({ min: 0.01, max: 0.05, noNaN: true }),
  });

  it('comes back from the radius of any ring', () => {
    const rings = fc.constantFrom(...POWDER_STANDARDS.flatMap((one) => one.rings));
    const distances = fc.double({ min: 50, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(distances, rings, scales, (distanceMm, { dAngstrom }, scale) => {
        const radiusPx = ringRadiusPx(distanceMm, dAngstrom, scale) as number;
        expect((ringDistanceMm(radiusPx, dAngstrom, scale) as number) / distanceMm).toBeCloseTo(1, 12);
      }),
    );
  });

  it('agrees with the reciprocal pixel size at small angles, and lies below it', () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 300, noNaN: true }), (radiusPx) => {
        const exact = ringDistanceMm(radiusPx, 2, SCALE) as number;
        const smallAngle = reciprocalPixelDistanceMm(1 / (2 * radiusPx), SCALE);
        expect(exact).toBeLessThan(smallAngle);
        expect(exact / smallAngle).toBeCloseTo(1, 3);
      }),
    );
  });
});

describe('distance from the reciprocal pixel size', () => {
  it('is pixel / (spacing * wavelength)', () => {
    // Python: 0.028 / (1.1e-3 * 0.02507934); 0.028 / (1000 * 0.02507934)
    expect(reciprocalPixelDistanceMm(1.1e-3, SCALE)).toBeCloseTo(1014.9607387812221, 8);
    expect(reciprocalPixelPerAngstrom(1000, SCALE)).toBeCloseTo(0.0011164568126593444, 14);
  });

  it('goes both ways', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e5, noNaN: true }), (distanceMm) => {
        const spacing = reciprocalPixelPerAngstrom(distanceMm, SCALE);
        expect(reciprocalPixelDistanceMm(spacing, SCALE) / distanceMm).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('suggested ring', () => {
  it('is the nearest, with the error of the rough distance as misfit', () => {
    // Python: radius of gold 220 at 1030 mm, taken for a distance of 1000 mm
    const suggestion = suggestRing(standard('gold'), 639.8503942934635, 1000, SCALE);
    expect(suggestion?.ring.hkl).toBe('220');
    expect(suggestion?.misfit).toBeCloseTo(0.03, 9);
    expect(suggestRing(standard('gold'), 639.85, 1060, SCALE)?.misfit).toBeCloseTo(1030 / 1060 - 1, 5);
  });

  it('is the ring itself at the right distance', () => {
    for (const one of POWDER_STANDARDS) {
      for (const ring of one.rings) {
        const radiusPx = ringRadiusPx(812, ring.dAngstrom, SCALE) as number;
        expect(suggestRing(one, radiusPx, 812, SCALE)?.ring.hkl).toBe(ring.hkl);
      }
    }
  });

  it('is none where no ring reaches the detector', () => {
    const scale = { pixelSizeMm: 0.028, wavelengthAngstrom: 5 };
    expect(suggestRing(standard('gold'), 100, 1000, scale)).toBeUndefined();
  });
});

/** A profile as `radialMean` makes it. */
function profileOf(length: number, counts: (radiusPx: number) => number): Profile {
  const distancePx = Float64Array.from({ length }, (_, i) => i + 0.5);
  return { distancePx, counts: distancePx.map(counts) };
}

function bell(radiusPx: number, at: number, width: number): number {
  return Math.exp(-((radiusPx - at) ** 2) / (2 * width ** 2));
}

describe('ring in a radial profile', () => {
  const background = (radiusPx: number) => 2000 * Math.exp(-radiusPx / 60);

  it('is found between the samples on a falling background', () => {
    const place = fc.double({ min: 80, max: 320, noNaN: true });
    const clicked = fc.double({ min: -6, max: 6, noNaN: true });
    const width = fc.double({ min: 1.2, max: 2.5, noNaN: true });
    fc.assert(
      fc.property(place, clicked, width, (at, off, w) => {
        const profile = profileOf(400, (r) => background(r) + 300 * bell(r, at, w));
        expect(Math.abs((findRingRadiusPx(profile, at + off, 12) ?? 0) - at)).toBeLessThan(0.25);
      }),
    );
  });

  it('has its top where the parabola has', () => {
    // 10 - (r - 100.7)^2 near the top, nothing elsewhere: a parabola is met exactly
    const profile = profileOf(200, (r) => Math.max(10 - (r - 100.7) ** 2, 0));
    expect(findRingRadiusPx(profile, 101, 10)).toBeCloseTo(100.7, 9);
  });

  it('is found on a slope so steep that the counts have no maximum', () => {
    const profile = profileOf(200, (r) => 10_000 - 60 * r + 100 * bell(r, 100, 2));
    for (let i = 1; i < 200; i++) {
      expect(profile.counts[i]).toBeLessThan(profile.counts[i - 1] as number);
    }
    expect(findRingRadiusPx(profile, 102, 12)).toBeCloseTo(100, 1);
  });

  it('is the strongest within reach, not the nearest, and none beyond it', () => {
    const profile = profileOf(200, (r) => 50 * bell(r, 100, 1.5) + 200 * bell(r, 110, 1.5));
    expect(findRingRadiusPx(profile, 100, 18)).toBeCloseTo(110, 1);
    expect(findRingRadiusPx(profile, 96, 9)).toBeCloseTo(100, 1);
    expect(findRingRadiusPx(profile, 60, 12)).toBeUndefined();
  });

  it('is told from noise, and none on a bare slope, on a level and outside the profile', () => {
    for (let stream = 0; stream < 300; stream++) {
      const { normal } = createRandom(1, stream);
      const noise = profileOf(120, () => 500 + 20 * normal());
      expect(findRingRadiusPx(noise, 60, 12), `stream ${stream}`).toBeUndefined();
      const ring = profileOf(120, (r) => 500 + 20 * normal() + 300 * bell(r, 60, 1.5));
      expect(Math.abs((findRingRadiusPx(ring, 63, 12) ?? 0) - 60), `stream ${stream}`).toBeLessThan(1);
    }
    expect(findRingRadiusPx(profileOf(200, background), 100, 12)).toBeUndefined();
    expect(
      findRingRadiusPx(
        profileOf(200, () => 7),
        100,
        12,
      ),
    ).toBeUndefined();
    const ring = profileOf(200, (r) => bell(r, 100, 2));
    expect(findRingRadiusPx(ring, 300, 12)).toBeUndefined();
    expect(findRingRadiusPx(ring, 100, 1.5)).toBeUndefined();
  });
});
