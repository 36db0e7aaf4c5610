import { frameStartDeg, measured, type ProcessingInput } from '../domain/processing';
import { outputBaseName } from '../domain/series';
import { formatHeaderNumber } from '../outputs/smvHeader';
import type { ProcessingProgram } from './program';

/**
 * Input file of PETS2 (https://pets.fzu.cz), `<stem>.pts`.
 *
 * Sourced: keywords and the order of values, from what instamatic writes and lists from the PETS2 manual
 * (`instamatic/processing/ImgConversion.py` and `PETS_input_keywords.csv`): `geometry continuous`, `lambda` in
 * angstrom, `Aperpixel` in 1/angstrom per pixel, `phi` half the rotation per frame, `omega` the axis' angle from
 * the fast axis, counter-clockwise on screen, `bin`, `reflectionsize`, `noiseparameters`, and the lines of the image
 * list: path, alpha, beta. `center AUTO` is what another public script for PETS2 writes.
 * Not verified, because PETS2 could not be run: that alpha means the middle of a frame (it follows from `phi` being
 * a half-width), which row PETS2 counts a typed centre from (so it is left to PETS2 and given as a comment), the
 * meaning of the noise parameters (the first is taken for the gain), quotes around paths, and that PETS2 reads SMV:
 * instamatic gives it 16-bit TIFF.
 */

function row(key: string, value: number | string | undefined): string {
  if (value === undefined) return `# ${key}   NOT KNOWN: fill in and remove the "#"`;
  return `${key} ${typeof value === 'number' ? formatHeaderNumber(value) : value}`;
}

/** Reciprocal size of a pixel, 1/angstrom: pixel / (distance * wavelength). */
function reciprocalPixel(input: ProcessingInput): number | undefined {
  const pixel = measured(input, 'pixelSizeMm');
  const distance = measured(input, 'detectorDistanceMm');
  const wavelength = measured(input, 'wavelengthAngstrom');
  if (pixel === undefined || distance === undefined || wavelength === undefined) return undefined;
  return Number((pixel / (distance * wavelength)).toPrecision(8));
}

function centreRemark(input: ProcessingInput): string[] {
  const fast = measured(input, 'beamCentreFastPx');
  const slow = measured(input, 'beamCentreSlowPx');
  if (fast === undefined || slow === undefined) return [];
  const [column, line] = [fast, slow].map(formatHeaderNumber);
  return [`# beam centre: column ${column}, row ${line} in pixels from the outer corner of the first pixel`];
}

function imageLine(input: ProcessingInput, number: number): string {
  const start = frameStartDeg(input, number) as number;
  const middle = start + (input.geometry.oscillationPerFrameDeg as number) / 2;
  return `"smv/${outputBaseName(input, number)}.img" ${middle.toFixed(4)} 0.0000`;
}

/** The text of the `.pts` file, `\n` line ends. Angles are the goniometer's: they fall for a negative rotation. */
export function pets2Input(input: ProcessingInput): string {
  const step = measured(input, 'oscillationPerFrameDeg');
  const gain = input.geometry.gainCountsPerElectron;
  const isAngleKnown = frameStartDeg(input, input.firstNumber) !== undefined;
  return [
    '# PETS2 input. If your PETS2 does not read SMV, convert the images to 16-bit TIFF and change the list.',
    'geometry continuous',
    row('lambda', measured(input, 'wavelengthAngstrom')),
    row('Aperpixel', reciprocalPixel(input)),
    row('phi', step === undefined ? undefined : Math.abs(step) / 2),
    row('omega', ((input.rotationAxisDeg % 360) + 360) % 360),
    row('bin', 1),
    row('reflectionsize', 20),
    row('noiseparameters', gain === undefined ? undefined : `${formatHeaderNumber(gain)} 1`),
    ...centreRemark(input),
    row('center', 'AUTO'),
    ...(isAngleKnown ? ['# path, alpha at the middle of the frame, beta, degrees'] : ['# ANGLES NOT KNOWN']),
    'imagelist',
    ...(isAngleKnown ? input.frameNumbers.map((number) => imageLine(input, number)) : []),
    'endimagelist',
    '',
  ].join('\n');
}

/** PETS2. */
export const pets2: ProcessingProgram = {
  id: 'pets2',
  label: 'PETS2',
  reads: ['smv'],
  files: (input) => [{ name: `${input.stem}.pts`, text: pets2Input(input) }],
};
