import type { BeamStop } from '../domain/beamStop';
import { type NumberRange, type ProcessingInput, risingAxis, unbrokenRuns } from '../domain/processing';
import { formatHeaderNumber, placeholderKeys } from './smv';

/**
 * `dials_import.sh` and `dials_import.bat` for an exported SMV series: they lie in the series' folder, the images
 * in `smv/` below it, and DIALS leaves its files beside them. Without an argument they import; with `index` they
 * go on to `dials.find_spots` and `dials.index`, with the distance fixed, since electrons hardly show it.
 *
 * Measured with DIALS 3.12 (Debian), stock format class:
 * - `template=` gives one sweep, and refuses a series with a missing frame ("Missing images 5, 6").
 * - A list of files or `directory=` gives one sweep for each unbroken run, each with its own angles and numbers;
 *   `dials.index` indexes them as one crystal. No option of `dials.import` makes one sweep of a series with gaps.
 * - `dials.find_spots` and `dials.index` have no `exclude_images=`. An excluded frame is not written, so it is a
 *   gap and needs none.
 * - The beam centre, the pedestal and the direction of rotation come from the headers.
 * - A stem with `[`, `{`, `$` or `;` breaks `template=`, one with `=` a list of files. `directory=` takes them all.
 */

/** True for a stem that means the same to both shells and to DIALS' parameter syntax. */
function isPlainStem(stem: string): boolean {
  return /^[A-Za-z0-9._+-]+( +[A-Za-z0-9._+-]+)*$/.test(stem);
}

/** What `dials.import` is to read, as one argument without quotes. */
function imagesArgument({ stem, digits, absent }: ProcessingInput): string {
  return absent.length === 0 && isPlainStem(stem)
    ? `template=smv/${stem}_${'#'.repeat(digits)}.img`
    : 'directory=smv';
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

/** An argument in a batch file. Only plain stems come here: nothing in them is special between quotes, no `%`. */
function batQuoted(argument: string): string {
  return /^[A-Za-z0-9_./+-]+$/.test(argument) ? argument : `"${argument}"`;
}

/** The script for POSIX shells, `\n` line ends: `sh dials_import.sh` or `sh dials_import.sh index`. */
export function dialsImportSh(input: ProcessingInput): string {
  const lines = (commands: readonly Command[]) => commands.map((words) => words.map(shQuoted).join(' '));
  const warning = placeholderWarning(input);
  return [
    '#!/bin/sh',
    '# Imports the SMV images in smv/ into DIALS.',
    '#   sh dials_import.sh        imports: imported.expt',
    '#   sh dials_import.sh index  finds spots and indexes, too: indexed.expt, indexed.refl',
    ...remarks(input).map((remark) => `# ${remark}`),
    'set -e',
    'CDPATH= cd -- "$(dirname -- "$0")"',
    ...(warning === undefined ? [] : [`echo ${shQuoted(warning)} >&2`]),
    ...lines(importCommands(input)),
    'if [ "$1" = index ]; then',
    ...lines(INDEX_COMMANDS).map((line) => `  ${line}`),
    'fi',
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
    'rem Imports the SMV images in smv\\ into DIALS.',
    'rem   dials_import.bat        imports: imported.expt',
    'rem   dials_import.bat index  finds spots and indexes, too: indexed.expt, indexed.refl',
    ...remarks(input).map((remark) => `rem ${remark}`),
    'cd /d "%~dp0" || exit /b 1',
    ...(warning === undefined ? [] : [`echo ${warning}`]),
    ...lines(importCommands(input)),
    'if /i not "%~1"=="index" exit /b 0',
    ...lines(INDEX_COMMANDS),
    '',
  ].join('\r\n');
}
