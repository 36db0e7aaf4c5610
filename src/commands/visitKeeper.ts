import { readStored, writeStored } from '../state/browserStorage';
import type { AppState, AppStore } from '../state/store';
import { readArrangement, readVisit, recallVisit, type VisitMemory, visitText } from '../state/visitMemory';
import { AfterPause } from './afterPause';
import { onPageHidden } from './browser/page';

const STORAGE_KEY = 'pedestal-visit';

/**
 * Keeps the choices for each series through a reload of the page, in the tab's own storage, which ends with
 * the tab. They are used when files of the same names come.
 */
export class VisitKeeper {
  private readonly store: AppStore;
  private memory: VisitMemory = new Map();
  /** Series that have their choices again. */
  private recalled: ReadonlySet<string> = new Set();
  private readonly writing = new AfterPause(() => this.write());
  private readonly onRefused: (detail: string) => void;

  /** @param onRefused told why, each time the browser does not keep the choices; a reload then loses them */
  constructor(store: AppStore, onRefused: (detail: string) => void) {
    this.store = store;
    this.onRefused = onRefused;
  }

  /** Call it once. */
  start(): void {
    const text = readStored('session', STORAGE_KEY);
    this.memory = readVisit(text, __APP_VERSION__);
    const arrangement = readArrangement(text, __APP_VERSION__);
    this.store.setState({ remembered: this.memory.size, arrangement });
    this.store.subscribe((state, before) => {
      if (state.files !== before.files) this.recall(state);
      const isSame = state.settings === before.settings && state.arrangement === before.arrangement;
      if (!isSame) this.writing.note();
    });
    onPageHidden(() => this.writing.flush());
  }

  private recall(state: AppState): void {
    if (this.memory.size === 0) return;
    const { settings, recalled } = recallVisit(state, this.memory, this.recalled);
    this.recalled = recalled;
    if (settings === state.settings) return;
    this.store.setState({ settings, remembered: this.memory.size - recalled.size });
  }

  private write(): void {
    const text = visitText(this.store.getState(), this.memory, __APP_VERSION__);
    const refusal = writeStored('session', STORAGE_KEY, text);
    if (refusal !== undefined) this.onRefused(refusal);
  }
}
