import { describe, expect, it } from 'vitest';
import { geometryGift, withGift } from '../../src/conversion/geometryGift';
import { ownPreset, presetsFileText, readPresets } from '../../src/conversion/geometryPresets';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import type { RowOrder } from '../../src/domain/frame';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import { entryOf, layoutOf, only } from './fixtures';

function viewOf(rowOrder: RowOrder | undefined, settings: Partial<SeriesSettings> = {}, own = [PRESET]) {
  const layout = layoutOf({ format: 'mrc', ...(rowOrder && { rowOrder }) });
  const series = only(groupIntoSeries([entryOf('x_1.mrc', { layout })]));
  return viewSeries(series, new Map(), { ...NEW_SERIES, ...settings }, own);
}

const PRESET = ownPreset('mine', { rotationAxisDeg: 34 }, 'topDown');

/** Measured with DIALS on a series at 34 degrees written upside down: 146 gives the true lattice, -34 its mirror image. */
const MIRRORED = { code: 'axisOfMirroredRows', axisDeg: 34, mirroredDeg: 146, rows: 'bottomUp' };

describe('a rotation axis given for other rows', () => {
  it.each<[string, RowOrder | undefined, object[]]>([
    ['the other way round', 'bottomUp', [MIRRORED]],
    ['the same way', 'topDown', []],
    ['in an unknown order', undefined, []],
  ])('of a preset is said of rows stored %s', (_, rowOrder, warnings) => {
    expect(viewOf(rowOrder, { presetId: PRESET.id }).warnings).toEqual(warnings);
  });

  it('is not what is typed over it', () => {
    const settings = { presetId: PRESET.id, typed: { rotationAxisDeg: '146' } };
    expect(viewOf('bottomUp', settings).warnings).toEqual([]);
  });

  it('keeps its rows in the file of presets', () => {
    expect(readPresets(presetsFileText([PRESET]))).toEqual({ presets: [PRESET], rejected: [] });
    expect(ownPreset('no axis', { binning: 2 }, 'topDown').rowOrder).toBeUndefined();
  });

  it('keeps its rows when it is copied, and copied again', () => {
    const gift = geometryGift(viewOf('topDown', { typed: { rotationAxisDeg: '34' } }));
    if (gift === undefined) throw new Error('nothing to give');
    const second = { ...NEW_SERIES, ...withGift(NEW_SERIES, gift, undefined, []) };
    expect(viewOf('bottomUp', second).warnings).toEqual([MIRRORED]);
    const again = geometryGift(viewOf('bottomUp', second));
    expect(again?.axisRows).toBe('topDown');
  });
});
