import { describe, expect, it } from 'vitest';
import type { FileMetadata } from '../../src/domain/frame';
import { type Geometry, plainGeometry } from '../../src/domain/geometry';
import {
  missingGeometry,
  resolveGeometry,
  suggestBinning,
  withPlaceholders,
} from '../../src/maths/resolveGeometry';

const CETA_METADATA: FileMetadata = {
  highTensionKv: 200,
  tiltDeg: -31.25,
  tiltPerFrameDeg: 0.5,
  exposureSec: 0.75,
  binning: 2,
  cameraName: 'BM-Ceta',
  reciprocalPixelPerAngstrom: 1.1e-3,
  beamCentreFastPx: 13,
  beamCentreSlowPx: 17,
};
const SQUARE = { fastSize: 2048, slowSize: 2048, pixelType: 'int32' } as const;

function fromFile(metadata: FileMetadata) {
  return resolveGeometry([], metadata, undefined);
}

describe('binning from the size', () => {
  it.each([
    [4096, 4096, 1],
    [2048, 2048, 2],
    [1024, 1024, 4],
    [512, 512, undefined],
    [2048, 4096, undefined],
    [2000, 2000, undefined],
    [8192, 8192, undefined],
  ])('of %d x %d pixels is %s', (fastSize, slowSize, binning) => {
    expect(suggestBinning({ fastSize, slowSize })).toBe(binning);
  });

  it('is marked as suggested, and gives way to every other source', () => {
    expect(resolveGeometry([], {}, SQUARE).binning).toEqual({ value: 2, origin: 'suggested' });
    expect(resolveGeometry([], { binning: 1 }, SQUARE).binning).toEqual({ value: 1, origin: 'file' });
  });

  it('gives no pixel size: the size does not say which camera it was', () => {
    expect(resolveGeometry([], {}, SQUARE).pixelSizeMm).toBeUndefined();
  });
});

describe('precedence', () => {
  const typed: Geometry = { gainCountsPerElectron: 27 };
  const preset: Geometry = { gainCountsPerElectron: 26, pixelSizeMm: 0.028 };
  const example: Geometry = { gainCountsPerElectron: 25, pixelSizeMm: 0.1, exposureSec: 3 };

  it('is typed, preset, example, file, suggestion, default', () => {
    const geometry = resolveGeometry(
      [
        { origin: 'typed', values: typed },
        { origin: 'preset', values: preset },
        { origin: 'example', values: example },
      ],
      CETA_METADATA,
      SQUARE,
    );
    expect(geometry).toMatchObject({
      gainCountsPerElectron: { value: 27, origin: 'typed' },
      pixelSizeMm: { value: 0.028, origin: 'preset' },
      exposureSec: { value: 3, origin: 'example' },
      beamCentreFastPx: { value: 13, origin: 'file' },
      beamline: { value: 'CETAD_TUI', origin: 'default' },
    });
  });

  it('keeps a typed 0', () => {
    const layers = [{ origin: 'typed' as const, values: { oscillationStartDeg: 0, beamCentreFastPx: 0 } }];
    const geometry = resolveGeometry(layers, CETA_METADATA, undefined);
    expect(geometry.oscillationStartDeg).toEqual({ value: 0, origin: 'typed' });
    expect(geometry.beamCentreFastPx).toEqual({ value: 0, origin: 'typed' });
  });

  it('lets a typed beamline replace the default', () => {
    const layers = [{ origin: 'typed' as const, values: { beamline: 'TITAN' } }];
    expect(resolveGeometry(layers, {}, undefined).beamline).toEqual({ value: 'TITAN', origin: 'typed' });
  });
});

describe('wavelength', () => {
  it.each([
    [120, 0.033492],
    [200, 0.025079],
    [300, 0.019687],
  ])('of %d kV is derived', (highTensionKv, wavelength) => {
    const { wavelengthAngstrom } = resolveGeometry(
      [{ origin: 'preset', values: { highTensionKv } }],
      {},
      undefined,
    );
    expect(wavelengthAngstrom?.origin).toBe('derived');
    expect(wavelengthAngstrom?.value).toBeCloseTo(wavelength, 6);
  });

  it('is the typed one where one is typed', () => {
    const values = { highTensionKv: 200, wavelengthAngstrom: 0.02501404 };
    const geometry = resolveGeometry([{ origin: 'typed', values }], {}, undefined);
    expect(geometry.wavelengthAngstrom).toEqual({ value: 0.02501404, origin: 'typed' });
  });

  it('follows the strongest high tension', () => {
    const layers = [{ origin: 'typed' as const, values: { highTensionKv: 300 } }];
    const { wavelengthAngstrom } = resolveGeometry(layers, CETA_METADATA, undefined);
    expect(wavelengthAngstrom?.value).toBeCloseTo(0.019687, 6);
  });

  it('is unknown without a high tension', () => {
    expect(resolveGeometry([], {}, SQUARE).wavelengthAngstrom).toBeUndefined();
  });
});

describe('geometry from an FEI header', () => {
  it('is taken over, pixel size and distance with it', () => {
    const { detectorDistanceMm, wavelengthAngstrom, ...rest } = plainGeometry(fromFile(CETA_METADATA));
    expect(rest).toEqual({
      rotationAxisDeg: 0,
      highTensionKv: 200,
      pixelSizeMm: 0.028,
      binning: 2,
      oscillationStartDeg: -31.25,
      oscillationPerFrameDeg: 0.5,
      beamCentreFastPx: 13,
      beamCentreSlowPx: 17,
      exposureSec: 0.75,
      beamline: 'CETAD_TUI',
    });
    // dxtbx FormatMRC: 0.028 mm / (1.1e7 1/m * wavelength in m); published wavelength of 200 kV
    expect(detectorDistanceMm).toBeCloseTo(0.028 / (1.1e7 * 0.0250793e-10), 1);
    expect(wavelengthAngstrom).toBeCloseTo(0.025079, 6);
  });

  it('has no pixel size and no distance for another camera', () => {
    const { pixelSizeMm, detectorDistanceMm } = fromFile({ ...CETA_METADATA, cameraName: 'Falcon 3' });
    expect([pixelSizeMm, detectorDistanceMm]).toEqual([undefined, undefined]);
  });

  it.each(['binning', 'reciprocalPixelPerAngstrom', 'highTensionKv', 'cameraName'] as const)(
    'has no distance without %s',
    (key) => {
      const { [key]: _, ...rest } = CETA_METADATA;
      expect(fromFile(rest).detectorDistanceMm).toBeUndefined();
    },
  );

  it('keeps a tilt of 0', () => {
    expect(fromFile({ tiltDeg: 0 }).oscillationStartDeg).toEqual({ value: 0, origin: 'file' });
  });
});

describe('missing values', () => {
  const ALL = [
    'wavelengthAngstrom',
    'detectorDistanceMm',
    'pixelSizeMm',
    'binning',
    'oscillationStartDeg',
    'oscillationPerFrameDeg',
    'beamCentreFastPx',
    'beamCentreSlowPx',
    'gainCountsPerElectron',
    'exposureSec',
  ];

  it('are all that a TIA file does not say', () => {
    expect(missingGeometry(resolveGeometry([], {}, undefined))).toEqual(ALL);
  });

  it('are none where everything is known; high tension and date are no header keys', () => {
    const values: Geometry = {
      wavelengthAngstrom: 0.025,
      detectorDistanceMm: 1000,
      pixelSizeMm: 0.028,
      binning: 2,
      oscillationStartDeg: 0,
      oscillationPerFrameDeg: 0.5,
      beamCentreFastPx: 0,
      beamCentreSlowPx: 0,
      gainCountsPerElectron: 26,
      exposureSec: 0,
    };
    expect(missingGeometry(resolveGeometry([{ origin: 'typed', values }], {}, undefined))).toEqual([]);
  });
});

describe('placeholders', () => {
  const shape = { fastSize: 5, slowSize: 3 };

  it('are 1, 0 to 1 degrees, and the middle of the frame; gain and binning are left out', () => {
    const { geometry, placeholders } = withPlaceholders(resolveGeometry([], {}, undefined), shape);
    expect(geometry).toEqual({
      wavelengthAngstrom: 1,
      rotationAxisDeg: 0,
      detectorDistanceMm: 1,
      pixelSizeMm: 1,
      oscillationStartDeg: 0,
      oscillationPerFrameDeg: 1,
      beamCentreFastPx: 2.5,
      beamCentreSlowPx: 1.5,
      exposureSec: 0,
      beamline: 'CETAD_TUI',
    });
    expect(placeholders).toEqual([
      'wavelengthAngstrom',
      'detectorDistanceMm',
      'pixelSizeMm',
      'oscillationStartDeg',
      'oscillationPerFrameDeg',
      'beamCentreFastPx',
      'beamCentreSlowPx',
      'exposureSec',
    ]);
  });

  it('never replace a known value', () => {
    const { geometry, placeholders } = withPlaceholders(fromFile(CETA_METADATA), shape);
    expect(geometry).toMatchObject({ pixelSizeMm: 0.028, beamCentreFastPx: 13, oscillationStartDeg: -31.25 });
    expect(placeholders).toEqual([]);
  });
});
