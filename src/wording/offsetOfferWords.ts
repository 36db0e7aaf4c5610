import { value } from './numbers';

type OfferCode = 'zeroOffset' | 'offsetWithoutPixel' | 'restoreRawZero' | 'usualCap';

/** What a button says that takes an offered offset or pedestal. @param offset that it gives, counts */
export function wordOffer(code: OfferCode, offset: number): string {
  switch (code) {
    case 'zeroOffset':
      return 'Offset and pedestal 0';
    case 'offsetWithoutPixel':
    case 'usualCap':
      return `Offset ${value(offset)}`;
    case 'restoreRawZero':
      return `Pedestal ${value(offset)}`;
  }
}
