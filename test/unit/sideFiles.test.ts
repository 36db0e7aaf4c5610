import { describe, expect, it } from 'vitest';
import { seriesChecks } from '../../src/conversion/seriesChecks';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import type { FileLayout } from '../../src/domain/frame';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { SideFile } from '../../src/domain/sideFacts';
import { withSides } from '../../src/domain/sideFile';
import { readSideFile } from '../../src/inputs/sideFiles/sideFiles';
import { EMI, FRACTIONS, FRAME_SET, STACK } from '../support/sideTexts';
import { at, entryOf, layoutOf, only } from './fixtures';

function sideOf(name: string, text: string, folder = ''): SideFile {
  const read = readSideFile(name, () => text);
  if (read === undefined) throw new Error(`${name} was not read`);
  return { folder, name, ...read };
}

function viewOf(files: Readonly<Record<string, Partial<FileLayout>>>, ...sides: readonly SideFile[]) {
  const series = groupIntoSeries(
    Object.entries(files).map(([name, layout]) => entryOf(name, { layout: layoutOf(layout) })),
  );
  const joined = withSides(series, new Map(sides.map((side) => [side.name, side])));
  return joined.map((one) => viewSeries(one, new Map(), NEW_SERIES));
}

const MRC_STACK: Partial<FileLayout> = { format: 'mrc', frameCount: 4 };

describe('TIA .emi', () => {
  it('has one block for each series', () => {
    const { facts } = sideOf('x.emi', EMI);
    expect(facts.map(({ metadata }) => metadata.tiltDeg)).toEqual([-12.5, 7.25]);
    expect(facts[0]).toEqual({
      metadata: {
        highTensionKv: 200,
        tiltDeg: -12.5,
        exposureSec: 0.0125,
        binning: 8,
        cameraName: 'BM-Ceta',
      },
      cameraLengthMm: 1100,
    });
  });

  it('completes the series with its number', () => {
    const ser: Partial<FileLayout> = {
      format: 'tia-ser',
      frameCount: 2,
      metadata: { reciprocalPixelPerAngstrom: 0.0065 },
    };
    const [first, second] = viewOf({ 'x_1.ser': ser, 'x_2.ser': ser }, sideOf('x.emi', EMI));
    expect(first?.geometry.oscillationStartDeg).toEqual({ value: -12.5, origin: 'emi' });
    expect(second?.geometry.oscillationStartDeg).toEqual({ value: 7.25, origin: 'emi' });
    // Ceta at 8x8: 0.112 mm; distance = 0.112 / (0.0065 * 0.02507934)
    expect(first?.geometry.pixelSizeMm).toEqual({ value: 0.112, origin: 'emi' });
    expect(first?.geometry.detectorDistanceMm?.value).toBeCloseTo(687.05, 1);
    expect(first?.geometry.detectorDistanceMm?.origin).toBe('emi');
    // the plug-in of DIALS knows no binning of 8
    expect(first?.warnings).toEqual([{ code: 'binningUnknownToPlugin', binning: 8 }]);
  });

  it('states a camera length that is not taken for the distance', () => {
    const [view] = viewOf({ 'x_1.ser': { format: 'tia-ser', frameCount: 2 } }, sideOf('x.emi', EMI));
    expect(view?.geometry.detectorDistanceMm).toBeUndefined();
    expect(view && seriesChecks(view.geometry, view.series.side)).toContainEqual({
      code: 'nominalCameraLength',
      file: 'x.emi',
      cameraLengthMm: 1100,
    });
  });

  it.each([
    ['cut', EMI.slice(0, 500), 0],
    ['with a broken block', EMI.replace('<Label>', '<Label'), 2],
    ['empty', '', 0],
  ])('%s is no fault', (_, text, blocks) => {
    expect(readSideFile('x.emi', () => text)?.facts).toHaveLength(blocks);
  });
});

describe('SerialEM .mdoc', () => {
  it('describes a movie', () => {
    expect(only(sideOf('x.mrc.mdoc', FRAME_SET).facts)).toEqual({
      metadata: {
        highTensionKv: 200,
        binning: 2,
        pixelSizeMm: 0.028,
        tiltDeg: -30.05,
        exposureSec: 0.5,
        tiltPerFrameDeg: 0.505,
      },
      frames: 120,
      cameraLengthMm: 960,
    });
  });

  it.each(['x.mrc.mdoc', 'x.mdoc'])('%s describes the sections of a stack', (name) => {
    const [view] = viewOf({ 'x.mrc': MRC_STACK }, sideOf(name, STACK));
    expect(view?.geometry).toMatchObject({
      highTensionKv: { value: 300, origin: 'mdoc' },
      exposureSec: { value: 0.5, origin: 'mdoc' },
      oscillationStartDeg: { value: -10, origin: 'mdoc' },
      oscillationPerFrameDeg: { value: 0.5, origin: 'mdoc' },
    });
    expect(view?.warnings).toEqual([]);
  });

  it('gives each file of a series its tilt', () => {
    const files = Object.fromEntries([1, 2, 3].map((n) => [`y_${n}.mrc`, { format: 'mrc' }]));
    const sides = [1, 2, 3].map((n) =>
      sideOf(`y_${n}.mrc.mdoc`, `[FrameSet = 0]\nTiltAngle = ${20 - 0.25 * n}\n`),
    );
    const [view] = viewOf(files, ...sides);
    expect(view?.geometry.oscillationStartDeg).toEqual({ value: 19.75, origin: 'mdoc' });
    expect(view?.geometry.oscillationPerFrameDeg).toEqual({ value: -0.25, origin: 'mdoc' });
  });

  it('gives way to the headers of the frames, and its contradictions are said', () => {
    const layout = { ...MRC_STACK, frameCount: 3, metadata: { highTensionKv: 200, tiltDeg: -10 } };
    const [view] = viewOf({ 'x.mrc': layout }, sideOf('x.mrc.mdoc', STACK));
    expect(view?.geometry.highTensionKv).toEqual({ value: 200, origin: 'file' });
    expect(view?.warnings).toEqual([
      {
        code: 'sideFileDiffers',
        file: 'x.mrc.mdoc',
        differences: [
          { key: 'frames', beside: 4, inFrames: 3 },
          { key: 'highTensionKv', beside: 300, inFrames: 200 },
        ],
      },
    ]);
  });

  it.each([
    ['impossible values', '[FrameSet = 0]\nVoltage = 1e9\nTiltAngle = x\nNumSubFrames = 0\n'],
    ['a binning below 1', '[FrameSet = 0]\nBinning = 0.5\n'],
  ])('with %s states nothing', (_, text) => {
    expect(only(sideOf('x.mdoc', text).facts).metadata).toEqual({});
  });

  it('of something else is no such file', () => {
    expect(readSideFile('x.mdoc', () => 'a = 1\n')).toBeUndefined();
  });
});

describe('XML of Velox and EPU-D', () => {
  it('counts the fractions, whatever the namespaces', () => {
    const expected = {
      metadata: { exposureSec: 0.25, binning: 2, cameraName: 'Ceta-D' },
      frames: 3,
      size: { fastSize: 2048, slowSize: 2048 },
    };
    expect(only(sideOf('x.xml', FRACTIONS).facts)).toEqual(expected);
    const bare = FRACTIONS.replaceAll(/(<\/?)[pq]:/g, '$1');
    expect(only(sideOf('x.xml', bare).facts)).toEqual(expected);
  });

  it('is checked against the frames', () => {
    const layout = { ...MRC_STACK, fastSize: 2048, slowSize: 1024 };
    const [view] = viewOf({ 'x.mrc': layout }, sideOf('x.xml', FRACTIONS));
    expect(view?.warnings).toContainEqual({
      code: 'sideFileDiffers',
      file: 'x.xml',
      differences: [
        { key: 'frames', beside: 3, inFrames: 4 },
        { key: 'slowSize', beside: 2048, inFrames: 1024 },
      ],
    });
  });

  it.each(['<a><b/></a>', '<a>', 'no xml', ''])('%j is no such file', (text) => {
    expect(readSideFile('x.xml', () => text)).toBeUndefined();
  });
});

describe('files beside frames', () => {
  it('belong to frames of their folder only', () => {
    const side = { ...sideOf('x.mrc.mdoc', STACK), folder: 'other' };
    const [view] = viewOf({ 'x.mrc': MRC_STACK }, side);
    expect(view?.series.side).toBeUndefined();
  });

  it('belong to a whole series by its name', () => {
    const files = { 'run_001.mrc': { format: 'mrc' }, 'run_002.mrc': { format: 'mrc' } };
    const [view] = viewOf(files, sideOf('run.mdoc', FRAME_SET));
    expect(view?.geometry.exposureSec).toEqual({ value: 0.5, origin: 'mdoc' });
  });

  it('leave other series the same objects', () => {
    const series = groupIntoSeries([entryOf('a_1.bin'), entryOf('b_1.bin')]);
    const joined = withSides(series, new Map([['a.mdoc', sideOf('a.mdoc', FRAME_SET)]]));
    expect(at(joined, 0)).not.toBe(at(series, 0));
    expect(at(joined, 1)).toBe(at(series, 1));
  });
});
