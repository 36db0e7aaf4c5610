import { describe, expect, it } from 'vitest';
import type { PixelType } from '../../src/domain/pixelType';
import { type MrcHeaderInput, mrcModeFor, writeMrcHeader } from '../../src/formats/mrcHeader';
import { mrc, readMrc } from '../../src/inputs/mrc';
import { goldenBytes } from '../golden/golden';
import { problemOf, unwrap } from './fixtures';

const INPUT: MrcHeaderInput = {
  fastSize: 4,
  slowSize: 3,
  pixelType: 'int32',
  pixelAngstrom: undefined,
  min: -2003,
  max: 2004,
  mean: 467.25,
  std: 1205.5,
  labels: ['made by a test', 'source: x.bin'],
};

function viewOf(change: Partial<MrcHeaderInput> = {}): DataView {
  return new DataView(writeMrcHeader({ ...INPUT, ...change }).buffer);
}

function label(view: DataView, index: number): string {
  return new TextDecoder('latin1').decode(new Uint8Array(view.buffer, 224 + 80 * index, 80));
}

describe('written MRC header', () => {
  it('has 1024 bytes', () => {
    expect(viewOf().byteLength).toBe(1024);
  });

  it.each<[PixelType, number, PixelType]>([
    ['int8', 0, 'int8'],
    ['uint8', 1, 'int16'],
    ['int16', 1, 'int16'],
    ['uint16', 6, 'uint16'],
    ['int32', 2, 'float32'],
    ['uint32', 2, 'float32'],
    ['float16', 2, 'float32'],
    ['float32', 2, 'float32'],
    ['float64', 2, 'float32'],
  ])('has for %s the mode %d', (pixelType, mode, stored) => {
    expect(mrcModeFor(pixelType)).toEqual({ mode, stored });
    expect(viewOf({ pixelType }).getInt32(12, true)).toBe(mode);
  });

  it('has the cell in angstrom where the pixel size is known: 0.028 mm is 280000', () => {
    const view = viewOf({ pixelAngstrom: 280000 });
    const cell = [40, 44, 48].map((offset) => view.getFloat32(offset, true));
    expect(cell).toEqual([1120000, 840000, 280000]);
  });

  it('has the cell in pixels where it is unknown', () => {
    const cell = [40, 44, 48].map((offset) => viewOf().getFloat32(offset, true));
    expect(cell).toEqual([4, 3, 1]);
  });

  it('has the statistics where the standard has them', () => {
    const statistics = [76, 80, 84, 216].map((offset) => viewOf().getFloat32(offset, true));
    expect(statistics).toEqual([-2003, 2004, 467.25, 1205.5]);
  });

  it('has two labels of 80 bytes, padded with spaces', () => {
    const view = viewOf();
    expect(view.getInt32(220, true)).toBe(2);
    expect([label(view, 0), label(view, 1)]).toEqual([
      'made by a test'.padEnd(80),
      'source: x.bin'.padEnd(80),
    ]);
  });

  it('cuts labels at 80 characters and replaces what is not ASCII', () => {
    const view = viewOf({ labels: ['x'.repeat(90), 'source: k\u00e4se\n\u2603.bin'] });
    expect(label(view, 0)).toBe('x'.repeat(80));
    expect(label(view, 1)).toBe('source: k?se??.bin'.padEnd(80));
    expect(view.getInt32(384, true)).toBe(0);
  });
});

/** A header made by hand, 3 columns and 2 rows of mode 1, one frame. */
function handMade(littleEndian: boolean, stamp: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1024);
  const view = new DataView(bytes.buffer);
  for (const [word, value] of [3, 2, 1, 1].entries()) view.setInt32(4 * word, value, littleEndian);
  for (const [word, value] of [1, 2, 3].entries()) view.setInt32(64 + 4 * word, value, littleEndian);
  bytes.set(new TextEncoder().encode('MAP '), 208);
  bytes.set(stamp, 212);
  return bytes;
}

describe('byte order', () => {
  it.each([
    ['little by its stamp', true, [0x44, 0x44, 0, 0]],
    ['little by the old stamp', true, [0x44, 0x41, 0, 0]],
    ['big by its stamp', false, [0x11, 0x11, 0, 0]],
    ['little by its mode where the stamp is unset', true, [0, 0, 0, 0]],
    ['big by its mode where the stamp is unset', false, [0, 0, 0, 0]],
  ])('is %s', (_, littleEndian, stamp) => {
    const head = handMade(littleEndian, stamp);
    expect(mrc.sniff(head, 1036)).toBe('sure');
    expect(unwrap(readMrc(head, 1036))).toMatchObject({
      littleEndian,
      fastSize: 3,
      slowSize: 2,
      offsets: { kind: 'stride', firstBytes: 1024, strideBytes: 12 },
    });
  });
});

describe('MRC header as read', () => {
  it('accepts a view into a larger buffer', () => {
    const padded = new Uint8Array(2000);
    padded.set(handMade(true, [0x44, 0x44, 0, 0]), 7);
    expect(unwrap(readMrc(padded.subarray(7, 1031), 1036))).toMatchObject({ fastSize: 3, slowSize: 2 });
  });

  it('notes surplus bytes', () => {
    expect(unwrap(readMrc(handMade(true, [0x44, 0x44, 0, 0]), 1040)).notices).toEqual([
      { code: 'surplusBytes', expectedBytes: 1036, actualBytes: 1040 },
    ]);
  });

  it('notes permuted axes, and takes unset ones for the usual', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    const view = new DataView(head.buffer);
    for (const [word, value] of [2, 1, 3].entries()) view.setInt32(64 + 4 * word, value, true);
    expect(unwrap(readMrc(head, 1036)).notices).toEqual([
      { code: 'unusualAxisOrder', mapc: 2, mapr: 1, maps: 3 },
    ]);
    head.fill(0, 64, 76);
    expect(unwrap(readMrc(head, 1036)).notices).toEqual([]);
  });

  it('refuses 4-bit integers by name', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    new DataView(head.buffer).setInt32(12, 101, true);
    expect(problemOf(readMrc(head, 1036))).toEqual({
      code: 'unsupportedType',
      typeId: 101,
      typeName: '4-bit integers',
    });
  });

  it('takes the whole sections of a stack that announces more, and refuses one without any', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    const announced = 2 ** 31 - 1;
    new DataView(head.buffer).setInt32(8, announced, true);
    expect(unwrap(readMrc(head, 1024 + 2 * 12 + 11))).toMatchObject({
      frameCount: 2,
      notices: [{ code: 'fewerSections', announced, whole: 2 }],
    });
    expect(problemOf(readMrc(head, 1035))).toMatchObject({
      code: 'truncated',
      expectedBytes: 1024 + 12 * announced,
    });
  });

  it('takes whole sections beyond those announced, and no part of one', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    expect(unwrap(readMrc(head, 1024 + 10 * 12))).toMatchObject({
      frameCount: 10,
      notices: [{ code: 'moreSections', announced: 1, whole: 10 }],
    });
    const { frameCount, notices } = unwrap(readMrc(head, 1024 + 10 * 12 + 1));
    expect([frameCount, notices.map(({ code }) => code)]).toEqual([1, ['surplusBytes']]);
  });

  it('ignores an extended header that is not there', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    new DataView(head.buffer).setInt32(92, 512, true);
    expect(unwrap(readMrc(head, 1036))).toMatchObject({
      offsets: { firstBytes: 1024 },
      notices: [{ code: 'headerLengthOff', statedBytes: 512 }],
    });
    expect(unwrap(readMrc(head, 1036 + 512))).toMatchObject({ offsets: { firstBytes: 1536 }, notices: [] });
  });

  it('takes no geometry from pixels where the FEI header is not there', () => {
    const whole = goldenBytes('mrc/fei2-little.mrc');
    const { nsymbt, frame } = { nsymbt: new DataView(whole.buffer).getInt32(92, true), frame: 6 * 4 * 2 };
    expect(whole.length).toBe(1024 + nsymbt + frame);
    expect(unwrap(readMrc(whole, whole.length)).metadata).not.toEqual({});
    const layout = unwrap(readMrc(whole, 1024 + frame));
    expect(layout.notices).toEqual([{ code: 'headerLengthOff', statedBytes: nsymbt }]);
    expect(layout.metadata).toEqual({});
  });

  it.each([
    ['little', true, [0x11, 0x11, 0, 0]],
    ['big', false, [0x44, 0x44, 0, 0]],
  ] as const)('is read as %s-endian against its stamp where only that fits', (_, littleEndian, stamp) => {
    expect(unwrap(readMrc(handMade(littleEndian, stamp), 1036))).toMatchObject({
      littleEndian,
      fastSize: 3,
      notices: [{ code: 'byteOrderByLength' }],
    });
  });

  it('needs no "MAP" where all else is sound and the length is exact', async () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]).fill(0, 208, 212);
    expect(mrc.sniff(head, 1036)).toBe('no');
    expect(unwrap(readMrc(head, 1036)).notices).toEqual([{ code: 'noMapMark' }]);
    for (const bytes of [1035, 1037, 1048]) {
      expect(problemOf(readMrc(head, bytes)).code).toMatch(/^(notAFrame|truncated)$/);
    }
    new DataView(head.buffer).setInt32(64, 2, true);
    expect(problemOf(readMrc(head, 1036))).toEqual({ code: 'notAFrame' });
  });

  it('says that rows run from the bottom up where MAPR is -2', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    new DataView(head.buffer).setInt32(68, -2, true);
    expect(unwrap(readMrc(head, 1036)).notices).toEqual([{ code: 'rowsUpsideDown' }]);
  });

  /** A header of mode 0 with IMOD's flags, or with a minimum and maximum of its own. */
  function bytes(imodFlags: number | undefined, dmin: number, dmax: number): Uint8Array<ArrayBuffer> {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    const view = new DataView(head.buffer);
    view.setInt32(12, 0, true);
    view.setFloat32(76, dmin, true);
    view.setFloat32(80, dmax, true);
    if (imodFlags !== undefined) {
      view.setInt32(152, 1146047817, true);
      view.setInt32(156, imodFlags, true);
    }
    return head;
  }

  it.each([
    ['signed by the standard', undefined, 0, 0, 'int8'],
    ['signed with a maximum that fits', undefined, 0, 127, 'int8'],
    ['signed with a negative minimum', undefined, -5, 200, 'int8'],
    ['signed with a minimum above the maximum, which means unset', undefined, 200, 150, 'int8'],
    ['unsigned by its maximum', undefined, 0, 128, 'uint8'],
    ["unsigned by IMOD's flags", 0, 0, 0, 'uint8'],
    ["signed by IMOD's flags, whatever the maximum", 1, 0, 255, 'int8'],
  ] as const)('of mode 0 is %s', (_, flags, dmin, dmax, pixelType) => {
    const layout = unwrap(readMrc(bytes(flags, dmin, dmax), 1024 + 6));
    expect(layout.pixelType).toBe(pixelType);
    expect(layout.notices).toEqual(pixelType === 'uint8' ? [{ code: 'unsignedBytes' }] : []);
  });

  it("refuses two 4-bit pixels a byte by IMOD's flags", () => {
    expect(problemOf(readMrc(bytes(16, 0, 0), 1024 + 6))).toMatchObject({
      code: 'unsupportedType',
      typeName: '4-bit integers',
    });
  });

  /** A header of 1 x 1 pixels of mode 0, `sections` of them. */
  function manySections(sections: number): Uint8Array<ArrayBuffer> {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    const view = new DataView(head.buffer);
    for (const [word, value] of [1, 1, sections, 0].entries()) view.setInt32(4 * word, value, true);
    return head;
  }

  it.each([10_000_000, 100_001])('refuses %d sections by name, in a file that is long enough', (frames) => {
    expect(problemOf(readMrc(manySections(frames), 1024 + frames))).toEqual({
      code: 'tooManyFrames',
      frames,
      limit: 100_000,
    });
  });

  it('takes 100,000 sections, and no more than the file has', () => {
    expect(unwrap(readMrc(manySections(100_000), 101_024))).toMatchObject({ frameCount: 100_000 });
    expect(unwrap(readMrc(manySections(10_000_000), 2024))).toMatchObject({ frameCount: 1000 });
  });

  it('refuses a frame of more than 2 GiB, in a file that is long enough', () => {
    const head = manySections(1);
    const view = new DataView(head.buffer);
    for (const [word, value] of [65_535, 65_535, 1, 0].entries()) view.setInt32(4 * word, value, true);
    expect(problemOf(readMrc(head, 1024 + 65_535 ** 2))).toEqual({
      code: 'frameTooLarge',
      frameBytes: 65_535 ** 2,
      limitBytes: 2 ** 31,
    });
    expect(problemOf(readMrc(head, 1e6))).toMatchObject({ code: 'truncated' });
  });

  it('believes no extended header that is longer than the file', () => {
    const head = handMade(true, [0x44, 0x44, 0, 0]);
    new DataView(head.buffer).setInt32(92, 2 ** 31 - 1, true);
    expect(problemOf(readMrc(head, 1040))).toMatchObject({
      code: 'truncated',
      expectedBytes: 1024 + 2 ** 31 - 1 + 12,
    });
  });
});
