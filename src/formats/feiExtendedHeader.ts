import type { FileMetadata } from '../domain/frame';
import { type Field, readRecord } from './fieldTable';

/**
 * The Thermo Fisher (FEI) extended MRC header, versions FEI1 and FEI2; one record a frame.
 * Source: "MRC2014 extended header" of Thermo Fisher's EPU documentation, offsets as in mrcfile's dtypes.
 */
const FEI1_BYTES = 768;
const FEI2_BYTES = 888;

const FEI1 = {
  /** V */
  highTensionV: { type: 'float64', offset: 84 },
  alphaTiltDeg: { type: 'float64', offset: 100 },
  tiltAxisDeg: { type: 'float64', offset: 140 },
  /** m for images, 1/m for diffraction */
  pixelSizeX: { type: 'float64', offset: 156 },
  integrationTimeSec: { type: 'float64', offset: 419 },
  binningWidth: { type: 'int32', offset: 427 },
  cameraName: { type: 'text', offset: 435, length: 16 },
} as const satisfies Record<string, Field>;

const FEI2 = {
  tiltPerImageDeg: { type: 'float64', offset: 836 },
  beamCentreXPx: { type: 'int32', offset: 852 },
  beamCentreYPx: { type: 'int32', offset: 856 },
} as const satisfies Record<string, Field>;

/** 1/m per 1/angstrom. */
const PER_METRE_PER_ANGSTROM = 1e10;

function within(value: number, low: number, high: number): boolean {
  return Number.isFinite(value) && value >= low && value <= high;
}

/**
 * Geometry stated by the first frame's record. A field is passed on only where it is set and plausible:
 * the writers leave what they do not know at 0.
 */
export function readFeiMetadata(
  exttyp: string,
  bytesBorrowed: Uint8Array,
  base: number,
  extendedBytes: number,
  littleEndian: boolean,
): FileMetadata {
  const available = Math.min(extendedBytes, bytesBorrowed.length - base);
  if ((exttyp !== 'FEI1' && exttyp !== 'FEI2') || available < FEI1_BYTES) return {};
  const fei1 = readRecord(FEI1, bytesBorrowed, base, littleEndian);
  const metadata: { -readonly [K in keyof FileMetadata]: FileMetadata[K] } = {};
  if (within(fei1.highTensionV, 1e3, 3e6)) metadata.highTensionKv = fei1.highTensionV / 1000;
  if (within(fei1.alphaTiltDeg, -180, 180)) metadata.tiltDeg = fei1.alphaTiltDeg;
  if (within(fei1.tiltAxisDeg, -360, 360)) metadata.tiltAxisDeg = fei1.tiltAxisDeg;
  if (within(fei1.integrationTimeSec, 1e-6, 1e5)) metadata.exposureSec = fei1.integrationTimeSec;
  if (within(fei1.binningWidth, 1, 64)) metadata.binning = fei1.binningWidth;
  if (fei1.cameraName !== '') metadata.cameraName = fei1.cameraName;
  // Below 1 the number is an image's pixel in metres, not a diffraction pattern's in 1/m.
  if (within(fei1.pixelSizeX, 1, 1e12)) {
    metadata.reciprocalPixelPerAngstrom = fei1.pixelSizeX / PER_METRE_PER_ANGSTROM;
  }
  if (exttyp === 'FEI2' && available >= FEI2_BYTES) {
    const fei2 = readRecord(FEI2, bytesBorrowed, base, littleEndian);
    if (within(fei2.tiltPerImageDeg, -180, 180) && fei2.tiltPerImageDeg !== 0) {
      metadata.tiltPerFrameDeg = fei2.tiltPerImageDeg;
    }
    if (fei2.beamCentreXPx > 0 && fei2.beamCentreYPx > 0) {
      metadata.beamCentreFastPx = fei2.beamCentreXPx;
      metadata.beamCentreSlowPx = fei2.beamCentreYPx;
    }
  }
  return metadata;
}
