import { describe, expect, it } from 'vitest';
import { buildRecipe } from '../../src/conversion/buildRecipe';
import { exportBlockers } from '../../src/conversion/exportBlockers';
import { offsetFacts } from '../../src/conversion/offsetFacts';
import { offerForWarning } from '../../src/conversion/offsetOffers';
import { warningsFor } from '../../src/conversion/outputWarnings';
import { seededUniform } from '../support/diffractionFrames';
import {
  BOTH,
  type Choices,
  exportFiles,
  FULL_GEOMETRY,
  fileOf,
  MRC,
  outputOf,
  recipeOf,
  SMV,
  sourcesOf,
  tiaBytes,
  viewFiles,
} from './fixtures';

/** Counts of a camera of unsigned 16 bits, as SerialEM stores them: 100 to 1299, and one pixel of 50000. */
const EDGE = 64;
const COUNTS = Array.from({ length: 3 }, (_, frame) => {
  const uniform = seededUniform(frame + 1);
  const counts = Array.from({ length: EDGE * EDGE }, () => 100 + Math.floor(1200 * uniform()));
  counts[30 * EDGE + 30] = 50_000;
  return counts;
});
const filesMinus = (minus: number) =>
  COUNTS.map((counts, i) =>
    fileOf(
      tiaBytes(
        'int16',
        EDGE,
        EDGE,
        counts.map((value) => value - minus),
      ),
      `m_${i + 1}.bin`,
    ),
  );
const FILES = filesMinus(32_768);
const typed = { ...FULL_GEOMETRY, detectorDistanceMm: '100', beamCentreFastPx: '32', beamCentreSlowPx: '32' };

async function codesOf(choices: Choices = {}) {
  const view = await viewFiles(FILES, { typed, ...choices });
  return { view, codes: warningsFor(view, BOTH).map(({ code }) => code) };
}

describe('counts stored minus 32768', () => {
  it('are named, and not written as SMV', async () => {
    const { view } = await codesOf();
    const smallest = COUNTS.map((counts) => Math.min(...counts));
    const warning = view.warnings.find(({ code }) => code === 'storedMinus32768');
    expect(warning).toMatchObject({ largestMinimum: Math.max(...smallest) - 32_768 });
    expect(view.losses.ofSeries).toEqual([
      { end: 'zero', pixels: 3 * EDGE * EDGE - 3, ofPixels: 3 * EDGE * EDGE },
    ]);
    expect(exportBlockers(view, SMV).map(({ code }) => code)).toEqual(['mostPixelsLost']);
    expect(exportBlockers(view, MRC)).toEqual([]);
  });

  it('are restored by what is offered, to the last pixel, without further warnings', async () => {
    const { view } = await codesOf();
    const warning = view.warnings.find(({ code }) => code === 'storedMinus32768');
    const offer = warning && offerForWarning(warning, view);
    expect(offer).toMatchObject({ code: 'minus32768', offset: 32_768 });
    const after = await codesOf({ choice: { ...view.settings.choice, ...offer?.choice } });
    expect(after.codes).toEqual([]);
    expect(exportBlockers(after.view, BOTH)).toEqual([]);
    // 2x2, so a Ceta-D is saturated from 32000 stored counts, all of them of the camera
    expect(offsetFacts(after.view)).toMatchObject({ saturationRaw: 32_000, rawZeroInDials: 0 });
    const written = await exportFiles(recipeOf(after.view, SMV), sourcesOf(after.view, FILES));
    for (const [i, counts] of COUNTS.entries()) {
      const image = outputOf(written, `m/smv/m_00${i + 1}.img`);
      expect(Array.from(new Uint16Array(image.buffer, image.length - 2 * EDGE * EDGE))).toEqual(counts);
    }
    expect(buildRecipe(after.view, SMV)).toMatchObject({ offset: 32_768, pedestal: 0 });
  });

  it.each([0, 2768, 20_000, 28_000])('are not those stored minus %d', async (minus) => {
    const view = await viewFiles(filesMinus(minus), { typed });
    expect(view.warnings.map(({ code }) => code)).not.toContain('storedMinus32768');
  });

  it('are not frames with one dead pixel of -32768', async () => {
    const files = COUNTS.map((counts, i) =>
      fileOf(
        tiaBytes(
          'int16',
          EDGE,
          EDGE,
          counts.map((value, at) => (at === 99 ? -32_768 : Math.min(value, 3000))),
        ),
        `d_${i + 1}.bin`,
      ),
    );
    const view = await viewFiles(files, { typed });
    expect(view.warnings.map(({ code }) => code)).toEqual([]);
  });
});
