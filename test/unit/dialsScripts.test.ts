import { describe, expect, it } from 'vitest';
import { dialsImageList, dialsImportBat, dialsImportSh } from '../../src/programs/dialsScripts';
import { processingOf } from './fixtures';

/** What a script runs, without its comments. */
function commandsOf(script: string): string[] {
  return script.split(/\r?\n/).filter((line) => line !== '' && !/^(#|rem )/.test(line));
}

const WHOLE = { frameNumbers: [3, 4, 5], absent: [] } as const;

describe('dials_import.sh', () => {
  it('imports the listed images, then indexes on demand', () => {
    expect(commandsOf(dialsImportSh(processingOf(WHOLE)))).toEqual([
      'set -e',
      'CDPATH= cd -- "$(dirname -- "$0")"',
      'dials.import --phil=dials_images.txt',
      'if [ "$1" = index ]; then',
      '  dials.find_spots imported.expt',
      '  dials.index imported.expt strong.refl detector.fix=distance',
      'fi',
    ]);
  });

  it('finds the axis on demand where nobody knows it', () => {
    const input = processingOf({ ...WHOLE, isAxisKnown: false });
    expect(commandsOf(dialsImportSh(input)).slice(7)).toEqual([
      'if [ "$1" = axis ]; then',
      '  dials.find_spots imported.expt',
      '  dials.find_rotation_axis imported.expt strong.refl',
      expect.stringContaining('dials.index optimised.expt strong.refl detector.fix=distance'),
      'fi',
    ]);
    expect(commandsOf(dialsImportBat(input)).slice(4, 8)).toEqual([
      'if /i "%~1"=="axis" (',
      '  call dials.find_spots imported.expt || exit /b 1',
      '  call dials.find_rotation_axis imported.expt strong.refl || exit /b 1',
      expect.stringContaining('dials.index optimised.expt strong.refl detector.fix=distance'),
    ]);
  });

  it('starts with the shell and is ASCII', () => {
    const script = dialsImportSh(processingOf({ stem: 'ü ß' }));
    expect(script).toMatch(/^#!\/bin\/sh\n/);
    expect(script).toMatch(/^[\n\x20-\x7e]+\n$/);
  });

  it('says which frames are missing', () => {
    const script = dialsImportSh(processingOf());
    expect(commandsOf(script)).toContain('dials.import --phil=dials_images.txt');
    expect(script).toContain('# Frames without a file: 6.');
    expect(script).toContain('makes 2 sweeps');
  });

  it.each(['a=b', 'ü'])('counts the images and gives DIALS the folder where the stem is %s', (stem) => {
    const input = processingOf({ ...WHOLE, stem });
    expect(dialsImageList(input)).toBeUndefined();
    expect(commandsOf(dialsImportSh(input)).slice(2, 7)).toEqual([
      'if [ $(ls smv | wc -l) -ne 3 ]; then',
      "  echo 'smv does not hold exactly the 3 images of this export: move other files away.' >&2",
      '  exit 1',
      'fi',
      'dials.import directory=smv',
    ]);
    expect(commandsOf(dialsImportBat(input)).slice(3, 8)).toEqual([
      'for /f %%n in (\'dir /a-d /b smv ^| %SystemRoot%\\System32\\find.exe /c /v ""\') do if not "%%n"=="3" (',
      '  echo smv does not hold exactly the 3 images of this export: move other files away.',
      '  exit /b 1',
      ')',
      'call dials.import "directory=smv" || exit /b 1',
    ]);
  });

  it.each([
    [0, 0.5, ''],
    [0, -0.5, ''],
    [90, 0.5, ' geometry.goniometer.axes=0,1,0'],
    [90, -0.5, ' geometry.goniometer.axes=0,-1,0'],
    [30, 0.5, ' geometry.goniometer.axes=0.866025,0.5,0'],
    [180, 0.5, ' geometry.goniometer.axes=-1,0,0'],
  ])('axis at %d degrees, steps of %d:%s', (rotationAxisDeg, oscillationPerFrameDeg, argument) => {
    const input = processingOf({ rotationAxisDeg }, { oscillationPerFrameDeg });
    expect(commandsOf(dialsImportSh(input))).toContain(`dials.import --phil=dials_images.txt${argument}`);
  });

  it('masks a beam stop: 0-based, upper bounds left out', () => {
    const edges = { fastFromPx: 100, fastToPx: 103, slowFromPx: -2, slowToPx: 9.5 };
    const input = processingOf({ beamStop: { form: 'rectangle', ...edges } });
    expect(commandsOf(dialsImportSh(input))).toContain(
      'dials.generate_mask imported.expt untrusted.rectangle=100,103,0,10 output.experiments=imported.expt',
    );
  });

  it('masks an elliptic one with a polygon that holds the ellipse', () => {
    const edges = { fastFromPx: 100, fastToPx: 300, slowFromPx: 50, slowToPx: 150 };
    const script = dialsImportSh(processingOf({ beamStop: { form: 'ellipse', ...edges } }));
    const corners = /untrusted\.polygon=([\d,]+)/.exec(script)?.[1];
    const numbers = (corners ?? '').split(',').map(Number);
    expect(numbers).toHaveLength(48);
    for (let i = 0; i < numbers.length; i += 2) {
      const distance = Math.hypot(((numbers[i] ?? 0) - 200) / 100, ((numbers[i + 1] ?? 0) - 100) / 50);
      expect(distance).toBeGreaterThan(0.99);
      expect(distance).toBeLessThan(1.03);
    }
  });

  it('says on every run which values are placeholders', () => {
    const input = processingOf({ placeholders: ['detectorDistanceMm', 'beamCentreFastPx'] });
    const warning = 'Not measured, placeholders in the image headers: DISTANCE, BEAM_CENTER_Y';
    expect(commandsOf(dialsImportSh(input))).toContain(`echo '${warning}' >&2`);
    expect(commandsOf(dialsImportBat(input))).toContain(`echo ${warning}`);
  });
});

describe('dials_images.txt', () => {
  it('has the images of the export, one a line', () => {
    expect(dialsImageList(processingOf())).toBe(
      [3, 4, 5, 7, 8, 9, 10].map((n) => `smv/12345_2_${String(n).padStart(3, '0')}.img\n`).join(''),
    );
  });

  it.each(["it's", '$x', 'a;b', '[x]', 'a{b}', '50%', ' a', 'my crystal 7'])(
    'takes a stem like %s',
    (stem) => {
      expect(dialsImageList(processingOf({ stem, frameNumbers: [7], digits: 4 }))).toBe(
        `smv/${stem}_0007.img\n`,
      );
    },
  );
});

describe('dials_import.bat', () => {
  it('runs the same commands', () => {
    expect(commandsOf(dialsImportBat(processingOf(WHOLE)))).toEqual([
      '@echo off',
      'setlocal DisableDelayedExpansion',
      'cd /d "%~dp0" || exit /b 1',
      'call dials.import "--phil=dials_images.txt" || exit /b 1',
      'if /i not "%~1"=="index" exit /b 0',
      'call dials.find_spots imported.expt || exit /b 1',
      'call dials.index imported.expt strong.refl "detector.fix=distance" || exit /b 1',
    ]);
  });

  it('has CRLF line ends only, is ASCII, and no name that cmd would read', () => {
    const script = dialsImportBat(processingOf({ stem: '50%TEMP%&^!ü' }));
    expect(script.replaceAll('\r\n', '')).toMatch(/^[\x20-\x7e]+$/);
    expect(script).not.toContain('TEMP');
    expect(commandsOf(script)).toContain('call dials.import "directory=smv" || exit /b 1');
  });
});
