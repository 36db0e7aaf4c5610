import type { BeamStop } from '../domain/beamStop';
import { type NumberRange, type ProcessingInput, risingAxis, unbrokenRuns } from '../domain/processing';
import { outputBaseName } from '../domain/series';
import { formatHeaderNumber, placeholderKeys } from '../outputs/smvHeader';

/**
 * `dials_import.sh` and `dials_import.bat` for an exported SMV series: they lie in the series' folder, the images
 * in `smv/` below it, and DIALS leaves its files beside them. Without an argument they import; with `index` they
 * go on to `dials.find_spots` and `dials.index`, with the distance fixed, since electrons hardly show it.
 *
 * They read the images of their own export alone: the folder may hold those of an earlier one with other frames.
 *
 * Measured with DIALS 3.12 (Debian), stock format class:
 * - `--phil=<file>` takes arguments from a file, one a line: the list of images, which no command line limits (that
 *   of Windows has 8191 characters). A list gives one sweep for each unbroken run, each with its own angles and
 *   numbers; `dials.index` indexes them as one crystal. No option of `dials.import` makes one sweep of a series
 *   with gaps. 1000 images take 6 s longer than by `template=`.
 * - `template=` takes every image that fits, and with `image_range=` too it reads angle and pedestal from the first
 *   one that fits: from an image of an earlier export, if there is one.
 * - `dials.find_spots` and `dials.index` have no `exclude_images=`. An excluded frame is not written, so it is a
 *   gap and needs none.
 * - The beam centre, the pedestal and the direction of rotation come from the headers.
 * - A name with `=` is taken for a parameter, and how Python reads other letters than ASCII's depends on the system.
 *   `directory=` takes all names, so there the script counts the files first.
 */

/** Name of the list of images, in the folder of the scripts. */
export const DIALS_IMAGES = 'dials_images.txt';

function isListable(stem: string): boolean {
  return /^[\x20-\x7e]+$/.test(stem) && !stem.includes('=');
}

/**
 * The images of the export, one path a line, as both scripts give it to DIALS.
 * @returns undefined where DIALS could not read the names in a list
 */
export function dialsImageList(input: ProcessingInput): string | undefined {
  if (!isListable(input.stem)) return undefined;
  return input.frameNumbers.map((number) => `smv/${outputBaseName(input, number)}.img\n`).join('');
}

/** What `dials.import` is to read, as one argument without quotes. */
function imagesArgument({ stem }: ProcessingInput): string {
  return isListable(stem) ? `--phil=${DIALS_IMAGES}` : 'directory=smv';
}

/** What is said where the folder is to be read and does not hold this export's images alone. */
function strangersWarning({ frameNumbers }: ProcessingInput): string {
  return `smv does not hold exactly the ${frameNumbers.length} images of this export: move other files away.`;
}

function shGuard(input: ProcessingInput): string[] {
  if (isListable(input.stem)) return [];
  return [
    `if [ $(ls smv | wc -l) -ne ${input.frameNumbers.length} ]; then`,
    `  echo '${strangersWarning(input)}' >&2`,
    '  exit 1',
    'fi',
  ];
}

function batGuard(input: ProcessingInput): string[] {
  if (isListable(input.stem)) return [];
  const count = `'dir /a-d /b smv ^| %SystemRoot%\\System32\\find.exe /c /v ""'`;
  return [
    `for /f %%n in (${count}) do if not "%%n"=="${input.frameNumbers.length}" (`,
    `  echo ${strangersWarning(input)}`,
    '  exit /b 1',
    ')',
  ];
}

/**
 * The axis, where it is not along the fast axis as the format class assumes; reversed for a negative rotation, as
 * the class does. DIALS' frame: x along the fast axis, y against the slow axis.
 */
function axisArguments(input: ProcessingInput): string[] {
  if (input.rotationAxisDeg % 360 === 0) return [];
  const axis = [...risingAxis(input), 0].map((value) => formatHeaderNumber(Number(value.toFixed(6))));
  return [`geometry.goniometer.axes=${axis.join(',')}`];
}

/** Corners of a polygon around the ellipse, in whole pixels. */
function ellipseCorners(stop: BeamStop, fastSize: number, slowSize: number): number[] {
  const corners = 24;
  const grow = 1 / Math.cos(Math.PI / corners);
  const on = (from: number, to: number, part: number, size: number) =>
    Math.min(Math.max(Math.round((from + to) / 2 + (grow * part * (to - from)) / 2), 0), size);
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * (i + 0.5)) / corners;
    const fast = on(stop.fastFromPx, stop.fastToPx, Math.cos(angle), fastSize);
    return [fast, on(stop.slowFromPx, stop.slowToPx, Math.sin(angle), slowSize)];
  }).flat();
}

/** 0-based pixels, the upper bounds left out. */
function maskArgument(stop: BeamStop, { fastSize, slowSize }: ProcessingInput['shape']): string {
  if (stop.form === 'ellipse') {
    return `untrusted.polygon=${ellipseCorners(stop, fastSize, slowSize).join(',')}`;
  }
  const bounds = [
    Math.max(Math.floor(stop.fastFromPx), 0),
    Math.min(Math.ceil(stop.fastToPx), fastSize),
    Math.max(Math.floor(stop.slowFromPx), 0),
    Math.min(Math.ceil(stop.slowToPx), slowSize),
  ];
  return `untrusted.rectangle=${bounds.join(',')}`;
}

type Command = readonly string[];

function importCommands(input: ProcessingInput): Command[] {
  const { beamStop, shape } = input;
  const importing = ['dials.import', imagesArgument(input), ...axisArguments(input)];
  if (beamStop === undefined) return [importing];
  const mask = maskArgument(beamStop, shape);
  return [importing, ['dials.generate_mask', 'imported.expt', mask, 'output.experiments=imported.expt']];
}

/** Finds the axis by the spots (Gorelik et al.); DIALS 3.12 and later. */
const AXIS_COMMANDS: readonly Command[] = [
  ['dials.find_spots', 'imported.expt'],
  ['dials.find_rotation_axis', 'imported.expt', 'strong.refl'],
];

const AXIS_RESULT =
  'optimised.expt has the rotation axis. Index: dials.index optimised.expt strong.refl detector.fix=distance';

const INDEX_COMMANDS: readonly Command[] = [
  ['dials.find_spots', 'imported.expt'],
  ['dials.index', 'imported.expt', 'strong.refl', 'detector.fix=distance'],
];

function rangeText([first, last]: NumberRange): string {
  return first === last ? String(first) : `${first} to ${last}`;
}

/** Sentences for whoever opens the script, ASCII. */
function remarks(input: ProcessingInput): string[] {
  const runs = unbrokenRuns(input.frameNumbers);
  const gaps =
    runs.length === 1
      ? []
      : [
          `Frames without a file: ${input.absent.map(rangeText).join(', ')}.`,
          `dials.import makes ${runs.length} sweeps, one of each unbroken run, with the angles of the`,
          'headers; dials.index takes them as one crystal. Nothing is left to exclude.',
        ];
  return [
    'Beam centre, distance, wavelength, pedestal and the direction of rotation are in the',
    'image headers: neither fast_slow_beam_centre= nor panel.pedestal= is needed.',
    'BEAMLINE selects the Ceta-D class: part of DIALS since 2025, a plug-in for older ones.',
    'Newer DIALS corrects no polarisation with geometry.beam.probe=electron at import.',
    ...(input.isAxisKnown
      ? []
      : [
          'The rotation axis was not known and is along the fast axis here. The argument axis',
          'finds it from the spots (DIALS 3.12 or later): optimised.expt.',
        ]),
    ...gaps,
  ];
}

/** Header keys whose values nobody measured: said on every run. */
function placeholderWarning({ placeholders }: ProcessingInput): string | undefined {
  if (placeholders.length === 0) return undefined;
  return `Not measured, placeholders in the image headers: ${placeholderKeys(placeholders).join(', ')}`;
}

/** An argument as the POSIX shell takes it literally. */
function shQuoted(argument: string): string {
  return /^[A-Za-z0-9_./=,+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** An argument in a batch file. Nothing in ours is special between quotes: no stem comes here, no `%`. */
function batQuoted(argument: string): string {
  return /^[A-Za-z0-9_./+-]+$/.test(argument) ? argument : `"${argument}"`;
}

/** The script for POSIX shells, `\n` line ends: `sh dials_import.sh` or `sh dials_import.sh index`. */
export function dialsImportSh(input: ProcessingInput): string {
  const lines = (commands: readonly Command[]) => commands.map((words) => words.map(shQuoted).join(' '));
  const warning = placeholderWarning(input);
  return [
    '#!/bin/sh',
    "# Imports this export's SMV images in smv/ into DIALS.",
    '#   sh dials_import.sh        imports: imported.expt',
    '#   sh dials_import.sh index  finds spots and indexes, too: indexed.expt, indexed.refl',
    ...(input.isAxisKnown
      ? []
      : ['#   sh dials_import.sh axis   finds spots and the rotation axis: optimised.expt']),
    ...remarks(input).map((remark) => `# ${remark}`),
    'set -e',
    'CDPATH= cd -- "$(dirname -- "$0")"',
    ...(warning === undefined ? [] : [`echo ${shQuoted(warning)} >&2`]),
    ...shGuard(input),
    ...lines(importCommands(input)),
    'if [ "$1" = index ]; then',
    ...lines(INDEX_COMMANDS).map((line) => `  ${line}`),
    'fi',
    ...(input.isAxisKnown
      ? []
      : [
          'if [ "$1" = axis ]; then',
          ...lines(AXIS_COMMANDS).map((line) => `  ${line}`),
          `  echo '${AXIS_RESULT}'`,
          'fi',
        ]),
    '',
  ].join('\n');
}

/** The script for Windows, CRLF line ends: `dials_import.bat` or `dials_import.bat index`. */
export function dialsImportBat(input: ProcessingInput): string {
  const lines = (commands: readonly Command[]) =>
    commands.map((words) => `call ${words.map(batQuoted).join(' ')} || exit /b 1`);
  const warning = placeholderWarning(input);
  return [
    '@echo off',
    'setlocal DisableDelayedExpansion',
    "rem Imports this export's SMV images in smv\\ into DIALS.",
    'rem   dials_import.bat        imports: imported.expt',
    'rem   dials_import.bat index  finds spots and indexes, too: indexed.expt, indexed.refl',
    ...(input.isAxisKnown
      ? []
      : ['rem   dials_import.bat axis   finds spots and the rotation axis: optimised.expt']),
    ...remarks(input).map((remark) => `rem ${remark}`),
    'cd /d "%~dp0" || exit /b 1',
    ...(warning === undefined ? [] : [`echo ${warning}`]),
    ...batGuard(input),
    ...lines(importCommands(input)),
    ...(input.isAxisKnown
      ? []
      : [
          'if /i "%~1"=="axis" (',
          ...lines(AXIS_COMMANDS).map((line) => `  ${line}`),
          `  echo ${AXIS_RESULT}`,
          ')',
        ]),
    'if /i not "%~1"=="index" exit /b 0',
    ...lines(INDEX_COMMANDS),
    '',
  ].join('\r\n');
}
