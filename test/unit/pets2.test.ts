import { describe, expect, it } from 'vitest';
import { pets2Input } from '../../src/programs/pets2Input';
import { processingOf } from './fixtures';

function settingsOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('PETS2 input', () => {
  it('is this, worked out by hand', () => {
    const input = processingOf({ frameNumbers: [3, 4, 7], absent: [[5, 6]], rotationAxisDeg: -30 });
    expect(settingsOf(pets2Input(input))).toEqual([
      'geometry continuous',
      'lambda 0.02507934',
      // Python: 0.028 / (1234.5 * 0.02507934) = 0.0009043797591408217
      'Aperpixel 0.00090437976',
      'phi 0.25',
      'omega 330',
      'bin 1',
      'reflectionsize 20',
      'noiseparameters 26.5 1',
      'center AUTO',
      'imagelist',
      '"smv/12345_2_003.img" -28.7500 0.0000',
      '"smv/12345_2_004.img" -28.2500 0.0000',
      '"smv/12345_2_007.img" -26.7500 0.0000',
      'endimagelist',
    ]);
  });

  it('has the angles of the goniometer for a falling rotation', () => {
    const falling = { oscillationStartDeg: 30, oscillationPerFrameDeg: -0.5 };
    const text = pets2Input(processingOf({ frameNumbers: [1, 2], absent: [] }, falling));
    expect(text).toContain('\nphi 0.25\n');
    expect(text).toContain('_001.img" 29.7500 0.0000\n');
    expect(text).toContain('_002.img" 29.2500 0.0000\n');
  });

  it('names columns and rows of the beam centre', () => {
    expect(pets2Input(processingOf())).toContain('# beam centre: column 1000, row 500.5 in pixels');
  });

  it('leaves out what is not known', () => {
    const text = pets2Input(processingOf({ placeholders: ['detectorDistanceMm', 'oscillationPerFrameDeg'] }));
    expect(text).toContain('\n# Aperpixel   NOT KNOWN');
    expect(text).toContain('\n# phi   NOT KNOWN');
    expect(text).toContain('\nimagelist\nendimagelist\n');
  });
});
