import type { ConversionChoice } from '../domain/conversion';
import { selectSeriesView } from '../state/selectors';
import type { AppStore } from '../state/store';
import { changeSelected } from './changeSettings';

/** What is added to the pixels of the selected series. */
export interface OffsetCommands {
  /** Chooses offset, cap or pedestal; what is not named stays. */
  setChoice(choice: Partial<ConversionChoice>): void;
  /** Takes the loss of most pixels as it is now for wanted, or no loss any more. */
  acceptLostPixels(accept: boolean): void;
}

/** Makes the commands for the offset. */
export function createOffsetCommands(store: AppStore): OffsetCommands {
  return {
    setChoice: (choice) =>
      changeSelected(store, (settings) => ({
        choice: { ...settings.choice, ...choice },
        // Another scale loses other pixels, at the same offset too.
        ...(choice.scale !== undefined && { acceptedLoss: undefined }),
      })),

    acceptLostPixels(accept) {
      const view = selectSeriesView(store.getState());
      const end = view?.losses.ofSeries[0]?.end;
      const offset = view?.rule?.offset;
      const acceptedLoss = accept && end !== undefined && offset !== undefined ? { end, offset } : undefined;
      changeSelected(store, () => ({ acceptedLoss }));
    },
  };
}
