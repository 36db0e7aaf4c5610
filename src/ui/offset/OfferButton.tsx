import type { OffsetOffer } from '../../conversion/offsetOffers';
import { wordOffer } from '../../wording/offsetOfferWords';
import { useCommands } from '../shared/context';

/** Applies a suggested offset or pedestal with one click. */
export function OfferButton({ offer }: { readonly offer: OffsetOffer | undefined }) {
  const commands = useCommands();
  if (offer === undefined) return null;
  return (
    <button
      type="button"
      className="button small"
      data-code={offer.code}
      onClick={() => commands.offset.setChoice(offer.choice)}
    >
      {wordOffer(offer.code, offer.offset)}
    </button>
  );
}
