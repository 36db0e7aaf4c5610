import type { ExportBlocker, SeriesWarning, SideDifference } from '../domain/warning';
import { frameList } from './frames';
import { GEOMETRY_LABEL } from './geometryLabels';
import { count, fixed, plural, ranges, significant, value } from './numbers';
import { affected, explainOffsetWarning, lostPixels } from './offsetWarningWords';

/** What a file beside the frames may state otherwise. */
const DIFFERENCE_LABEL: Readonly<Record<SideDifference['key'], string>> = {
  ...GEOMETRY_LABEL,
  frames: 'frames',
  fastSize: 'columns',
  slowSize: 'rows',
};

/** Puts a warning into words. */
export function explainWarning(warning: SeriesWarning): string {
  switch (warning.code) {
    case 'gaps':
      return `Frames are missing: ${ranges(warning.gaps)}. Angles follow the numbers; gaps are not closed up.`;
    case 'positiveMinimum':
    case 'everyFrameTruncated':
    case 'pedestalAboveOffset':
    case 'pedestalByFewFrames':
    case 'falseBackground':
    case 'littleSaturationLeft':
    case 'implausibleOffset':
    case 'fractionalOffset':
    case 'fewFloatCounts':
    case 'framesLost':
    case 'mostPixelsLost':
      return explainOffsetWarning(warning);
    case 'storedMinus32768':
      return `Counts are stored minus 32\u202f768, as SerialEM writes them: the background lies at ${value(warning.mode)}, and every minimum at or below ${value(warning.largestMinimum)}. An offset of 32\u202f768 restores the counts.`;
    case 'wrappedCounts':
      return `Wrapped 16-bit counts: ${affected(warning)} ${warning.pixels === 1 ? 'lies' : 'lie'} below ${value(warning.below)} among pixels above ${value(warning.beside)}. ${warning.becomeZero ? `In SMV ${warning.pixels === 1 ? 'it becomes 0 and stays' : 'they become 0 and stay'} trusted: DIALS and XDS take ${warning.pixels === 1 ? 'it' : 'them'} for weak, not for overloaded.` : `In SMV ${warning.pixels === 1 ? 'it stays' : 'they stay'} trusted although far too low.`}`;
    case 'truncatedAt0':
      return `Truncated at 0 in SMV: ${affected(warning)}.`;
    case 'truncatedAt65535':
      return `Truncated at 65535, the 16-bit limit, in SMV: ${affected(warning)}.`;
    case 'fractionCut':
      return `Fractions ${warning.rounding === 'nearest' ? 'rounded to nearest' : 'discarded'} in SMV${warning.scale === 1 ? '' : `, after scaling by ${value(warning.scale, 6)}`}: ${warning.scale === 1 || !warning.exact ? '' : 'up to '}${affected(warning)}.`;
    case 'float32Inexact':
      return `Values changed by 32-bit floats in MRC: ${affected(warning)}.`;
    case 'surplusBytes':
      return `${plural(warning.files, 'file')} longer than the header says; extra bytes are ignored.`;
    case 'unusualAxisOrder':
      return `${plural(warning.files, 'MRC file')} with permuted axes; pixels keep their stored order.`;
    case 'fewerSections':
      return `${plural(warning.files, 'file')} ${warning.files === 1 ? 'ends' : 'end'} early: ${count(warning.whole)} of ${count(warning.announced)} frames are complete and taken.`;
    case 'moreSections':
      return `${plural(warning.files, 'file')} with more frames than the header says: ${count(warning.whole)} instead of ${count(warning.announced)}, ${warning.onlyAnnounced ? 'only those it announces are taken' : 'all taken'}.`;
    case 'headerLengthOff':
      return `${plural(warning.files, 'MRC file')} without the extended header that the header announces; the length fits without it.`;
    case 'noMapMark':
      return `${plural(warning.files, 'MRC file')} without MAP in the header; everything else fits.`;
    case 'byteOrderByLength':
      return `${plural(warning.files, 'MRC file')} whose machine stamp contradicts the content; the byte order that fits is used.`;
    case 'unsignedBytes':
      return `${plural(warning.files, 'MRC file')} of mode 0 read as unsigned, 0 to 255, as the header suggests.`;
    case 'rowsUpsideDown':
      return `${plural(warning.files, 'MRC file')} with rows stored from the bottom up (MAPR = \u22122). Rows keep their stored order, which mirrors the angle of the rotation axis.`;
    case 'volume':
      return `${plural(warning.files, 'MRC file')} marked as a map (a volume), not as a stack of images; each section is taken as a frame.`;
    case 'numberedByOrder':
      return {
        times: `The names carry times, so the ${count(warning.frames)} frames are numbered by their order.`,
        joined: `The numbers of the joined series overlap, so the ${count(warning.frames)} frames are numbered by their order.`,
        manyMissing:
          warning.step === undefined
            ? `More numbers are missing in the names than there are frames, so the ${count(warning.frames)} frames are numbered by their order.`
            : `The numbers in the names rise by ${count(warning.step)}, so the ${count(warning.frames)} frames are numbered by their order.`,
      }[warning.reason];
    case 'numberedByTilt':
      return `The names carry tilts, from ${value(warning.firstDeg, 4)}\u00b0 in steps of ${value(warning.stepDeg, 4)}\u00b0: the frames are numbered by rising tilt.`;
    case 'numberSteps':
      return `The numbers in the names rise by ${count(warning.step)}. Does the stage turn by the oscillation from one file to the next? Then number the frames by order. Angles now follow the numbers.`;
    case 'copies':
      return `${plural(warning.files, 'file')} named as ${warning.files === 1 ? 'a copy' : 'copies'} of a frame (${warning.example}) ${warning.files === 1 ? 'takes' : 'take'} no part.`;
    case 'sideFileDiffers':
      return `The file beside the frames, ${warning.file}, contradicts them: ${warning.differences.map(({ key, beside, inFrames }) => `${DIFFERENCE_LABEL[key]} ${value(beside, 4)} instead of ${value(inFrames, 4)}`).join(', ')}. The frames' own values are used.`;
    case 'standingStage':
      return `The stage stands still in ${frameList(warning.frames)}. Start angle and oscillation come from the other frames.`;
    case 'unevenTilts':
      return warning.scatter === undefined
        ? 'The tilts in the files follow no even steps, so they give no oscillation.'
        : `The steps between the tilts in the files scatter by ${value(100 * warning.scatter, 2)} % of the oscillation.`;
    case 'statedStepDiffers':
      return `The files state ${value(warning.statedDeg, 4)}\u00b0 per frame, but their tilts show ${value(warning.fittedDeg, 4)}\u00b0, which is used.`;
    case 'axisOfMirroredRows':
      return `The rotation axis of ${value(warning.axisDeg, 3)}\u00b0 was given for frames stored ${warning.rows === 'topDown' ? 'from the bottom up, these are from the top down' : 'from the top down, these are from the bottom up'}. On mirrored rows it is ${value(warning.mirroredDeg, 3)}\u00b0.`;
    case 'tiltsMaybeRadians':
      return `All tilts in the files lie within \u00b11.6: they may be in radians, with ${value((warning.stepDeg * 180) / Math.PI, 4)}\u00b0 per frame.`;
    case 'notDiffraction':
      return `${plural(warning.files, 'file')} calibrated as ${warning.files === 1 ? 'an image' : 'images'}, not as diffraction.`;
    case 'placeholders':
      return [
        { keys: warning.keys, text: 'Placeholders, not measurements, will be written for' },
        { keys: warning.omitted, text: 'Left out of the SMV header' },
      ]
        .filter(({ keys }) => keys.length > 0)
        .map(({ keys, text }) => `${text}: ${keys.map((key) => GEOMETRY_LABEL[key]).join(', ')}.`)
        .join(' ');
    case 'leginonHeaders':
      return 'Leginon\u2019s SMV headers are for comparison with its series, not for processing: WAVELENGTH is always 0.02501404 \u00c5, and with a falling angle DIALS makes one sweep per frame.';
    case 'noRotation':
      return 'The oscillation per frame is 0: DIALS treats the frames as stills.';
    case 'binningUnknownToPlugin':
      return `The Ceta-D class of DIALS knows only binning 1x1 and 2x2: it treats ${warning.binning}x${warning.binning} as 1x1 and pixels above 8000 as saturated.`;
    case 'beamCentreOutside':
      return 'The beam centre lies outside the frame.';
    case 'wavelengthMismatch':
      return `The wavelength ${significant(warning.wavelengthAngstrom)} \u00c5 does not match ${significant(warning.highTensionKv)} kV, which gives ${fixed(warning.expectedAngstrom, 6)} \u00c5. Clear the field to use that.`;
    case 'binningMismatch':
      return `A Ceta frame of ${warning.size} pixels is ${warning.suggested}x${warning.suggested}, not ${warning.binning}x${warning.binning}: DIALS would treat the wrong pixels as saturated.`;
    case 'pixelSizeMismatch':
      return `The pixel size ${significant(warning.pixelSizeMm)} mm does not fit a Ceta at ${warning.binning}x${warning.binning}, which has ${value(warning.expectedMm, 6)} mm.`;
    case 'implausible':
      return `${GEOMETRY_LABEL[warning.key]} is ${value(warning.value, 6)}, outside ${value(warning.range[0], 6)} to ${value(warning.range[1], 6)}: check the unit.`;
    case 'resolutionImplausible':
      return `The edge of the frame would be at ${significant(warning.edgeAngstrom, 3)} \u00c5: check distance, pixel size and wavelength.`;
    case 'largeRotation':
      return `An oscillation of ${value(warning.oscillationPerFrameDeg, 4)}\u00b0 is large for one frame: give the rotation per frame, not of the series.`;
  }
}

/** What blocks an export, and what to do. */
export function explainBlocker(blocker: ExportBlocker): string {
  switch (blocker.code) {
    case 'arriving':
      return `Still arriving: wait until no frame has arrived or changed for ${blocker.quietSec} s, or stop watching.`;
    case 'noFrames':
      return 'No frame is included: tick at least one in the table.';
    case 'badFrames':
      return `${plural(blocker.count, 'frame')} cannot be converted: exclude or remove ${blocker.count === 1 ? 'it' : 'them'}.`;
    case 'notScanned':
      return `${plural(blocker.count, 'frame')} not scanned yet: finish the scan or exclude ${blocker.count === 1 ? 'it' : 'them'}.`;
    case 'noFormat':
      return 'Choose SMV, MRC or both.';
    case 'invalidFields':
      return `Correct ${blocker.labels.join(', ')}.`;
    case 'missingGeometry':
      return blocker.keys.length > 3
        ? `Fill in the ${blocker.keys.length} geometry values marked as missing.`
        : `Fill in ${blocker.keys.map((key) => GEOMETRY_LABEL[key]).join(', ')}.`;
    case 'mostPixelsLost':
      return `SMV would lose ${lostPixels(blocker)}. Choose another offset, or MRC only.`;
  }
}
