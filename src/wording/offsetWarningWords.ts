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
  zero: 'become 0',
  top: 'are cut at 65\u202f535',
  saturation: 'count as saturated',
};

/** `62 % of the pixels (12 of 20): they become 0`. */
export function lostPixels({ end, pixels, ofPixels }: LostPixels): string {
  // Rounded down, so that not all is never 100 %.
  const percent = Math.floor((100 * pixels) / ofPixels);
  return `${percent} % of the pixels (${count(pixels)} of ${count(ofPixels)}): they ${LOST[end]}`;
}

/** Puts a warning on the offset or the pedestal into words. */
export function explainOffsetWarning(warning: OffsetWarning): string {
  switch (warning.code) {
    case 'positiveMinimum':
      return `Every pixel lies above 0 (smallest ${value(warning.minimum)}), so the rule gives a negative offset, ${value(warning.offset)}, and lowers all values: raw 0 becomes ${inDials(warning)} in DIALS.`;
    case 'everyFrameTruncated':
      return `The minimum of every frame lies below ${value(-warning.offset)}, so each frame has pixels that become 0.${warning.pedestalIs0 ? ' The rule then gives a pedestal of 0.' : ''}`;
    case 'pedestalAboveOffset': {
      const cause =
        warning.frames.length === 0
          ? ''
          : ` ${capital(frameList(warning.frames))} ${warning.frames.length === 1 ? 'has' : 'have'} no pixel at or below 0.`;
      return `The pedestal ${value(warning.pedestal)} lies above the offset ${value(warning.offset)}: raw 0 becomes ${inDials(warning)} in DIALS.${cause}`;
    }
    case 'pedestalByFewFrames':
      return `${capital(frameList(warning.frames))} alone ${warning.frames.length === 1 ? 'sets' : 'set'} the pedestal, ${value(warning.pedestal)}; otherwise it would be ${value(warning.pedestalWithout)}. All frames are lowered by ${inDials(warning)} in DIALS.`;
    case 'falseBackground':
      return `The pedestal ${value(warning.pedestal)} lies far below the offset ${value(warning.offset)}: raw 0 becomes ${inDials(warning)} in DIALS, and the background rises with it.`;
    case 'littleSaturationLeft': {
      const { left, pixels } = warning;
      const room =
        left > 0
          ? `only ${value(left)} raw counts are left below the saturation`
          : 'it lies at or above the saturation';
      const cost =
        pixels === 0 ? 'no pixel reaches it' : `${affected(warning)} count as saturated in DIALS and XDS`;
      return `Offset ${value(warning.offset)}: ${room} at ${count(warning.saturation)} stored counts; ${cost}.`;
    }
    case 'implausibleOffset':
      return `An offset of ${value(warning.offset)} is hardly meant: no camera needs one beyond ${count(warning.limit)}.`;
    case 'fractionalOffset':
      return `The offset ${value(warning.offset, 6)} is not whole, and the pixels are: what is stored minus the offset is no longer the raw value.`;
    case 'framesLost':
      return `More than half of the pixels of ${frameList(warning.frames)} ${LOST[warning.end]}.`;
    case 'mostPixelsLost':
      return `As you chose, SMV is written although it loses ${lostPixels(warning)}.`;
  }
}
