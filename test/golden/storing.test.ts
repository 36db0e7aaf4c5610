import { describe, expect, it } from 'vitest';
import { offsetWarnings } from '../../src/conversion/offsetWarnings';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { readSmvFile } from '../support/outputs';
import {
  at,
  exportFiles,
  FULL_GEOMETRY,
  fileOf,
  outputOf,
  recipeOf,
  SMV,
  sourcesOf,
  viewFiles,
} from '../unit/fixtures';
import { goldenBytes, goldenCases, type StoringCase } from './golden';

/** Float frames with few counts, rounded and scaled as numpy does. */

const baseName = (file: string) => file.slice(file.lastIndexOf('/') + 1).replace('.bin', '');
const filesOf = ({ frames }: StoringCase) =>
  frames.map(({ file }) => fileOf(goldenBytes(file), `${baseName(file)}.bin`));

function viewOf(golden: StoringCase) {
  const { rounding, scale } = golden;
  return viewFiles(filesOf(golden), { typed: FULL_GEOMETRY, choice: { ...LEGINON_CHOICE, rounding, scale } });
}

describe.each(goldenCases('storing'))('$name', (golden) => {
  it('has the offset and the pedestal in stored counts', async () => {
    const { rule } = await viewOf(golden);
    expect(rule).toMatchObject({ offset: golden.offset, pedestal: golden.pedestal });
    expect(rule?.smallestMinimum).toBe(Math.min(...golden.minima));
  });

  it('becomes the pixels that numpy finds, with the gain scaled', async () => {
    const view = await viewOf(golden);
    const exported = await exportFiles(recipeOf(view, SMV), sourcesOf(view, filesOf(golden)));
    for (const [index, frame] of golden.frames.entries()) {
      const stem = baseName(frame.file).replace(/_\d+$/, '');
      const { header, pixels } = readSmvFile(outputOf(exported, `${stem}/smv/${baseName(frame.file)}.img`));
      expect(Array.from(pixels)).toEqual(frame.smvValues);
      expect(Number(header.get('GAIN'))).toBe(26.5 * golden.scale);
      expect(header.get('COUNT_SCALE')).toBe(golden.scale === 1 ? undefined : String(golden.scale));
      expect(Number(header.get('IMAGE_PEDESTAL'))).toBe(golden.pedestal);
      const { truncatedLow, truncatedHigh } = frame;
      expect(exported.written[index]).toEqual({ number: index + 1, truncatedLow, truncatedHigh });
      const { low, high } = at(view.rows, index);
      expect(low?.atLeast).toBeLessThanOrEqual(truncatedLow);
      expect(low?.atMost).toBeGreaterThanOrEqual(truncatedLow);
      expect(high?.atLeast).toBeLessThanOrEqual(truncatedHigh);
      expect(high?.atMost).toBeGreaterThanOrEqual(truncatedHigh);
    }
  });

  it('says what cutting costs, as numpy has it, and nothing of rounding', async () => {
    const { rule, ...view } = await viewOf(golden);
    const warnings = rule === undefined ? [] : offsetWarnings({ ...view, rule }, view.losses);
    const few = warnings.find(({ code }) => code === 'fewFloatCounts');
    // Of a typical pixel, 1.75 counts; quarters times 4 have no fractions left, but the offset may have one.
    const costs = golden.rounding === 'cut' && golden.meanBefore - golden.meanAfter > 0.1;
    expect(few !== undefined).toBe(costs);
    if (few?.code !== 'fewFloatCounts') return;
    expect(few.meanBefore).toBeCloseTo(golden.meanBefore, 9);
    expect(few.meanAfter).toBeCloseTo(golden.meanAfter, 9);
  });
});
