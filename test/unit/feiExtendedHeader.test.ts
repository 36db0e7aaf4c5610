import { describe, expect, it } from 'vitest';
import { feiRecordBytes, readFeiRecord } from '../../src/inputs/feiExtendedHeader';

/** Offsets in the record, as in mrcfile's `fei_extended_header`; V, degrees, 1/m, s. */
const FLOATS = {
  highTension: 84,
  alphaTilt: 100,
  tiltAxis: 140,
  pixelSizeX: 156,
  pixelSizeY: 164,
  integrationTime: 419,
  tiltPerImage: 836,
};
const INTEGERS = { binning: 427, beamCentreX: 852, beamCentreY: 856 };
const CAMERA = 435;
const MASKS = [8, 297, 748];

type Values = { readonly [K in keyof typeof FLOATS | keyof typeof INTEGERS]?: number } & {
  readonly camera?: string;
};

function record(values: Values, masks: readonly [number, number, number]): Uint8Array {
  const bytes = new Uint8Array(888);
  const view = new DataView(bytes.buffer);
  for (const [name, offset] of Object.entries(FLOATS)) {
    view.setFloat64(offset, values[name as keyof typeof FLOATS] ?? 0, true);
  }
  for (const [name, offset] of Object.entries(INTEGERS)) {
    view.setInt32(offset, values[name as keyof typeof INTEGERS] ?? 0, true);
  }
  bytes.set(new TextEncoder().encode(values.camera ?? ''), CAMERA);
  for (const [i, mask] of masks.entries()) view.setUint32(MASKS[i] ?? 0, mask, true);
  return bytes;
}

const ALL_BITS = [0xffffffff, 0xffffffff, 0xffffffff] as const;
const NO_BITS = [0, 0, 0] as const;
const VALUES: Values = {
  highTension: 200000,
  alphaTilt: -31.25,
  tiltAxis: 85.5,
  pixelSizeX: 1.1e7,
  pixelSizeY: 1.1e7,
  integrationTime: 0.75,
  tiltPerImage: 0.5,
  binning: 2,
  beamCentreX: 13,
  beamCentreY: 17,
  camera: 'BM-Ceta',
};
const FEI1 = {
  highTensionKv: 200,
  tiltDeg: -31.25,
  tiltAxisDeg: 85.5,
  exposureSec: 0.75,
  binning: 2,
  cameraName: 'BM-Ceta',
  reciprocalPixelPerAngstrom: 0.0011,
};
const FEI2 = { ...FEI1, tiltPerFrameDeg: 0.5, beamCentreFastPx: 13, beamCentreSlowPx: 17 };

function read(bytes: Uint8Array, exttyp = 'FEI2', extendedBytes = bytes.length) {
  const recordBytes = feiRecordBytes(exttyp, bytes, extendedBytes, true);
  return recordBytes === undefined ? {} : readFeiRecord(bytes.subarray(0, recordBytes), true);
}

describe('FEI extended header', () => {
  it('is read with its mask bits', () => {
    expect(read(record(VALUES, ALL_BITS))).toEqual(FEI2);
  });

  it('says nothing that its mask does not mark as set', () => {
    // mask 1 bit 5 is the high tension, bit 7 the tilt (ExifTool MRC.pm)
    expect(read(record(VALUES, [(1 << 5) | (1 << 7), 0, 0]))).toEqual({
      highTensionKv: 200,
      tiltDeg: -31.25,
    });
  });

  it('with empty masks gives every value but 0', () => {
    expect(read(record({ ...VALUES, alphaTilt: 0 }, NO_BITS))).toEqual(
      (({ tiltDeg: _, ...rest }) => rest)(FEI2),
    );
    expect(read(record({}, NO_BITS))).toEqual({});
  });

  it('gives a 0 that is marked as set', () => {
    expect(read(record({ ...VALUES, alphaTilt: 0 }, ALL_BITS)).tiltDeg).toBe(0);
  });

  it('of version 1 has no more than version 1', () => {
    expect(read(record(VALUES, ALL_BITS), 'FEI1')).toEqual(FEI1);
    expect(read(record(VALUES, ALL_BITS), 'FEI2', 887)).toEqual(FEI1);
  });

  it.each([
    ['another type', 'SERI', 888],
    ['no type', '', 888],
    ['too short', 'FEI2', 767],
    ['none', 'FEI1', 0],
  ])('of %s says nothing', (_, exttyp, extendedBytes) => {
    expect(read(record(VALUES, ALL_BITS), exttyp, extendedBytes)).toEqual({});
  });

  it('cut by the end of the bytes in hand says nothing', () => {
    expect(feiRecordBytes('FEI2', record(VALUES, ALL_BITS).subarray(0, 700), 888, true)).toBeUndefined();
  });

  it.each([
    ['FEI1', 0, 4096, 768],
    ['FEI2', 0, 4096, 888],
    ['FEI2', 1024, 4096, 1024],
    ['FEI2', 767, 4096, 888],
    ['FEI2', 5000, 4096, 888],
    ['FEI2', -1, 800, 800],
  ])('%s of stated length %i in %i bytes repeats every %i bytes', (exttyp, stated, extended, expected) => {
    const bytes = record(VALUES, ALL_BITS);
    new DataView(bytes.buffer).setInt32(0, stated, true);
    expect(feiRecordBytes(exttyp, bytes, extended, true)).toBe(expected);
  });

  it('gives a pixel size only of square pixels', () => {
    const bytes = record(VALUES, ALL_BITS);
    const view = new DataView(bytes.buffer);
    view.setFloat64(164, 1.105e7, true);
    expect(read(bytes).reciprocalPixelPerAngstrom).toBe(0.0011);
    view.setFloat64(164, 2e7, true);
    expect(read(bytes).reciprocalPixelPerAngstrom).toBeUndefined();
  });

  it("keeps an image's pixel size in metres out of the geometry", () => {
    const metadata = read(record({ ...VALUES, pixelSizeX: 1.2e-10 }, ALL_BITS));
    expect(metadata.reciprocalPixelPerAngstrom).toBeUndefined();
  });

  it.each<[string, Values, keyof typeof FEI2]>([
    ['high tension in kV', { highTension: 200 }, 'highTensionKv'],
    ['NaN tilt', { alphaTilt: Number.NaN }, 'tiltDeg'],
    ['tilt of 1000 degrees', { alphaTilt: 1000 }, 'tiltDeg'],
    ['infinite exposure', { integrationTime: Infinity }, 'exposureSec'],
    ['binning of 0', { binning: 0 }, 'binning'],
    ['binning of -2', { binning: -2 }, 'binning'],
    ['tilt step of 400 degrees', { tiltPerImage: 400 }, 'tiltPerFrameDeg'],
    ['beam centre of -2^31', { beamCentreX: -(2 ** 31) }, 'beamCentreFastPx'],
  ])('passes no impossible value on: %s', (_, change, key) => {
    expect(read(record({ ...VALUES, ...change }, ALL_BITS))[key]).toBeUndefined();
  });
});
