import { describe, expect, it } from 'vitest';
import { readGeometryLine } from '../../src/conversion/geometryLine';

describe('a line of geometry', () => {
  it('is read by units and names, bare numbers as start and step', () => {
    expect(readGeometryLine('200 kV 960 mm 2x2 -30 +0.5 0.5 s gain 26')).toEqual({
      texts: {
        highTensionKv: '200',
        detectorDistanceMm: '960',
        binning: '2x2',
        oscillationStartDeg: '-30',
        oscillationPerFrameDeg: '+0.5',
        exposureSec: '0.5',
        gainCountsPerElectron: '26',
      },
      unread: [],
    });
  });

  it.each<[string, object]>([
    ['300kV', { highTensionKv: '300' }],
    ['0.028 mm', { pixelSizeMm: '0.028' }],
    ['14 \u00b5m, 1.2 m', { pixelSizeMm: '0.014', detectorDistanceMm: '1200' }],
    ['500 ms', { exposureSec: '0.5' }],
    ['0.0251 \u00c5', { wavelengthAngstrom: '0.0251' }],
    ['centre 511.5, 498', { beamCentreFastPx: '511.5', beamCentreSlowPx: '498' }],
    ['axis = \u221234.5\u00b0', { rotationAxisDeg: '-34.5' }],
    ['start -20 step 0,25', { oscillationStartDeg: '-20', oscillationPerFrameDeg: '0.25' }],
    ['\u221220\u00b0 0.5\u00b0/frame', { oscillationStartDeg: '-20', oscillationPerFrameDeg: '0.5' }],
    ['bin 4; 26.5 gain', { binning: '4x4', gainCountsPerElectron: '26.5' }],
    ['960 mm 1000 mm', { detectorDistanceMm: '1000' }],
    ['', {}],
  ])('%j', (line, texts) => {
    expect(readGeometryLine(line)).toEqual({ texts, unread: [] });
  });

  it.each<[string, object, readonly string[]]>([
    ['200 kV Talos', { highTensionKv: '200' }, ['Talos']],
    ['-30 0.5 7', { oscillationStartDeg: '-30', oscillationPerFrameDeg: '0.5' }, ['7']],
    ['9000 kV', {}, ['9000 kV']],
    ['centre 5', {}, ['centre']],
    ['gain 0', {}, ['gain 0']],
  ])('%j leaves what it cannot read', (line, texts, unread) => {
    const read = readGeometryLine(line);
    expect(read.unread).toEqual(unread);
    expect(read.texts).toMatchObject(texts);
  });
});
