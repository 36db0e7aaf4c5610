import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { draftSeries } from '../../src/domain/groupSeries';
import { inspectFile } from '../../src/pipeline/readFrame';
import { goldenBytes } from '../golden/golden';
import { fileOf, only, problemOf, unwrap } from './fixtures';

/** Three frames of 5 x 3 int32: 8-byte offsets. */
const WHOLE = goldenBytes('tia-ser/out-of-order.ser');
/** The same with 4-byte offsets, its elements in order. */
const OLD = goldenBytes('tia-ser/version-0210.ser');
/** Where the offset array of each begins. */
const ARRAY_AT = new DataView(WHOLE.buffer).getUint32(22, true);
const OLD_ARRAY_AT = new DataView(OLD.buffer).getUint32(22, true);

function changed(source: Uint8Array<ArrayBuffer>, change: (view: DataView) => void): File {
  const bytes = source.slice();
  change(new DataView(bytes.buffer));
  return fileOf(bytes, 'x_1.ser');
}

function elementAt(view: DataView, index: number): number {
  return view.getUint32(OLD_ARRAY_AT + 4 * index, true);
}

describe('a TIA series', () => {
  it.each([
    ['of spectra', 6, 0x4120, { code: 'notImages' }],
    ['of another kind of data', 6, 7, { code: 'badSerHeader', field: 'data type', value: 7 }],
    ['without a recorded element', 18, 0, { code: 'badSerHeader', field: 'valid elements', value: 0 }],
    [
      'of more elements than any recording has',
      18,
      4_000_000_000,
      { code: 'tooManyFrames', frames: 4_000_000_000, limit: 100_000 },
    ],
  ] as const)('%s is refused by name', async (_, at, value, problem) => {
    const file = changed(WHOLE, (view) => view.setUint32(at, value, true));
    expect(problemOf(await inspectFile(file))).toEqual(problem);
  });

  it('of an unknown version is refused by name', async () => {
    const file = changed(WHOLE, (view) => view.setUint16(4, 0x0230, true));
    expect(problemOf(await inspectFile(file))).toEqual({
      code: 'badSerHeader',
      field: 'version',
      value: 0x0230,
    });
  });

  it('whose offsets lie beyond the file is refused, however far', async () => {
    for (const beyond of [BigInt(WHOLE.length), 2n ** 40n, 2n ** 64n - 1n]) {
      const file = changed(WHOLE, (view) => view.setBigUint64(22, beyond, true));
      expect(problemOf(await inspectFile(file)).code).toBe('truncated');
      const first = changed(WHOLE, (view) => view.setBigUint64(ARRAY_AT, beyond, true));
      expect(problemOf(await inspectFile(first)).code).toBe('truncated');
    }
  });

  it('that was cut off gives its whole frames, and says so', async () => {
    const last = elementAt(new DataView(OLD.buffer), 2);
    const layout = unwrap(await inspectFile(fileOf(OLD.slice(0, last + 60), 'x_1.ser')));
    expect(layout.frameCount).toBe(2);
    expect(layout.notices).toEqual([{ code: 'fewerSections', announced: 3, whole: 2 }]);
  });

  it('with one frame of another size or a broken one keeps the others', async () => {
    const file = changed(OLD, (view) => {
      view.setInt32(elementAt(view, 0) + 40 + 2, 5, true);
      view.setInt32(elementAt(view, 1) + 40 + 2, 4, true);
      view.setInt16(elementAt(view, 2) + 40, 42, true);
    });
    const layout = unwrap(await inspectFile(file));
    expect(layout.frameCount).toBe(3);
    const source = { id: '0', folder: '', name: 'x_1.ser', sizeBytes: 1, lastModifiedMs: 0, copy: 0 };
    const series = only(draftSeries([{ file: source, inspection: { kind: 'ok', layout } }]));
    const shape = { fastSize: 5, slowSize: 3, pixelType: 'int32' };
    expect(series.frames.map(({ problem }) => problem)).toEqual([
      undefined,
      { code: 'layoutMismatch', expected: shape, actual: { ...shape, fastSize: 4 } },
      { code: 'unknownType', typeId: 42 },
    ]);
    expect(framePlace(layout, 0).offsetBytes).toBe(elementAt(new DataView(OLD.buffer), 0) + 50);
  });

  it('calibrated in metres is an image and gives no distance', async () => {
    const file = changed(OLD, (view) => view.setFloat64(elementAt(view, 0) + 8, 6.28e-9, true));
    const layout = unwrap(await inspectFile(file));
    expect(layout.notices).toEqual([{ code: 'notDiffraction' }]);
    expect(layout.metadata).toEqual({});
  });

  it.each([0, -4e7, Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    'with the calibration %d gives no distance',
    async (delta) => {
      const file = changed(OLD, (view) => view.setFloat64(elementAt(view, 0) + 8, delta, true));
      const { notices, metadata } = unwrap(await inspectFile(file));
      expect([notices, metadata]).toEqual([[], {}]);
    },
  );
});
