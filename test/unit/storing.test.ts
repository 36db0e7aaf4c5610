import { describe, expect, it } from 'vitest';
import { offsetFacts } from '../../src/conversion/offsetFacts';
import { offerForWarning } from '../../src/conversion/offsetOffers';
import { warningsFor } from '../../src/conversion/outputWarnings';
import { readConversion } from '../../src/conversion/readConversion';
import { LEGINON_CHOICE, type Storing } from '../../src/domain/conversion';
import { toScaledSmvPixels } from '../../src/maths/convertPixels';
import { meanCut } from '../../src/maths/fractions';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { readPixel } from '../../src/maths/pixelReadout';
import { conversionJson } from '../../src/pipeline/report';
import { FULL_GEOMETRY, fileOf, only, recipeOf, SMV, type TiaType, tiaBytes, viewFiles } from './fixtures';

/** Hand-made values; those of numpy are in `test/golden/storing.test.ts`. */

const NEAREST: Storing = { rounding: 'nearest', scale: 1 };

function store(values: readonly number[], offset: number, storing: Storing) {
  const found = toScaledSmvPixels(Float64Array.from(values), offset, storing, new Uint16Array(values.length));
  return [Array.from(found.pixels), found.truncatedLow, found.truncatedHigh];
}

describe('float pixels in SMV', () => {
  it('are rounded to nearest, ties to even', () => {
    expect(store([0.49, 0.5, 0.51, 1.5, 2.5, 3.5], 0, NEAREST)).toEqual([[0, 0, 1, 2, 2, 4], 0, 0]);
  });

  it('are truncated where they round to less than 0 or more than 65535', () => {
    const values = [-0.5, -0.51, -7, 65_535.49, 65_535.5, 1e300];
    expect(store(values, 0, NEAREST)).toEqual([[0, 0, 0, 65_535, 65_535, 65_535], 2, 2]);
  });

  it('are scaled before the offset is added', () => {
    expect(store([-0.3, 0, 0.25, 6553], 3, { rounding: 'cut', scale: 10 })).toEqual([
      [0, 3, 5, 65_533],
      0,
      0,
    ]);
  });

  it('are read back by the scaled gain', () => {
    // 1.26 * 10 + 3 = 15.6, stored 16; (16 - 3) / (2 * 10) = 0.65 electrons
    const storing: Storing = { rounding: 'nearest', scale: 10 };
    expect(readPixel(1.26, 3, 3, 2, storing)).toEqual({ raw: 1.26, stored: 16, dials: 0.65 });
  });
});

describe('the mean that cutting costs', () => {
  const summaryOf = (values: readonly number[]) =>
    frameStatistics(Float64Array.from(values), createStatisticsScratch());

  it.each<[string, readonly number[], number, number, number]>([
    ['quarters', [0, 0.25, 0.5, 0.75], 0, 1, 0.375],
    ['negative ones too, as values are cut after the offset', [-0.25, -0.5, 1, 2], 1, 1, (0.75 + 0.5) / 4],
    ['of an offset with a fraction', [0, 0.25, 0.5, 0.75], 0.5, 1, 0.375],
    ['of integers and such an offset', [0, 1, 2, 3], 0.25, 1, 0.25],
    ['nothing once a scale makes them whole', [0, 0.25, 0.5, 0.75], 0, 4, 0],
    ['in raw counts', [0, 0.25, 0.5, 0.75], 0, 2, 0.5 / 2 / 2],
    ['half a stored count with a broken scale', [0, 0.25, 0.5, 0.75], 0, 2.5, 0.2],
  ])('is that of %s', (_, values, offset, scale, expected) => {
    expect(meanCut(summaryOf(values), offset, { scale })).toBeCloseTo(expected, 12);
  });

  it('is right to less than a hundredth for any fractions', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => (i * 0.618_033_988_75) % 7);
    const cut = values.reduce((sum, value) => sum + ((value + 0.37) % 1), 0) / values.length;
    expect(Math.abs(meanCut(summaryOf(values), 0.37) - cut)).toBeLessThan(0.01);
  });
});

const WEAK = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 900];
const fileWith = (type: TiaType, values: readonly number[]) => [
  fileOf(tiaBytes(type, 4, 3, values), 'x_1.bin'),
];
const viewWith = (storing: Partial<Storing>, type: TiaType = 'float32', values: readonly number[] = WEAK) =>
  viewFiles(fileWith(type, values), { typed: FULL_GEOMETRY, choice: { ...LEGINON_CHOICE, ...storing } });

describe('a series with few counts', () => {
  it('is offered rounding, which ends the warning', async () => {
    const view = await viewWith({});
    const few = view.offsetWarnings.find(({ code }) => code === 'fewFloatCounts');
    const offer = few && offerForWarning(few, view);
    expect(offer).toMatchObject({ code: 'roundToNearest', choice: { rounding: 'nearest' } });
    const after = await viewWith({ ...offer?.choice });
    expect(after.offsetWarnings.map(({ code }) => code)).not.toContain('fewFloatCounts');
    expect(warningsFor(after, SMV)).toContainEqual(
      expect.objectContaining({ code: 'fractionCut', rounding: 'nearest', scale: 1, pixels: 8 }),
    );
  });

  it('is told where the scale takes pixels above the saturation', async () => {
    // 900 x 40 = 36000 stored counts; at 2x2 a Ceta-D is saturated from 32000
    const view = await viewWith({ scale: 40 });
    expect(only(view.offsetWarnings.filter(({ code }) => code === 'littleSaturationLeft'))).toMatchObject({
      scale: 40,
      left: 800,
      pixels: 1,
    });
    expect(offsetFacts(view)).toMatchObject({ saturationRaw: 800 });
    expect((await viewWith({ scale: 30 })).offsetWarnings.map(({ code }) => code)).not.toContain(
      'littleSaturationLeft',
    );
  });

  it('has its choice in the report, from which it can be made again', async () => {
    const recipe = recipeOf(await viewWith({ rounding: 'nearest', scale: 10 }), SMV);
    const text = conversionJson(recipe, [], new Date(0));
    expect(JSON.parse(text).fractions).toEqual({ choice: 'nearest', scale: 10, GAIN: 265 });
    const again = readConversion(text, recipe.program);
    expect(again?.choice).toMatchObject({ rounding: 'nearest', scale: 10 });
    expect(again?.typed.gainCountsPerElectron).toBe('26.5');
  });

  it.each([
    ['wide noise', Array.from({ length: 12 }, (_, i) => 40 * i - 200 + 0.5)],
    ['many counts', WEAK.map((value) => value + 500)],
    ['integers', WEAK.map(Math.floor)],
  ])('is not one with %s', async (_, values) => {
    const view = await viewWith({}, 'float32', values);
    expect(view.offsetWarnings.map(({ code }) => code)).not.toContain('fewFloatCounts');
  });
});

it('integer frames are neither rounded nor scaled', async () => {
  const values = WEAK.map(Math.floor);
  const plain = recipeOf(await viewWith({}, 'int16', values), SMV);
  const asked = recipeOf(await viewWith({ rounding: 'nearest', scale: 10 }, 'int16', values), SMV);
  expect(asked).toEqual({ ...plain, choice: asked.choice });
  expect(JSON.parse(conversionJson(asked, [], new Date(0)))).toEqual(
    JSON.parse(conversionJson(plain, [], new Date(0))),
  );
});
