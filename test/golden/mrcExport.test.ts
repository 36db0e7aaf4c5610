import { describe, expect, it } from 'vitest';
import { convertFiles, fileOf, MRC, outputOf } from '../unit/fixtures';
import { goldenBytes, goldenCases } from './golden';

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** The header decoded at the offsets of the MRC2014 standard (words of 4 bytes, counted from 1). */
function decode(bytes: Uint8Array<ArrayBuffer>) {
  const view = new DataView(bytes.buffer);
  const int = (word: number) => view.getInt32(4 * (word - 1), true);
  const float = (word: number) => view.getFloat32(4 * (word - 1), true);
  return {
    size: [int(1), int(2), int(3)],
    mode: int(4),
    start: [int(5), int(6), int(7)],
    sampling: [int(8), int(9), int(10)],
    cell: [float(11), float(12), float(13)],
    angles: [float(14), float(15), float(16)],
    axes: [int(17), int(18), int(19)],
    statistics: [float(20), float(21), float(22), float(55)],
    ispg: int(23),
    nsymbt: int(24),
    exttyp: Array.from(bytes.subarray(104, 108)),
    nversion: int(28),
    origin: [float(50), float(51), float(52)],
    map: ascii(bytes, 208, 4),
    stamp: Array.from(bytes.subarray(212, 216)),
    labels: int(56),
  };
}

describe.each(goldenCases('mrcExpected'))('MRC export of $name', (golden) => {
  const name = `${golden.name}_001.bin`;
  const source = fileOf(goldenBytes(golden.tiaFile), name);
  const convert = async () =>
    outputOf(await convertFiles([source], {}, MRC), `${golden.name}/mrc/${golden.name}_001.mrc`);

  it('has the header of the standard', async () => {
    const { fastSize, slowSize } = golden;
    expect(decode(await convert())).toEqual({
      size: [fastSize, slowSize, 1],
      mode: golden.mode,
      start: [0, 0, 0],
      sampling: [fastSize, slowSize, 1],
      cell: golden.cellA,
      angles: [90, 90, 90],
      axes: [1, 2, 3],
      statistics: [golden.dmin, golden.dmax, Math.fround(golden.mean), Math.fround(golden.std)],
      ispg: golden.ispg,
      nsymbt: 0,
      exttyp: [0, 0, 0, 0],
      nversion: golden.nversion,
      origin: [0, 0, 0],
      map: 'MAP ',
      stamp: golden.machineStamp,
      labels: 2,
    });
  });

  it('says what made it and from which file', async () => {
    const bytes = await convert();
    expect(ascii(bytes, 224, 80).trimEnd()).toBe('Pedestal 9.8.7: raw values, unshifted');
    expect(ascii(bytes, 304, 80).trimEnd()).toBe(`source: ${name}`);
    expect(bytes.subarray(384, 1024).every((byte) => byte === 0)).toBe(true);
  });

  it('holds the pixels that mrcfile writes, byte for byte', async () => {
    const expected = goldenBytes(golden.file).subarray(golden.dataOffset);
    expect((await convert()).subarray(1024)).toEqual(expected);
  });
});
