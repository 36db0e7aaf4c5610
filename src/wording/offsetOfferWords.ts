import { value } from './numbers';

type OfferCode =
  | 'minus32768'
  | 'roundToNearest'
  | 'zeroOffset'
  | 'offsetWithoutPixel'
  | 'restoreRawZero'
  | 'usualCap';

/** Label of a button that applies a suggested offset or pedestal. @param offset in counts */
export function wordOffer(code: OfferCode, offset: number): string {
  switch (code) {
    case 'minus32768':
      return `Offset ${value(offset)}, pedestal 0`;
    case 'roundToNearest':
      return 'Round to nearest';
    case 'zeroOffset':
      return 'Offset and pedestal 0';
    case 'offsetWithoutPixel':
    case 'usualCap':
      return `Offset ${value(offset)}`;
    case 'restoreRawZero':
      return `Pedestal ${value(offset)}`;
  }
}
