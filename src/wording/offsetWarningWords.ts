import type { Affected, LostPixels, OffsetWarning } from '../domain/warning';
import { capital, frameList } from './frames';
import { count, plural, value } from './numbers';

/** `up to 12 pixels in 3 frames`. */
export function affected({ pixels, frames, exact }: Affected): string {
  return `${exact ? '' : 'up to '}${plural(pixels, 'pixel')} in ${plural(frames, 'frame')}`;
}

/** `−250 counts (−9.4 e⁻)`. */
function inDials({ counts, electrons }: { readonly counts: number; readonly electrons?: number }): string {
  return `${value(counts)} counts${electrons === undefined ? '' : ` (${value(electrons, 1)} e\u207b)`}`;
}

const LOST: { readonly [E in LostPixels['end']]: string } = {
  zero: 'are truncated at 0',
  top: 'are truncated at 65\u202f535',
  saturation: 'count as saturated',
};

/** `62 % of the pixels (12 of 20): they are truncated at 0`. */
export function lostPixels({ end, pixels, ofPixels }: LostPixels): string {
  // Rounded down: less than all is never 100 %.
  const percent = Math.floor((100 * pixels) / ofPixels);
  return `${percent} % of the pixels (${count(pixels)} of ${count(ofPixels)}): they ${LOST[end]}`;
}

/** Puts a warning about offset or pedestal into words. */
export function explainOffsetWarning(warning: OffsetWarning): string {
  switch (warning.code) {
    case 'positiveMinimum':
      return `Every pixel is above 0 (smallest ${value(warning.minimum)}), so the rule gives a negative offset, ${value(warning.offset)}: raw 0 becomes ${inDials(warning)} in DIALS.`;
    case 'everyFrameTruncated':
      return `Every frame has pixels below ${value(-warning.offset)}, which are truncated at 0.${warning.pedestalIs0 ? ' The rule then gives a pedestal of 0.' : ''}`;
    case 'pedestalAboveOffset': {
      const cause =
        warning.frames.length === 0
          ? ''
          : ` ${capital(frameList(warning.frames))} ${warning.frames.length === 1 ? 'has' : 'have'} no pixel at or below 0.`;
      return `The pedestal ${value(warning.pedestal)} is above the offset ${value(warning.offset)}: raw 0 becomes ${inDials(warning)} in DIALS.${cause}`;
    }
    case 'pedestalByFewFrames':
      return `${capital(frameList(warning.frames))} alone ${warning.frames.length === 1 ? 'sets' : 'set'} the pedestal, ${value(warning.pedestal)}; without ${warning.frames.length === 1 ? 'it' : 'them'} it would be ${value(warning.pedestalWithout)}. This lowers all frames by ${inDials(warning)} in DIALS.`;
    case 'falseBackground':
      return `The pedestal ${value(warning.pedestal)} is far below the offset ${value(warning.offset)}: raw 0 becomes ${inDials(warning)} in DIALS and raises the background.`;
    case 'littleSaturationLeft': {
      const { left, pixels } = warning;
      const room =
        left > 0
          ? `only ${value(left)} raw counts are left below saturation`
          : 'it is at or above saturation';
      const cost =
        pixels === 0 ? 'no pixel is saturated' : `${affected(warning)} count as saturated in DIALS and XDS`;
      return `Offset ${value(warning.offset)}${warning.scale === 1 ? '' : `, scale factor ${value(warning.scale, 6)}`}: ${room} (${count(warning.saturation)} stored counts); ${cost}.`;
    }
    case 'implausibleOffset':
      return `An offset of ${value(warning.offset)} is implausible: no camera needs one beyond ${count(warning.limit)}.`;
    case 'fractionalOffset':
      return `The offset ${value(warning.offset, 6)} has a fraction, but stored pixels are integers: stored value minus offset is no longer the raw value.`;
    case 'fewFloatCounts':
      return `Few counts: cutting the fractions in SMV lowers the mean from ${value(warning.meanBefore, 3)} to ${value(warning.meanAfter, 3)} counts, by ${value(warning.meanBefore - warning.meanAfter, 3)}. Rounding to nearest keeps the mean; a scale factor, which also scales GAIN, keeps more of the fractions.`;
    case 'framesLost':
      return `More than half of the pixels of ${frameList(warning.frames)} ${LOST[warning.end]}.`;
    case 'mostPixelsLost':
      return `As you chose, SMV will be written although it loses ${lostPixels(warning)}.`;
  }
}
