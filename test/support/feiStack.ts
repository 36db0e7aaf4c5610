/** Pixel size in reciprocal space, 1/m. */
const PIXEL_PER_M = 5e7;

/** An MRC stack with FEI records. */
export interface StackOptions {
  /** Tilt of each record, degrees. */
  readonly tilts: readonly number[];
  /** Sections; as many as records unless given. */
  readonly sections?: number;
  readonly recordBytes?: number;
  readonly exttyp?: 'FEI1' | 'FEI2';
  /** Bytes after the last record. */
  readonly padding?: number;
  readonly tiltAxisDeg?: number;
  readonly statedStepDeg?: number;
  /** Columns and rows; 2 unless given. */
  readonly edge?: number;
  /** ISPG */
  readonly spaceGroup?: number;
}

/** An MRC stack of int16 frames with FEI records; offsets as in mrcfile's dtypes. */
export function feiStack(options: StackOptions): Uint8Array<ArrayBuffer> {
  const {
    tilts,
    exttyp = 'FEI2',
    padding = 0,
    tiltAxisDeg,
    statedStepDeg,
    spaceGroup = 0,
    edge = 2,
  } = options;
  const recordBytes = options.recordBytes ?? (exttyp === 'FEI1' ? 768 : 888);
  const sections = options.sections ?? tilts.length;
  const extended = recordBytes * tilts.length + padding;
  const file = new Uint8Array(1024 + extended + sections * 2 * edge * edge);
  const view = new DataView(file.buffer);
  for (const [at, value] of [edge, edge, sections, 1].entries()) view.setInt32(4 * at, value, true);
  for (const [at, value] of [edge, edge, sections].entries()) view.setInt32(28 + 4 * at, value, true);
  for (const [at, value] of [1, 2, 3].entries()) view.setInt32(64 + 4 * at, value, true);
  view.setInt32(88, spaceGroup, true);
  view.setInt32(92, extended, true);
  file.set(new TextEncoder().encode(exttyp), 104);
  file.set(new TextEncoder().encode('MAP DD'), 208);
  const pixels = new DataView(file.buffer, 1024 + extended);
  for (let i = 0; i < sections * edge * edge; i++) pixels.setInt16(2 * i, (i % 9) - 3, true);
  for (const [i, tilt] of tilts.entries()) {
    const at = 1024 + i * recordBytes;
    view.setInt32(at, recordBytes, true);
    view.setUint32(at + 8, (1 << 7) | (tiltAxisDeg === undefined ? 0 : 1 << 12), true);
    view.setFloat64(at + 84, 200_000, true);
    view.setFloat64(at + 100, tilt, true);
    view.setFloat64(at + 140, tiltAxisDeg ?? 0, true);
    view.setFloat64(at + 156, PIXEL_PER_M, true);
    view.setFloat64(at + 164, PIXEL_PER_M, true);
    view.setInt32(at + 427, 1, true);
    if (statedStepDeg === undefined) continue;
    view.setUint32(at + 748, 1 << 10, true);
    view.setFloat64(at + 836, statedStepDeg, true);
  }
  return file;
}
