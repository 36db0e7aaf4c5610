import { describe, expect, it } from 'vitest';
import { framesToExclude } from '../../src/conversion/exclusionOffers';
import { seriesChecks } from '../../src/conversion/seriesChecks';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import { seriesWarnings } from '../../src/conversion/seriesWarnings';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { InspectedFile } from '../../src/domain/series';
import { inspectFile } from '../../src/pipeline/readFrame';
import { feiStack, type StackOptions } from '../support/feiStack';
import { entryOf, fileOf, only, unwrap } from './fixtures';

async function stackEntry(options: StackOptions): Promise<InspectedFile> {
  return entryOf('s.mrc', { layout: unwrap(await inspectFile(fileOf(feiStack(options), 's.mrc'))) });
}

async function viewOf(options: StackOptions) {
  return viewSeries(only(groupIntoSeries([await stackEntry(options)])), new Map(), NEW_SERIES);
}

const STEPS = [12, 12.4, 12.8, 13.2, 13.6];

describe('FEI records of a stack', () => {
  it.each<[string, Partial<StackOptions>]>([
    ['of version 1', { exttyp: 'FEI1', padding: 256 }],
    ['of version 2', {}],
    ['of a longer version', { recordBytes: 1024 }],
    ['with padding', { padding: 512 }],
    ['without the end of the last', { padding: -100 }],
  ])('%s give the tilt of every section', async (_, options) => {
    const { metadata } = unwrap(await inspectFile(fileOf(feiStack({ tilts: STEPS, ...options }), 's.mrc')));
    expect(metadata.tiltsDeg).toEqual(STEPS);
  });

  it('may be more than the sections', async () => {
    const { geometry } = await viewOf({ tilts: [...STEPS, 0, 0, 0], sections: 5 });
    expect(geometry.oscillationPerFrameDeg).toEqual({ value: 0.4, origin: 'file' });
  });

  it('may be fewer', async () => {
    const { metadata } = unwrap(await inspectFile(fileOf(feiStack({ tilts: [1, 2], sections: 4 }), 's.mrc')));
    expect(metadata.tiltsDeg).toEqual([1, 2, Number.NaN, Number.NaN]);
  });

  it('give start and step of the series', async () => {
    const view = await viewOf({ tilts: STEPS });
    expect(view.geometry.oscillationStartDeg).toEqual({ value: 12, origin: 'file' });
    expect(view.geometry.oscillationPerFrameDeg).toEqual({ value: 0.4, origin: 'file' });
    expect(seriesWarnings(view)).toEqual([]);
  });

  it('tell the frames during which the stage stood still, and propose to exclude them', async () => {
    const view = await viewOf({ tilts: [12, 12, ...STEPS, 13.6] });
    const warning = { code: 'standingStage', frames: [1, 2, 3, 7, 8] } as const;
    expect(seriesWarnings(view)).toEqual([warning]);
    expect(view.geometry.oscillationStartDeg?.value).toBe(11.2);
    const keys = framesToExclude(warning, view);
    expect(keys).toEqual([0, 1, 2, 6, 7].map((i) => view.series.frames[i]?.key));
    const excluded = { ...NEW_SERIES, excluded: new Set(keys) };
    expect(viewSeries(view.series, new Map(), excluded).warnings).toEqual([]);
  });

  it('propose nothing where the stage never moves', async () => {
    const view = await viewOf({ tilts: [7, 7, 7] });
    const [warning] = seriesWarnings(view);
    expect(warning).toEqual({ code: 'standingStage', frames: [1, 2, 3] });
    expect(warning && framesToExclude(warning, view)).toEqual([]);
    expect(view.geometry.oscillationPerFrameDeg).toBeUndefined();
  });

  it('may all state the start of a rotation whose step they state', async () => {
    const view = await viewOf({ tilts: [7, 7, 7], statedStepDeg: 0.25 });
    expect(view.geometry.oscillationStartDeg?.value).toBe(7);
    expect(view.geometry.oscillationPerFrameDeg?.value).toBe(0.25);
    expect(seriesWarnings(view)).toEqual([]);
  });

  it('may state another step than their tilts show', async () => {
    const view = await viewOf({ tilts: STEPS, statedStepDeg: 1 });
    expect(view.geometry.oscillationPerFrameDeg?.value).toBe(0.4);
    expect(seriesWarnings(view)).toEqual([{ code: 'statedStepDiffers', statedDeg: 1, fittedDeg: 0.4 }]);
  });

  it('may be in radians', async () => {
    const tilts = [-0.02, -0.01, 0, 0.01];
    const view = await viewOf({ tilts });
    expect(seriesWarnings(view)).toEqual([{ code: 'tiltsMaybeRadians', stepDeg: 0.01 }]);
  });

  it('of a map are said to be of a map', async () => {
    expect(seriesWarnings(await viewOf({ tilts: STEPS, spaceGroup: 401 }))).toEqual([
      { code: 'volume', files: 1 },
    ]);
  });
});

describe('the tilt axis of FEI records', () => {
  // dxtbx FormatMRC: (0, -1, 0), which is 270 degrees on the frame, turned about the beam by the angle
  it.each([
    [-83.9, 186.1],
    [0, 270],
    [90, 0],
    [-300, 330],
    [120.25, 30.25],
  ])('of %f degrees is a rotation axis at %f', async (tiltAxisDeg, rotationAxisDeg) => {
    const { geometry } = await viewOf({ tilts: STEPS, tiltAxisDeg });
    expect(geometry.rotationAxisDeg).toEqual({ value: rotationAxisDeg, origin: 'file' });
    expect(seriesChecks(geometry)).toEqual([{ code: 'senseNotKnown', axisDeg: rotationAxisDeg }]);
  });

  it('leaves the axis unknown where it is not set', async () => {
    const { geometry } = await viewOf({ tilts: STEPS });
    expect(geometry.rotationAxisDeg).toEqual({ value: 0, origin: 'default' });
    expect(seriesChecks(geometry)).toEqual([{ code: 'axisNotKnown' }]);
  });

  it('is nothing to check where the user gave it', () => {
    expect(seriesChecks({ rotationAxisDeg: { value: 12, origin: 'typed' } })).toEqual([]);
  });
});
