import type { NoOffset, OffsetReason, PedestalReason } from '../domain/offsetReason';
import type { Affected } from '../domain/warning';
import { count, plural, value } from './numbers';

function cost({ pixels, frames, exact }: Affected): string {
  if (pixels === 0) return 'no pixel is truncated at 0';
  const verb = pixels === 1 ? 'becomes' : 'become';
  return `${exact ? '' : 'up to '}${plural(pixels, 'pixel')} in ${plural(frames, 'frame')} ${verb} 0`;
}

/** Where the offset comes from, and what it costs. */
export function explainOffset(reason: OffsetReason): string {
  const offset = value(reason.offset, 6);
  const scaled =
    reason.scale === 1
      ? ''
      : `, ${value(reason.minimum * reason.scale)} scaled by ${value(reason.scale, 6)},`;
  const where = `minimum ${value(reason.minimum)} in frame ${reason.minimumFrame}${scaled}`;
  switch (reason.code) {
    case 'typedOffset':
      return `Typed offset ${offset}; smallest ${where}: ${cost(reason)}.`;
    case 'beyondCap':
      return `The smallest ${where} is beyond the cap of ${count(reason.cap)}: offset ${offset}, ${cost(reason)}.`;
    case 'negativeOffset':
      return `All pixels are above 0: the smallest ${where} gives a negative offset, ${offset}; ${cost(reason)}.`;
    case 'withinCap':
      return `The smallest ${where} is within the cap of ${count(reason.cap)}: offset ${offset}, ${cost(reason)}.`;
  }
}

/** Where the pedestal comes from. */
export function explainPedestal(reason: PedestalReason): string {
  const pedestal = `pedestal ${value(reason.pedestal, 6)}`;
  switch (reason.code) {
    case 'largestMinimum':
      return `The largest minimum ${value(reason.maximum)} in frame ${reason.maximumFrame} gives ${pedestal}.`;
    case 'everyMinimumBelow':
      return `Every minimum is below ${value(reason.truncatedBelow, 6)}: ${pedestal}.`;
    case 'medianBelow':
      return `The median of the minima, ${value(reason.median)}, is below ${value(reason.truncatedBelow, 6)}: ${pedestal}.`;
    case 'medianMinimum':
      return `The median of the minima, ${value(reason.median)}, gives ${pedestal}.`;
    case 'rawZero':
      return 'The pedestal equals the offset, so raw 0 is 0 in DIALS.';
    case 'typedPedestal':
      return `Typed ${pedestal}.`;
  }
}

/** Why there is no offset yet. */
export function explainNoOffset(reason: NoOffset): string {
  switch (reason.code) {
    case 'noFramesIncluded':
      return 'No frame is included, so there are no minima.';
    case 'noFrameReadable':
      return `${reason.frames === 1 ? 'The frame cannot' : `None of the ${plural(reason.frames, 'frame')} can`} be converted, so there are no minima.`;
    case 'noFrameScanned':
      return "They follow from the frames' minima, once the first frame is scanned.";
  }
}
