import type { Affected, ExportBlocker, SeriesWarning } from '../domain/warning';
import { GEOMETRY_LABEL } from './geometryLabels';
import { count, plural, ranges, value } from './numbers';

function affected({ pixels, frames, exact }: Affected): string {
  return `${exact ? '' : 'up to '}${plural(pixels, 'pixel')} in ${plural(frames, 'frame')}`;
}

/** Puts a warning into words. */
export function explainWarning(warning: SeriesWarning): string {
  switch (warning.code) {
    case 'gaps':
      return `Frame numbers ${ranges(warning.gaps)} are missing. Angles follow the numbers; nothing is closed up.`;
    case 'positiveMinimum':
      return `Every pixel is above 0 (smallest ${value(warning.minimum)}), so the offset ${value(warning.offset)} is negative and lowers all values.`;
    case 'everyFrameTruncated':
      return `Every frame's minimum lies below ${value(-warning.offset)}, so pixels are truncated in each frame. Leginon\u2019s rule then gives a pedestal of 0.`;
    case 'truncatedAt0':
      return `Truncated at 0 in SMV: ${affected(warning)}.`;
    case 'truncatedAt65535':
      return `Truncated at 65535, the end of the 16-bit range, in SMV: ${affected(warning)}.`;
    case 'fractionCut':
      return `Fractions are cut off in SMV: ${affected(warning)}.`;
    case 'float32Inexact':
      return `Values changed by the 32-bit floats of MRC: ${affected(warning)}.`;
    case 'surplusBytes':
      return `${plural(warning.files, 'file')} longer than the header says; the surplus is ignored.`;
    case 'unusualAxisOrder':
      return `${plural(warning.files, 'MRC file')} with permuted axes; pixels are taken in the order they are stored.`;
    case 'placeholders':
      return [
        { keys: warning.keys, text: 'Placeholders, not measurements, are written for' },
        { keys: warning.leftOut, text: 'Left out of the SMV header' },
      ]
        .filter(({ keys }) => keys.length > 0)
        .map(({ keys, text }) => `${text}: ${keys.map((key) => GEOMETRY_LABEL[key]).join(', ')}.`)
        .join(' ');
    case 'leginonHeaders':
      return 'Leginon\u2019s SMV headers are for comparing with its series, not for processing: WAVELENGTH is always 0.02501404 \u00c5, and DIALS takes each frame of a falling angle for a sweep of its own.';
    case 'noRotation':
      return 'The oscillation per frame is 0: DIALS takes the frames for stills.';
    case 'binningUnknownToPlugin':
      return `The Ceta-D format class of DIALS knows binning 1x1 and 2x2 only; it treats ${warning.binning}x${warning.binning} as 1x1 and takes pixels above 8000 for saturated.`;
    case 'beamCentreOutside':
      return 'The beam centre lies outside the frame.';
    case 'wavelengthMismatch':
      return `The wavelength ${warning.wavelengthAngstrom} \u00c5 does not belong to ${warning.highTensionKv} kV, which gives ${warning.expectedAngstrom.toFixed(6)} \u00c5: clear the field to use that.`;
    case 'binningMismatch':
      return `A Ceta frame of ${warning.size} pixels is ${warning.suggested}x${warning.suggested}, not ${warning.binning}x${warning.binning}: DIALS would take the wrong pixels for saturated.`;
    case 'pixelSizeMismatch':
      return `The pixel size ${warning.pixelSizeMm} mm does not fit a Ceta at ${warning.binning}x${warning.binning}, which has ${Number(warning.expectedMm.toFixed(6))} mm after binning.`;
    case 'implausible':
      return `${GEOMETRY_LABEL[warning.key]} is ${warning.value}: outside ${warning.range[0]} to ${warning.range[1]}, perhaps in another unit.`;
    case 'resolutionImplausible':
      return `The edge of the frame would be at ${Number(warning.edgeAngstrom.toPrecision(3))} \u00c5: check distance, pixel size and wavelength.`;
    case 'largeRotation':
      return `The oscillation of ${warning.oscillationPerFrameDeg}\u00b0 is much for one frame: give the rotation of a frame, not of the series.`;
  }
}

/** Puts what stops an export into words, with what to do. */
export function explainBlocker(blocker: ExportBlocker): string {
  switch (blocker.code) {
    case 'arriving':
      return `Still arriving: wait until no frame has come or changed for ${blocker.quietSec} s, or stop watching.`;
    case 'noFrames':
      return 'No frame is included.';
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
  }
}

/** The facts behind the sentence that gives the reason for the offset. All in counts. */
export interface OffsetReason {
  readonly offset: number;
  readonly typed: boolean;
  readonly capped: boolean;
  readonly cap: number;
  readonly minimum: number;
  readonly minimumFrame: number;
  readonly low: Affected;
}

/** Why the offset is what it is, and what it costs. */
export function explainOffset(reason: OffsetReason): string {
  const where = `minimum ${value(reason.minimum)} in frame ${reason.minimumFrame}`;
  const offset = `offset ${value(reason.offset)}`;
  const { pixels, frames } = reason.low;
  const cost =
    pixels === 0
      ? 'no pixel is truncated at 0'
      : `${reason.low.exact ? '' : 'up to '}${plural(pixels, 'pixel')} in ${plural(frames, 'frame')} ${pixels === 1 ? 'becomes' : 'become'} 0`;
  if (reason.typed) return `Typed ${offset}; ${where}: ${cost}.`;
  if (reason.capped) {
    return `Minimum ${value(reason.minimum)} in frame ${reason.minimumFrame} is beyond the cap of ${count(reason.cap)}: ${offset}, ${cost}.`;
  }
  if (reason.minimum > 0) {
    return `All pixels are above 0: the smallest ${where} gives a negative ${offset}; ${cost}.`;
  }
  return `The smallest ${where} is within the cap of ${count(reason.cap)}: ${offset}, ${cost}.`;
}
