import type { BeamStop } from '../domain/beamStop';
import { CETAD_BEAMLINE, CETAD_SATURATION_COUNTS } from '../domain/detector';
import {
  frameStartDeg,
  measured,
  type NumberRange,
  type ProcessingInput,
  risingAxis,
  rotationSign,
  unbrokenRuns,
} from '../domain/processing';
import { formatHeaderNumber } from '../outputs/smvHeader';
import type { ProcessingProgram } from './program';

/**
 * `XDS.INP` for an exported SMV series: it lies in the series' folder, the images in `smv/` below it.
 * Keywords and their values for electron diffraction as in spec section 8; the bounds of untrusted regions as dxtbx
 * writes them. XDS takes all geometry from here, none from the images.
 * Frame: x along the fast axis, y along the slow axis, z along the beam.
 */

/** Largest value of a pixel that was not cut: 65535 stands for everything above, too. */
const LARGEST_WHOLE_COUNT = 65534;
/** Longest template that old versions of XDS take. */
const OLD_TEMPLATE_LIMIT = 50;

function comment(...lines: readonly string[]): string[] {
  return lines.map((line) => `! ${line}`);
}

/** `KEY= value`; a line that XDS does not see, and that says so, where the value is unknown. */
function setting(key: string, value: string | undefined): string {
  return value === undefined
    ? `!${key}=   ! NOT KNOWN: fill in and remove the first "!"`
    : `${key}= ${value}`;
}

function numberSetting(key: string, value: number | undefined): string {
  return setting(key, value === undefined ? undefined : formatHeaderNumber(value));
}

function rangeSetting(key: string, [first, last]: NumberRange): string {
  return `${key}= ${first} ${last}`;
}

/** True for a stem that XDS can read as part of a template. */
function isTemplateStem(stem: string): boolean {
  return /^[A-Za-z0-9._+-]+$/.test(stem);
}

/** The template, through links without special characters where the stem has some. */
function templateLines({ stem, digits }: ProcessingInput): string[] {
  const number = '?'.repeat(digits);
  if (!isTemplateStem(stem)) {
    return [
      ...comment(
        "XDS cannot read this series' file names (blanks or special characters).",
        'Make links to the images once, in a shell in this folder:',
        '  mkdir -p xds_frames; for f in smv/*.img; do',
        `  ln -sf "../$f" "xds_frames/frame_\${f##*_}"; done`,
      ),
      `NAME_TEMPLATE_OF_DATA_FRAMES= xds_frames/frame_${number}.img SMV`,
    ];
  }
  const template = `smv/${stem}_${number}.img`;
  const long = comment(
    `This template has ${template.length} characters; old XDS takes ${OLD_TEMPLATE_LIMIT}.`,
  );
  return [
    ...(template.length > OLD_TEMPLATE_LIMIT ? long : []),
    `NAME_TEMPLATE_OF_DATA_FRAMES= ${template} SMV`,
  ];
}

/** The frames that XDS can read: it numbers images from 1. */
function readableNumbers({ frameNumbers }: ProcessingInput): readonly number[] {
  const readable = frameNumbers.filter((number) => number > 0);
  return readable.length > 0 ? readable : frameNumbers;
}

function longest(runs: readonly NumberRange[]): NumberRange {
  const length = ([first, last]: NumberRange) => last - first;
  return runs.reduce((best, run) => (length(run) > length(best) ? run : best));
}

function imageLines(input: ProcessingInput): string[] {
  const numbers = readableNumbers(input);
  const runs = unbrokenRuns(numbers);
  const span: NumberRange = [numbers[0] as number, numbers.at(-1) as number];
  const skipped = input.frameNumbers.length - numbers.length;
  return [
    ...templateLines(input),
    ...(skipped === 0 ? [] : comment('XDS numbers images from 1: image 0 is left out.')),
    rangeSetting('DATA_RANGE', span),
    ...runs.map((run) => rangeSetting('SPOT_RANGE', run)),
    ...comment('The longest run without a missing image.'),
    rangeSetting('BACKGROUND_RANGE', longest(runs)),
    ...(input.absent.length === 0 ? [] : comment('Missing or excluded: these images were not written.')),
    ...input.absent
      .filter(([, last]) => last >= span[0])
      .map(([first, last]) => rangeSetting('EXCLUDE_DATA_RANGE', [Math.max(first, span[0]), last])),
  ];
}

/** Stored counts from which a pixel is overloaded: for a Ceta-D, 1x1 and 2x2, the same as DIALS takes. */
function overload({ geometry: { beamline, binning } }: ProcessingInput): number {
  if (beamline !== CETAD_BEAMLINE || binning === undefined) return LARGEST_WHOLE_COUNT;
  return Math.min(CETAD_SATURATION_COUNTS * binning ** 2, LARGEST_WHOLE_COUNT);
}

/** XDS counts pixels from 1 and leaves out the two bounds: 0-based pixels a to b are written a and b + 2. */
function untrustedLine(stop: BeamStop): string {
  const bounds = [
    Math.floor(stop.fastFromPx),
    Math.ceil(stop.fastToPx) + 1,
    Math.floor(stop.slowFromPx),
    Math.ceil(stop.slowToPx) + 1,
  ];
  return `UNTRUSTED_${stop.form === 'ellipse' ? 'ELLIPSE' : 'RECTANGLE'}= ${bounds.join(' ')}`;
}

function beamStopLines({ beamStop }: ProcessingInput): string[] {
  if (beamStop === undefined) return [];
  return [...comment('Beam stop: x from, to, y from, to, bounds left out.'), untrustedLine(beamStop)];
}

function detectorLines(input: ProcessingInput): string[] {
  const { fastSize, slowSize } = input.shape;
  const pixel = measured(input, 'pixelSizeMm');
  return [
    'DETECTOR= ADSC',
    ...comment('Counts as stored. 0 stays valid: values cut at 0 are weak, not bad.'),
    'MINIMUM_VALID_PIXEL_VALUE= 0',
    numberSetting('OVERLOAD', overload(input)),
    ...comment(
      'Stored level of "no signal" (IMAGE_PEDESTAL).',
      input.scale === 1
        ? `raw value = stored value - (${formatHeaderNumber(input.offset)})`
        : `raw value = (stored value - (${formatHeaderNumber(input.offset)})) / ${formatHeaderNumber(input.scale)}`,
    ),
    numberSetting('OFFSET', input.pedestal),
    ...comment('Columns (fast, x), rows (slow, y); pixel edge after binning, mm.'),
    `NX= ${fastSize} NY= ${slowSize}`,
    numberSetting('QX', pixel),
    numberSetting('QY', pixel),
    ...comment('For X-rays only: no absorption in air, next to none in the sensor.'),
    'AIR= 0',
    'SENSOR_THICKNESS= 0.01',
    ...comment('To the corners of the frame.'),
    'TRUSTED_REGION= 0 1.42',
    ...beamStopLines(input),
  ];
}

function positionLines(input: ProcessingInput): string[] {
  const fast = measured(input, 'beamCentreFastPx');
  const slow = measured(input, 'beamCentreSlowPx');
  return [
    'DIRECTION_OF_DETECTOR_X-AXIS= 1 0 0',
    'DIRECTION_OF_DETECTOR_Y-AXIS= 0 1 0',
    ...comment(
      'Beam centre in pixels: x = fast, y = slow. XDS counts the centre of the first',
      'pixel as 1, Pedestal its outer corner as 0: these are its values + 0.5.',
    ),
    numberSetting('ORGX', fast === undefined ? undefined : fast + 0.5),
    numberSetting('ORGY', slow === undefined ? undefined : slow + 0.5),
    ...comment('Calibrated sample-to-detector distance, mm; not the camera length shown.'),
    numberSetting('DETECTOR_DISTANCE', measured(input, 'detectorDistanceMm')),
    ...comment('Electron wavelength, angstrom.'),
    numberSetting('X-RAY_WAVELENGTH', measured(input, 'wavelengthAngstrom')),
    'INCIDENT_BEAM_DIRECTION= 0 0 1',
    'FRACTION_OF_POLARIZATION= 0.5',
  ];
}

function axisText(input: ProcessingInput): string {
  const [x, y] = risingAxis(input);
  return [x, -y, 0].map((value) => formatHeaderNumber(Number(value.toFixed(6)))).join(' ');
}

function rotationLines(input: ProcessingInput): string[] {
  const first = readableNumbers(input)[0] as number;
  const start = frameStartDeg(input, first);
  const step = measured(input, 'oscillationPerFrameDeg');
  const sign = rotationSign(input);
  return [
    ...comment(
      `The axis lies at ${formatHeaderNumber(input.rotationAxisDeg)} degrees on screen, counter-clockwise from the fast`,
      'axis, row 0 at the top: cos, -sin, 0. The rotation is right-handed about it.',
    ),
    ...(sign > 0 ? [] : comment('The angle falls: the axis is reversed and the angles negated.')),
    setting('ROTATION_AXIS', axisText(input)),
    numberSetting('OSCILLATION_RANGE', step === undefined ? undefined : Math.abs(step)),
    ...comment('Angle at the start of STARTING_FRAME, degrees. Angles follow the numbers.'),
    numberSetting('STARTING_ANGLE', start === undefined ? undefined : sign * start),
    `STARTING_FRAME= ${first}`,
  ];
}

/**
 * The text of `XDS.INP`, ASCII, `\n` line ends. A value that is unknown or a placeholder is a comment to be filled
 * in, so that XDS does not use it unseen.
 */
export function xdsInput(input: ProcessingInput): string {
  return [
    ...comment('XDS.INP for the SMV images in smv/. Start xds_par in this folder.'),
    ...(input.placeholders.length === 0 ? [] : comment('SOME VALUES ARE NOT KNOWN, see below.')),
    'JOB= XYCORR INIT COLSPOT IDXREF DEFPIX INTEGRATE CORRECT',
    '',
    ...comment('***** Images *****'),
    ...imageLines(input),
    '',
    ...comment('***** Detector *****'),
    ...detectorLines(input),
    '',
    ...comment('***** Position of detector and beam *****'),
    ...positionLines(input),
    '',
    ...comment('***** Rotation *****'),
    ...rotationLines(input),
    '',
    ...comment('***** Crystal: 0 = to be found *****'),
    'SPACE_GROUP_NUMBER= 0',
    '',
    ...comment('***** Refinement: not the distance (POSITION), electrons hardly show it *****'),
    'REFINE(IDXREF)= BEAM AXIS ORIENTATION CELL',
    'REFINE(INTEGRATE)= BEAM ORIENTATION',
    'REFINE(CORRECT)= BEAM AXIS ORIENTATION CELL',
    '',
  ].join('\n');
}

/** XDS. */
export const xds: ProcessingProgram = {
  id: 'xds',
  label: 'XDS',
  reads: ['smv'],
  files: (input) => [{ name: 'XDS.INP', text: xdsInput(input) }],
};
