import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { readSmvFile } from '../support/outputs';
import {
  convertFiles,
  exportFiles,
  fileOf,
  only,
  outputOf,
  recipeOf,
  SMV,
  type TiaType,
  tiaBytes,
  viewFiles,
} from '../unit/fixtures';
import { pixelOf } from './arbitraries';

const RANGE = {
  uint16: [0, 65535],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
} as const;
const offsets = fc.integer({ min: -40000, max: 40000 });

/** Frames with pixels near the two thresholds of an offset, so that both sides of each are met. */
const integerFrame = fc
  .record({ type: fc.constantFrom('uint16', 'int16', 'int32', 'uint32' as const), offset: offsets })
  .chain(({ type, offset }) => {
    const [low, high] = RANGE[type];
    const near = (threshold: number) =>
      fc
        .integer({ min: threshold - 2, max: threshold + 2 })
        .map((value) => Math.min(Math.max(value, low), high));
    const pixel = fc.oneof(pixelOf(type), near(-offset), near(65535 - offset));
    return fc
      .array(pixel, { minLength: 1, maxLength: 24 })
      .map((values) => ({ type: type as TiaType, offset, values }));
  });

/** Tenths: no double holds most of them, so that sums are rounded. */
const tenths = fc.integer({ min: -400_000, max: 400_000 }).map((tenth) => tenth / 10);

const floatFrame = fc
  .record({ type: fc.constantFrom('float32', 'float64' as const), offset: fc.oneof(offsets, tenths) })
  .chain(({ type, offset }) => {
    const near = (threshold: number) =>
      fc
        .double({ min: threshold - 2, max: threshold + 2, noNaN: true })
        .map((value) => (type === 'float32' ? Math.fround(value) : value));
    const edge = type === 'float32' ? Math.fround(65535 - offset) : 65535 - offset;
    const pixel = fc.oneof(pixelOf(type), near(-offset), near(65535 - offset), fc.constant(edge));
    return fc
      .array(pixel, { minLength: 1, maxLength: 24 })
      .map((values) => ({ type: type as TiaType, offset, values }));
  });

interface Given {
  readonly type: TiaType;
  readonly offset: number;
  readonly values: readonly number[];
}

async function convert({ type, offset, values }: Given) {
  const files = [fileOf(tiaBytes(type, values.length, 1, values), 'x_1.bin')];
  const choice = { ...LEGINON_CHOICE, offset: { kind: 'typed', offset } } as const;
  const view = await viewFiles(files, { choice });
  const exported = await exportFiles(recipeOf(view, SMV), files);
  const { header, pixels } = readSmvFile(outputOf(exported, 'x/smv/x_001.img'));
  return { row: only(view.rows), written: only(exported.written), header, pixels: Array.from(pixels) };
}

describe('SMV pixels', () => {
  it('minus the offset are the raw pixels where nothing clips, and 0 or 65535 elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(integerFrame, async (given) => {
        const { header, pixels } = await convert(given);
        const offset = Number(header.get('LEGINON_OFFSET'));
        expect(offset).toBe(given.offset);
        for (const [i, pixel] of pixels.entries()) {
          const raw = BigInt(given.values[i] ?? 0) + BigInt(offset);
          if (raw < 0n) expect(pixel).toBe(0);
          else if (raw > 65535n) expect(pixel).toBe(65535);
          else expect(pixel - offset).toBe(given.values[i]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of integers clip as many as the histogram of the scan says, exactly', async () => {
    await fc.assert(
      fc.asyncProperty(integerFrame, async (given) => {
        const { row, written } = await convert(given);
        const shifted = given.values.map((value) => BigInt(value) + BigInt(given.offset));
        const low = shifted.filter((value) => value < 0n).length;
        const high = shifted.filter((value) => value > 65535n).length;
        expect(row.low).toEqual({ atLeast: low, atMost: low });
        expect(row.high).toEqual({ atLeast: high, atMost: high });
        expect(written).toEqual({ number: 1, truncatedLow: low, truncatedHigh: high });
      }),
      { numRuns: 200 },
    );
  });

  it('of floats are cut to whole counts, and clip as many as the scan allows for', async () => {
    await fc.assert(
      fc.asyncProperty(floatFrame, async (given) => {
        const { row, written, pixels } = await convert(given);
        for (const [i, pixel] of pixels.entries()) {
          const shifted = Math.trunc((given.values[i] ?? 0) + given.offset);
          expect(pixel).toBe(Math.min(Math.max(shifted, 0), 65535) + 0);
        }
        expect(written.truncatedLow).toBeGreaterThanOrEqual(row.low?.atLeast ?? 0);
        expect(written.truncatedLow).toBeLessThanOrEqual(row.low?.atMost ?? 0);
        expect(written.truncatedHigh).toBeGreaterThanOrEqual(row.high?.atLeast ?? 0);
        expect(written.truncatedHigh).toBeLessThanOrEqual(row.high?.atMost ?? 0);
      }),
      { numRuns: 200 },
    );
  });

  it('of a whole series follow the rule of the specification', async () => {
    const minima = fc.array(fc.integer({ min: -4000, max: 300 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(minima, async (lows) => {
        const files = lows.map((low, i) =>
          fileOf(tiaBytes('int32', 3, 1, [low, 5000, 300]), `x_${i + 1}.bin`),
        );
        const exported = await convertFiles(files, {}, SMV);
        const smallest = lows.reduce((a, b) => (a < b ? a : b));
        const offset = smallest < -2000 ? 2000 : -smallest;
        const pedestal = lows.reduce((most, low) => (low + offset > most ? low + offset : most), 0);
        for (const i of lows.keys()) {
          const { header } = readSmvFile(outputOf(exported, `x/smv/x_00${i + 1}.img`));
          expect(header.get('LEGINON_OFFSET')).toBe(String(offset + 0));
          expect(header.get('IMAGE_PEDESTAL')).toBe(String(pedestal));
        }
      }),
      { numRuns: 100 },
    );
  });
});
