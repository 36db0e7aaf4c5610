import type { FileMetadata } from '../domain/frame';
import { type Field, readRecord } from '../formats/fieldTable';

/**
 * The Thermo Fisher (FEI) extended MRC header, versions FEI1 and FEI2; one record per frame.
 * Source: "MRC2014 extended header" of Thermo Fisher's EPU documentation, offsets as in mrcfile's dtypes.
 */

/** Bytes of a record by the header's type. */
const RECORD_BYTES: Readonly<Record<string, number>> = { FEI1: 768, FEI2: 888 };
/** Bytes of the shortest record, which holds all of version 1. */
export const FEI_LEAST_BYTES = 768;
const FEI2_BYTES = 888;

/** A record's length as it states it itself: other versions are longer. */
const METADATA_SIZE = { metadataBytes: { type: 'int32', offset: 0 } } as const satisfies Record<
  string,
  Field
>;

const FEI1 = {
  /** V */
  highTensionV: { type: 'float64', offset: 84 },
  alphaTiltDeg: { type: 'float64', offset: 100 },
  tiltAxisDeg: { type: 'float64', offset: 140 },
  /** m for images, 1/m for diffraction */
  pixelSizeX: { type: 'float64', offset: 156 },
  pixelSizeY: { type: 'float64', offset: 164 },
  integrationTimeSec: { type: 'float64', offset: 419 },
  binningWidth: { type: 'int32', offset: 427 },
  cameraName: { type: 'text', offset: 435, length: 16 },
} as const satisfies Record<string, Field>;

const FEI2 = {
  tiltPerImageDeg: { type: 'float64', offset: 836 },
  beamCentreXPx: { type: 'int32', offset: 852 },
  beamCentreYPx: { type: 'int32', offset: 856 },
} as const satisfies Record<string, Field>;

/** Bit mask of the fields that are set; little-endian whatever the file's byte order. */
const MASKS = {
  mask1: { type: 'uint32', offset: 8 },
  mask2: { type: 'uint32', offset: 297 },
  mask4: { type: 'uint32', offset: 748 },
} as const satisfies Record<string, Field>;

/** The mask and bit of each field read here. */
const BIT_OF = {
  highTensionV: ['mask1', 5],
  alphaTiltDeg: ['mask1', 7],
  tiltAxisDeg: ['mask1', 12],
  pixelSizeX: ['mask1', 14],
  pixelSizeY: ['mask1', 15],
  integrationTimeSec: ['mask2', 16],
  binningWidth: ['mask2', 17],
  cameraName: ['mask2', 19],
  tiltPerImageDeg: ['mask4', 10],
  beamCentreXPx: ['mask4', 12],
  beamCentreYPx: ['mask4', 13],
} as const satisfies Record<keyof typeof FEI1 | keyof typeof FEI2, readonly [keyof typeof MASKS, number]>;

/** 1/m per 1/angstrom. */
const PER_METRE_PER_ANGSTROM = 1e10;
/** Largest difference between the pixel sizes of square pixels, relative. */
const SQUARE_TOLERANCE = 0.01;

/**
 * Distance from one record to the next, bytes: what the record states, else what its type has.
 * @param exttyp the type in the fixed header
 * @param bytesBorrowed starts with the first record
 * @param extendedBytes length of the extended header; it may be padded and hold more records than there are frames
 * @returns undefined if there is no FEI record
 */
export function feiRecordBytes(
  exttyp: string,
  bytesBorrowed: Uint8Array,
  extendedBytes: number,
  littleEndian: boolean,
): number | undefined {
  const usual = RECORD_BYTES[exttyp];
  if (usual === undefined || Math.min(extendedBytes, bytesBorrowed.length) < FEI_LEAST_BYTES)
    return undefined;
  const { metadataBytes } = readRecord(METADATA_SIZE, bytesBorrowed, 0, littleEndian);
  const isPossible = metadataBytes >= FEI_LEAST_BYTES && metadataBytes <= extendedBytes;
  return isPossible ? metadataBytes : Math.min(usual, extendedBytes);
}

function within(value: number, low: number, high: number): boolean {
  return Number.isFinite(value) && value >= low && value <= high;
}

/**
 * Geometry stated by one frame's record. A field counts only if its bit is set
 * and its value is possible. Some writers leave every mask empty (dxtbx ignores masks): there, 0 means unset.
 * @param recordBorrowed one whole record
 */
export function readFeiRecord(recordBorrowed: Uint8Array, littleEndian: boolean): FileMetadata {
  if (recordBorrowed.length < FEI_LEAST_BYTES) return {};
  const masks = readRecord(MASKS, recordBorrowed, 0, true);
  const masked = masks.mask1 !== 0 || masks.mask2 !== 0 || masks.mask4 !== 0;
  const isSet = (field: keyof typeof BIT_OF, value: number | string) => {
    const [mask, bit] = BIT_OF[field];
    return masked ? ((masks[mask] >>> bit) & 1) === 1 : value !== 0 && value !== '';
  };
  const fei1 = readRecord(FEI1, recordBorrowed, 0, littleEndian);
  const given = (field: keyof typeof fei1 & keyof typeof FEI1, low: number, high: number) => {
    const value = fei1[field];
    return typeof value === 'number' && isSet(field, value) && within(value, low, high);
  };
  const metadata: { -readonly [K in keyof FileMetadata]: FileMetadata[K] } = {};
  if (given('highTensionV', 1e3, 3e6)) metadata.highTensionKv = fei1.highTensionV / 1000;
  if (given('alphaTiltDeg', -180, 180)) metadata.tiltDeg = fei1.alphaTiltDeg;
  if (given('tiltAxisDeg', -360, 360)) metadata.tiltAxisDeg = fei1.tiltAxisDeg;
  if (given('integrationTimeSec', 1e-6, 1e5)) metadata.exposureSec = fei1.integrationTimeSec;
  if (given('binningWidth', 1, 64)) metadata.binning = fei1.binningWidth;
  if (isSet('cameraName', fei1.cameraName) && fei1.cameraName !== '') metadata.cameraName = fei1.cameraName;
  // Below 1 it is an image's pixel size in metres, not a diffraction pattern's in 1/m.
  const isSquare =
    !isSet('pixelSizeY', fei1.pixelSizeY) ||
    Math.abs(fei1.pixelSizeY - fei1.pixelSizeX) <= SQUARE_TOLERANCE * fei1.pixelSizeX;
  if (given('pixelSizeX', 1, 1e12) && isSquare) {
    metadata.reciprocalPixelPerAngstrom = fei1.pixelSizeX / PER_METRE_PER_ANGSTROM;
  }
  if (recordBorrowed.length < FEI2_BYTES) return metadata;
  const fei2 = readRecord(FEI2, recordBorrowed, 0, littleEndian);
  const { tiltPerImageDeg: step, beamCentreXPx: fast, beamCentreYPx: slow } = fei2;
  if (isSet('tiltPerImageDeg', step) && within(step, -180, 180)) metadata.tiltPerFrameDeg = step;
  const possible = within(fast, 0, 1e5) && within(slow, 0, 1e5);
  if (possible && isSet('beamCentreXPx', fast) && isSet('beamCentreYPx', slow)) {
    metadata.beamCentreFastPx = fast;
    metadata.beamCentreSlowPx = slow;
  }
  return metadata;
}
