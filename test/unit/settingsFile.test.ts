import { describe, expect, it } from 'vitest';
import { readConversion } from '../../src/conversion/readConversion';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { explainSettingsFault } from '../../src/wording/settingsFaults';

const REPORT = {
  program: { name: 'Pedestal', version: '1' },
  series: { stem: 'run', frames: 2, fastSize: 5, slowSize: 3 },
  offset: { LEGINON_OFFSET: 120, choice: 'typed', cap: 300 },
  pedestal: { IMAGE_PEDESTAL: 7, choice: 'typed' },
  geometry: {
    highTensionKv: { value: 200, origin: 'typed' },
    binning: { value: 2, origin: 'preset' },
    beamCentreFastPx: { value: 511.25, origin: 'found' },
    wavelengthAngstrom: { value: 0.02508, origin: 'derived' },
    exposureSec: { value: 1, origin: 'placeholder' },
    gainCountsPerElectron: { value: null, origin: 'missing' },
    date: { value: 'modified time of each source file', origin: 'file' },
  },
  beamStop: { form: 'ellipse', fastFromPx: 1, fastToPx: 2, slowFromPx: 3, slowToPx: 4 },
  excluded: [{ number: 4 }, { number: 9 }],
};

function read(change: object = {}) {
  return readConversion(JSON.stringify({ ...REPORT, ...change }), 'Pedestal');
}

describe('choices of a conversion.json', () => {
  it('are what someone chose or gave, in the texts of the form', () => {
    expect(read()).toEqual({
      series: { stem: 'run', size: { fastSize: 5, slowSize: 3 } },
      choice: {
        cap: 300,
        offset: { kind: 'typed', offset: 120 },
        pedestal: { kind: 'typed', pedestal: 7 },
        rounding: 'cut',
        scale: 1,
      },
      reading: { bytes: undefined, sections: 'all', tilts: 'degrees' },
      numbering: undefined,
      typed: { highTensionKv: '200', binning: '2x2', beamCentreFastPx: '511.25' },
      axisRows: undefined,
      beamStop: REPORT.beamStop,
      excludedNumbers: [4, 9],
      faults: [],
    });
  });

  it('follow the rule where the rule was chosen', () => {
    const offset = { LEGINON_OFFSET: 120, choice: 'leginon', cap: 2000 };
    expect(read({ offset, pedestal: { IMAGE_PEDESTAL: 7, choice: 'leginon' } })?.choice).toEqual(
      LEGINON_CHOICE,
    );
    expect(read({ pedestal: { choice: 'median' } })?.choice.pedestal).toEqual({ kind: 'median' });
  });

  it.each([
    ['no JSON', '{'],
    ['of another program', JSON.stringify({ ...REPORT, program: { name: 'Other' } })],
    ['a list', '[1, 2]'],
    ['null', 'null'],
  ])('are not read from %s', (_, text) => {
    expect(readConversion(text, 'Pedestal')).toBeUndefined();
  });

  it('are taken as far as they can be read', () => {
    const faulty = read({ geometry: 3, beamStop: { form: 'star' }, excluded: null });
    expect(faulty).toMatchObject({ typed: {}, beamStop: undefined, excludedNumbers: [] });
    expect(faulty?.choice).toEqual(read()?.choice);
  });

  it('number the frames as the user chose', () => {
    const numbering = { by: 'order', chosenByUser: true };
    expect(read({ numbering })?.numbering).toBe('order');
    expect(read({ numbering: { ...numbering, chosenByUser: false } })?.numbering).toBeUndefined();
  });

  it('store fractions as they were stored', () => {
    expect(read({ fractions: { choice: 'nearest', scale: 8, GAIN: 4 } })?.choice).toMatchObject({
      rounding: 'nearest',
      scale: 8,
    });
  });

  it('read the files as they were read', () => {
    const reading = { bytes: 'signed', sections: 'announced', tilts: 'radians' };
    expect(read({ reading })?.reading).toEqual(reading);
    expect(read({ reading: { ...reading, bytes: null } })?.reading.bytes).toBeUndefined();
  });

  const STOP = REPORT.beamStop;
  const geometry = (key: string, value: unknown, origin: unknown = 'typed') => ({
    geometry: { [key]: { value, origin } },
  });
  it.each<[string, object, string]>([
    ['no series', { series: undefined }, 'noSeriesInFile'],
    ['a series without a size', { series: { stem: 'run' } }, 'noSeriesInFile'],
    ['another numbering', { numbering: { by: 'name', chosenByUser: true } }, 'badNumbering'],
    ['another reading', { reading: { bytes: 'middle', sections: 'all', tilts: 'degrees' } }, 'badReading'],
    ['a cap below 0', { offset: { ...REPORT.offset, cap: -5 } }, 'badCap'],
    ['a cap that is a text', { offset: { ...REPORT.offset, cap: '300' } }, 'badCap'],
    ['no cap', { offset: { ...REPORT.offset, cap: undefined } }, 'badCap'],
    ['an infinite offset', { offset: { ...REPORT.offset, LEGINON_OFFSET: 1e308 } }, 'badOffset'],
    ['another offset rule', { offset: { ...REPORT.offset, choice: 'best' } }, 'badOffsetChoice'],
    ['another rounding', { fractions: { choice: 'up', scale: 2 } }, 'badFractions'],
    ['a scale of 0', { fractions: { choice: 'nearest', scale: 0 } }, 'badFractions'],
    ['no pedestal', { pedestal: { choice: 'typed' } }, 'badPedestal'],
    ['another pedestal rule', { pedestal: { choice: 'constructor' } }, 'badPedestalChoice'],
    ['a distance below 0', geometry('detectorDistanceMm', -3), 'badGeometry'],
    ['a distance that is a text', geometry('detectorDistanceMm', '900'), 'badGeometry'],
    ['half a binning', geometry('binning', 1.5), 'badGeometry'],
    ['a beamline that a header does not hold', geometry('beamline', 'A;B'), 'badGeometry'],
    ['another origin', geometry('exposureSec', 1, 'toString'), 'badOrigin'],
    ['a beam stop of another form', { beamStop: { ...STOP, form: 'star' } }, 'badBeamStop'],
    ['a beam stop inside out', { beamStop: { ...STOP, fastToPx: 0 } }, 'badBeamStop'],
    ['a beam stop without an edge', { beamStop: { ...STOP, slowToPx: undefined } }, 'badBeamStop'],
    ['a beam stop far away', { beamStop: { ...STOP, slowToPx: 1e7 } }, 'badBeamStop'],
    ['an excluded frame without a number', { excluded: [{ number: 'x' }] }, 'badExcluded'],
    ['excluded frames that are none', { excluded: 4 }, 'badExcluded'],
  ])('name %s, and nothing of it is taken', (_, change, code) => {
    const found = read(change);
    expect(found?.faults.map((fault) => fault.code)).toEqual([code]);
    if (code === 'badCap') expect(found?.choice.cap).toBe(LEGINON_CHOICE.cap);
    if (code.startsWith('badOffset')) expect(found?.choice.offset).toEqual(LEGINON_CHOICE.offset);
    if (code.startsWith('badPedestal')) expect(found?.choice.pedestal).toEqual(LEGINON_CHOICE.pedestal);
    if (code === 'badGeometry' || code === 'badOrigin') expect(found?.typed).toEqual({});
    if (code === 'badBeamStop') expect(found?.beamStop).toBeUndefined();
    if (code === 'badExcluded') expect(found?.excludedNumbers).toEqual([]);
    for (const fault of found?.faults ?? []) expect(explainSettingsFault(fault)).not.toMatch(/undefined|NaN/);
  });

  it('take nothing more of a beam stop than what it is', () => {
    expect(read({ beamStop: { ...STOP, other: 1 } })?.beamStop).toEqual(STOP);
  });
});
