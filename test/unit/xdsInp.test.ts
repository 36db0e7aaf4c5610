import { describe, expect, it } from 'vitest';
import { type ProcessingInput, processingInput, unbrokenRuns } from '../../src/domain/processing';
import type { ExportRecipe } from '../../src/domain/recipe';
import { xdsInput } from '../../src/programs/xdsInput';
import { processingOf } from './fixtures';

function valuesIn(text: string, key: string): string[] {
  return [...text.matchAll(new RegExp(`^${key}= (.*)$`, 'gm'))].map(([, value]) => value as string);
}

function valueIn(text: string, key: string): string | undefined {
  return valuesIn(text, key)[0];
}

function xds(change: Partial<ProcessingInput> = {}, geometry: ProcessingInput['geometry'] = {}): string {
  return xdsInput(processingOf(change, geometry));
}

describe('runs of frame numbers', () => {
  it.each([
    [[], []],
    [[4], [[4, 4]]],
    [
      [1, 2, 3, 7, 9, 10],
      [
        [1, 3],
        [7, 7],
        [9, 10],
      ],
    ],
  ])('%j', (numbers, runs) => {
    expect(unbrokenRuns(numbers)).toEqual(runs);
  });

  it('need a frame', () => {
    const recipe = { frames: [] } as unknown as ExportRecipe;
    expect(() => processingInput(recipe)).toThrow('without frames');
  });
});

describe('XDS.INP', () => {
  it('has every keyword, worked out by hand', () => {
    const settings = xds()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('!'));
    expect(settings).toEqual([
      'JOB= XYCORR INIT COLSPOT IDXREF DEFPIX INTEGRATE CORRECT',
      'NAME_TEMPLATE_OF_DATA_FRAMES= smv/12345_2_???.img SMV',
      'DATA_RANGE= 3 10',
      'SPOT_RANGE= 3 5',
      'SPOT_RANGE= 7 10',
      'BACKGROUND_RANGE= 7 10',
      'EXCLUDE_DATA_RANGE= 6 6',
      'DETECTOR= ADSC',
      'MINIMUM_VALID_PIXEL_VALUE= 0',
      'OVERLOAD= 32000',
      'OFFSET= 1855',
      'NX= 2048 NY= 1024',
      'QX= 0.028',
      'QY= 0.028',
      'AIR= 0',
      'SENSOR_THICKNESS= 0.01',
      'TRUSTED_REGION= 0 1.42',
      'DIRECTION_OF_DETECTOR_X-AXIS= 1 0 0',
      'DIRECTION_OF_DETECTOR_Y-AXIS= 0 1 0',
      'ORGX= 1000.5',
      'ORGY= 501',
      'DETECTOR_DISTANCE= 1234.5',
      'X-RAY_WAVELENGTH= 0.02507934',
      'INCIDENT_BEAM_DIRECTION= 0 0 1',
      'FRACTION_OF_POLARIZATION= 0.5',
      'ROTATION_AXIS= 1 0 0',
      'OSCILLATION_RANGE= 0.5',
      'STARTING_ANGLE= -29',
      'STARTING_FRAME= 3',
      'SPACE_GROUP_NUMBER= 0',
      'REFINE(IDXREF)= BEAM AXIS ORIENTATION CELL',
      'REFINE(INTEGRATE)= BEAM ORIENTATION',
      'REFINE(CORRECT)= BEAM AXIS ORIENTATION CELL',
    ]);
  });

  it('says how raw values follow from stored ones, scaled ones too', () => {
    expect(xds({ offset: 12.5, scale: 10 })).toContain('! raw value = (stored value - (12.5)) / 10\n');
    expect(xds({ offset: 12.5 })).toContain('! raw value = stored value - (12.5)\n');
  });

  it('is ASCII in short lines, with a newline at its end', () => {
    const text = xds({ rotationAxisDeg: -123.456789012, placeholders: ['binning'] });
    expect(text).toMatch(/^[\n\x20-\x7e]+\n$/);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90);
  });

  it('reverses the axis and negates the angles of a falling rotation', () => {
    const text = xds({}, { oscillationStartDeg: 30, oscillationPerFrameDeg: -0.5 });
    expect(valueIn(text, 'ROTATION_AXIS')).toBe('-1 0 0');
    expect(valueIn(text, 'OSCILLATION_RANGE')).toBe('0.5');
    // frame 3 begins at 30 - 2 * 0.5 = 29
    expect(valueIn(text, 'STARTING_ANGLE')).toBe('-29');
  });

  it.each([
    [90, 0.5, '0 -1 0'],
    [90, -0.5, '0 1 0'],
    [30, 0.5, '0.866025 -0.5 0'],
    [30, -0.5, '-0.866025 0.5 0'],
    [-45, 0.5, '0.707107 0.707107 0'],
    [180, 0.5, '-1 0 0'],
  ])('an axis at %d degrees with steps of %d is %s', (rotationAxisDeg, oscillationPerFrameDeg, axis) => {
    expect(valueIn(xds({ rotationAxisDeg }, { oscillationPerFrameDeg }), 'ROTATION_AXIS')).toBe(axis);
  });

  it.each([
    ['rectangle', 'UNTRUSTED_RECTANGLE'],
    ['ellipse', 'UNTRUSTED_ELLIPSE'],
  ] as const)('leaves the bounds of a beam stop out: %s', (form, key) => {
    const beamStop = { form, fastFromPx: 100, fastToPx: 103, slowFromPx: 7.2, slowToPx: 9.5 };
    // 0-based columns 100, 101, 102 are XDS' 101 to 103; rows 7, 8, 9 are 8 to 10
    expect(valueIn(xds({ beamStop }), key)).toBe('100 104 7 11');
  });

  it.each([
    [{ binning: 1, beamline: 'CETAD_TUI' }, '8000'],
    [{ binning: 4, beamline: 'CETAD_TUI' }, '65534'],
    [{ binning: 2, beamline: 'OTHER' }, '65534'],
  ])('overload of %j is %s stored counts', (geometry, counts) => {
    expect(valueIn(xds({}, geometry), 'OVERLOAD')).toBe(counts);
  });

  it('hides what is not known from XDS', () => {
    const text = xds({ placeholders: ['detectorDistanceMm', 'oscillationStartDeg', 'beamCentreFastPx'] });
    for (const key of ['DETECTOR_DISTANCE', 'STARTING_ANGLE', 'ORGX']) {
      expect(valuesIn(text, key), key).toEqual([]);
      expect(text).toContain(`\n!${key}=   ! NOT KNOWN`);
    }
    expect(valueIn(text, 'ORGY')).toBe('501');
    expect(valueIn(text, 'OSCILLATION_RANGE')).toBe('0.5');
  });

  it('has one SPOT_RANGE and nothing to exclude without gaps, and starts at image 1', () => {
    const text = xds({ frameNumbers: [0, 1, 2], absent: [], firstNumber: 0 });
    expect(valuesIn(text, 'SPOT_RANGE')).toEqual(['1 2']);
    expect(valueIn(text, 'DATA_RANGE')).toBe('1 2');
    expect(valueIn(text, 'STARTING_FRAME')).toBe('1');
    expect(valueIn(text, 'STARTING_ANGLE')).toBe('-29.5');
    expect(text).not.toContain('EXCLUDE_DATA_RANGE');
  });

  it('goes through links where the names hold a blank, and says so of long ones', () => {
    const odd = xds({ stem: "it's 5 % ü", digits: 4 });
    expect(valueIn(odd, 'NAME_TEMPLATE_OF_DATA_FRAMES')).toBe('xds_frames/frame_????.img SMV');
    expect(odd).toContain('! Make links to the images');
    expect(xds({ stem: 'a'.repeat(39) })).toContain('This template has 51 characters');
    expect(xds({ stem: 'a'.repeat(38) })).not.toContain('This template has');
  });
});
