import type { ByteSource } from '../domain/byteSource';
import type { FileLayout } from '../domain/frame';
import { ok, type Result } from '../domain/result';
import { readRecord } from '../formats/fieldTable';
import { MRC_HEADER, MRC_HEADER_BYTES } from '../formats/mrcHeader';
import { FEI_LEAST_BYTES, feiRecordBytes, readFeiRecord } from './feiExtendedHeader';
import { readSlice } from './readSlice';

/** Most bytes of records in memory at once. */
const READ_BYTES = 1 << 20;

/**
 * The tilts that a stack's FEI records state, one record a section.
 * @param headBorrowed the start of the file: the fixed header and the first record
 * @returns degrees by section, NaN where a record states none or is absent; undefined if none states one
 */
export async function readFeiTilts(
  source: ByteSource,
  headBorrowed: Uint8Array,
  { littleEndian, frameCount, offsets }: FileLayout,
): Promise<Result<number[] | undefined>> {
  const { exttyp } = readRecord(MRC_HEADER, headBorrowed, 0, littleEndian);
  const extendedBytes = offsets.kind === 'stride' ? offsets.firstBytes - MRC_HEADER_BYTES : 0;
  const head = headBorrowed.subarray(MRC_HEADER_BYTES);
  const recordBytes = feiRecordBytes(exttyp, head, extendedBytes, littleEndian);
  if (recordBytes === undefined) return ok(undefined);
  const tiltsDeg = new Array<number>(frameCount).fill(Number.NaN);
  // The last record may lack its padding.
  const records = Math.min(frameCount, Math.floor((extendedBytes - FEI_LEAST_BYTES) / recordBytes) + 1);
  const atOnce = Math.max(1, Math.floor(READ_BYTES / recordBytes));
  for (let from = 0; from < records; from += atOnce) {
    const to = Math.min(from + atOnce, records);
    const start = MRC_HEADER_BYTES + from * recordBytes;
    const bytes = await readSlice(source, start, start + (to - from - 1) * recordBytes + FEI_LEAST_BYTES);
    if (!bytes.ok) return bytes;
    for (let i = from; i < to; i++) {
      const at = (i - from) * recordBytes;
      const { tiltDeg } = readFeiRecord(bytes.value.subarray(at, at + FEI_LEAST_BYTES), littleEndian);
      if (tiltDeg !== undefined) tiltsDeg[i] = tiltDeg;
    }
  }
  return ok(tiltsDeg.some((tilt) => !Number.isNaN(tilt)) ? tiltsDeg : undefined);
}
