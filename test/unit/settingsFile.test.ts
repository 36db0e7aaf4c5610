import { describe, expect, it } from 'vitest';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { readConversion } from '../../src/state/settingsFile';

const REPORT = {
  program: { name: 'Pedestal', version: '1' },
  offset: { LEGINON_OFFSET: 120, choice: 'typed', cap: 300 },
  pedestal: { IMAGE_PEDESTAL: 7, choice: 'typed' },
  geometry: {
    highTensionKv: { value: 200, origin: 'typed' },
    binning: { value: 2, origin: 'preset' },
    beamCentreFastPx: { value: 511.25, origin: 'found' },
    wavelengthAngstrom: { value: 0.02508, origin: 'derived' },
    exposureSec: { value: 1, origin: 'placeholder' },
    gainCountsPerElectron: { value: null, origin: 'missing' },
    detectorDistanceMm: { value: -3, origin: 'typed' },
  },
  beamStop: { form: 'ellipse', fastFromPx: 1, fastToPx: 2, slowFromPx: 3, slowToPx: 4 },
  excluded: [{ number: 4 }, { number: 9 }, { number: 'x' }],
};

function read(change: object = {}) {
  return readConversion(JSON.stringify({ ...REPORT, ...change }), 'Pedestal');
}

describe('choices of a conversion.json', () => {
  it('are what someone chose or gave, in the texts of the form', () => {
    expect(read()).toEqual({
      choice: {
        cap: 300,
        offset: { kind: 'typed', offset: 120 },
        pedestal: { kind: 'typed', pedestal: 7 },
      },
      typed: { highTensionKv: '200', binning: '2x2', beamCentreFastPx: '511.25' },
      beamStop: REPORT.beamStop,
      excludedNumbers: [4, 9],
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
    expect(read({ geometry: 3, beamStop: { form: 'star' }, excluded: null })).toMatchObject({
      typed: {},
      beamStop: undefined,
      excludedNumbers: [],
    });
  });
});
