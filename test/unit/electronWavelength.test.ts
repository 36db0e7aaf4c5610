import { expect, it } from 'vitest';
import { electronWavelengthAngstrom } from '../../src/maths/electronWavelength';

it.each([
  [120, '0.033492'],
  [200, '0.025079'],
  [300, '0.019687'],
  // Reimer & Kohl, Transmission Electron Microscopy, table 2.1
  [100, '0.037014'],
  [1000, '0.008719'],
])('electrons of %d kV have a wavelength of %s angstrom', (highTensionKv, wavelength) => {
  expect(electronWavelengthAngstrom(highTensionKv).toFixed(6)).toBe(wavelength);
});

it('is the non-relativistic wavelength at low tension', () => {
  // lambda = 12.2643 angstrom / sqrt(V), Kittel
  expect(electronWavelengthAngstrom(0.1)).toBeCloseTo(1.22643, 3);
});
