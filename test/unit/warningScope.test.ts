import { describe, expect, it } from 'vitest';
import type { OutputChoice } from '../../src/domain/recipe';
import { conversionJson } from '../../src/pipeline/report';
import { BOTH, FULL_GEOMETRY, fileOf, MRC, recipeOf, SMV, tiaBytes, viewFiles } from './fixtures';

/** A frame of which SMV cuts pixels at both ends and fractions, and MRC's floats change a value. */
const VALUES = [-2000.5, 70_000, 0.1, 16_777_217, 5, 0, 0, 0, 0, 0];
const LOSSY = fileOf(tiaBytes('float64', 5, 2, VALUES), 'x_1.bin');

async function reported(choice: OutputChoice, acceptPlaceholders = false): Promise<string[]> {
  const typed = acceptPlaceholders ? {} : FULL_GEOMETRY;
  const recipe = recipeOf(await viewFiles([LOSSY], { typed, acceptPlaceholders }), choice);
  const report = JSON.parse(conversionJson(recipe, [], new Date(0)));
  return report.warnings.map(({ code }: { code: string }) => code);
}

const IN_SMV = ['everyFrameTruncated', 'truncatedAt0', 'truncatedAt65535', 'fractionCut'];
/** Of the geometry, whatever is written: the frame is tiny. */
const OF_GEOMETRY = ['resolutionImplausible'];

describe('the warnings of a report', () => {
  it('are those of the outputs that are written', async () => {
    expect(await reported(BOTH)).toEqual([...IN_SMV, 'float32Inexact', ...OF_GEOMETRY]);
    expect(await reported(SMV)).toEqual([...IN_SMV, ...OF_GEOMETRY]);
    expect(await reported(MRC)).toEqual(['float32Inexact', ...OF_GEOMETRY]);
  });

  it('speak of placeholders where they are written', async () => {
    expect(await reported(SMV, true)).toContain('placeholders');
    expect(await reported(MRC, true)).not.toContain('placeholders');
  });

  it("say that Leginon's headers are not for processing, where they are written", async () => {
    expect(await reported({ ...SMV, leginonHeaders: true })).toContain('leginonHeaders');
    expect(await reported({ ...MRC, leginonHeaders: true })).not.toContain('leginonHeaders');
  });
});
