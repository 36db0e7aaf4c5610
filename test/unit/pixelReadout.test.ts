import { describe, expect, it } from 'vitest';
import { readPixel, resolutionAngstrom } from '../../src/maths/pixelReadout';

describe('reading of one pixel', () => {
  it.each([
    { raw: 183, offset: 2000, pedestal: 1949, gain: 26, stored: 2183, dials: 9 },
    { raw: -9321, offset: 2000, pedestal: 1949, gain: 1, stored: 0, dials: -1949 },
    { raw: 70000, offset: 0, pedestal: 0, gain: undefined, stored: 65535, dials: 65535 },
    { raw: -0.5, offset: 0, pedestal: 0, gain: 2, stored: 0, dials: 0 },
  ])('raw $raw is stored as $stored', ({ raw, offset, pedestal, gain, stored, dials }) => {
    expect(readPixel(raw, offset, pedestal, gain)).toEqual({ raw, stored, dials });
  });

  it('finds the resolution: at 45 degrees of 2 theta, wavelength / (2 sin 22.5)', () => {
    const geometry = {
      wavelengthAngstrom: 1,
      detectorDistanceMm: 100,
      pixelSizeMm: 0.1,
      beamCentreFastPx: 500,
      beamCentreSlowPx: 400,
    };
    // r = 1000 px * 0.1 mm = 100 mm; 1 / (2 * 0.3826834) = 1.3065630
    expect(resolutionAngstrom(geometry, 1500, 400)).toBeCloseTo(1.306563, 6);
    expect(resolutionAngstrom(geometry, 500, 1400)).toBeCloseTo(1.306563, 6);
    expect(resolutionAngstrom(geometry, 500, 400)).toBe(Number.POSITIVE_INFINITY);
    const { pixelSizeMm: _, ...incomplete } = geometry;
    expect(resolutionAngstrom(incomplete, 0, 0)).toBeUndefined();
  });
});
