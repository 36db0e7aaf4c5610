import type { SeriesSettings } from '../conversion/seriesSettings';
import type { Notice } from '../domain/noticeFacts';
import type { AppStore } from '../state/store';
import { changeSettings } from './changeSettings';

/** Offers the way back from what was just done, beside the notice that says it and as long as that is there. */
export class UndoKeeper {
  private readonly store: AppStore;
  private step: { readonly notice: Notice; readonly goBack: () => void } | undefined;

  constructor(store: AppStore) {
    this.store = store;
  }

  /** Says what was done. @param goBack takes it back; called once at most */
  offer(notice: Notice, goBack: () => void): void {
    this.step = { notice, goBack };
    this.store.setState({ notice, undoable: notice });
  }

  /** Takes back what the notice on the screen says. */
  undo(): void {
    const { step } = this;
    this.step = undefined;
    if (step === undefined || step.notice !== this.store.getState().notice) return;
    step.goBack();
    this.store.setState({ notice: { code: 'undone' }, undoable: undefined });
  }
}

/** Settings as they were, by the series' key; what is not named has not changed. */
export type SettingsBefore = ReadonlyMap<string, Partial<SeriesSettings>>;

/** Puts settings back; what else was done for the series meanwhile stays. */
export function restoreSettings(store: AppStore, before: SettingsBefore): void {
  for (const [key, settings] of before) changeSettings(store, key, () => settings);
}
