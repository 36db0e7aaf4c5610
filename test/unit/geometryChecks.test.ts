import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../src/domain/geometry';
import { checkGeometry } from '../../src/maths/geometryChecks';

const SHAPE = { fastSize: 2048, slowSize: 2048, pixelType: 'int32' as const };
const SOUND: Geometry = {
  highTensionKv: 200,
  wavelengthAngstrom: 0.02507934,
  detectorDistanceMm: 1200,
  pixelSizeMm: 0.028,
  binning: 2,
  oscillationStartDeg: -30,
  oscillationPerFrameDeg: 0.5,
  beamCentreFastPx: 1030,
  beamCentreSlowPx: 1010,
  beamline: 'CETAD_TUI',
};

const codes = (change: Partial<Geometry>, shape = SHAPE) =>
  checkGeometry({ ...SOUND, ...change }, shape).map(({ code }) => code);

describe('checkGeometry', () => {
  it('says nothing of a sound geometry, nor of missing values', () => {
    expect(codes({})).toEqual([]);
    expect(checkGeometry({}, SHAPE)).toEqual([]);
    expect(checkGeometry({}, undefined)).toEqual([]);
  });

  it.each([
    ["Leginon's wavelength at 200 kV", { wavelengthAngstrom: 0.02501404 }, ['wavelengthMismatch']],
    ['the wavelength of 200 kV at 300 kV', { highTensionKv: 300 }, ['wavelengthMismatch']],
    ['a wavelength rounded to three digits', { wavelengthAngstrom: 0.0251 }, []],
    ['a 2048 frame labelled 1x1', { binning: 1, pixelSizeMm: 0.014 }, ['binningMismatch']],
    ['the pixel of the unbinned camera', { pixelSizeMm: 0.014 }, ['pixelSizeMismatch']],
    [
      'a pixel in micrometres',
      { pixelSizeMm: 28, beamline: 'OTHER' },
      ['implausible', 'resolutionImplausible'],
    ],
    ['a distance in metres', { detectorDistanceMm: 1.2 }, ['implausible', 'resolutionImplausible']],
    [
      'a distance that puts the edge at 120 A',
      { detectorDistanceMm: 120_000 },
      ['implausible', 'resolutionImplausible'],
    ],
    ['a gain in electrons per count', { gainCountsPerElectron: 0.036 }, ['implausible']],
    ['the gain of a counting camera', { gainCountsPerElectron: 1 }, []],
    ['an exposure in milliseconds', { exposureSec: 500 }, ['implausible']],
    ['a quick exposure', { exposureSec: 0.002 }, []],
    ['a beam centre off the frame', { beamCentreSlowPx: 2049 }, ['beamCentreOutside']],
    ['no rotation', { oscillationPerFrameDeg: 0 }, ['noRotation']],
    ['the rotation of the series', { oscillationPerFrameDeg: -60 }, ['largeRotation']],
  ] as const)('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it('leaves the binning of other cameras alone', () => {
    expect(codes({ binning: 1, beamline: 'OTHER' })).toEqual([]);
  });

  it('says that the plug-in does not know 4x4', () => {
    expect(codes({ binning: 4, pixelSizeMm: 0.056 }, { ...SHAPE, fastSize: 1024, slowSize: 1024 })).toContain(
      'binningUnknownToPlugin',
    );
  });
});
