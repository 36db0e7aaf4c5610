import type { AppStore } from '../state/store';

/**
 * Says once in a visit that the browser keeps nothing, in a moment when nothing else is said: it harms no work.
 * @returns to be called at each refusal, with the browser's reason
 */
export function storageRefusal(store: AppStore): (detail: string) => void {
  let said = false;
  return (detail) => {
    if (said || store.getState().notice !== undefined) return;
    said = true;
    store.setState({ notice: { code: 'settingsNotKept', detail } });
  };
}
