import type { AppState, AppStore } from '../state/store';
import { readVisit, recallVisit, type VisitMemory, visitText } from '../state/visitMemory';

const STORAGE_KEY = 'pedestal-visit';
/** Changes come in bursts; the last of each is written. */
const WRITE_AFTER_MS = 500;

function storedText(): string | null {
  try {
    return window.sessionStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function storeText(text: string): void {
  try {
    window.sessionStorage.setItem(STORAGE_KEY, text);
  } catch {
    // Full or forbidden: a reload then loses the choices.
  }
}

/**
 * Keeps the choices for each series through a reload of the page, in the tab's own storage, which ends with
 * the tab. They are used when files of the same names come.
 */
export class VisitKeeper {
  private readonly store: AppStore;
  private memory: VisitMemory = new Map();
  /** Series that have their choices again. */
  private recalled: ReadonlySet<string> = new Set();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: AppStore) {
    this.store = store;
  }

  /** Call it once. */
  start(): void {
    this.memory = readVisit(storedText(), __APP_VERSION__);
    this.store.setState({ remembered: this.memory.size });
    this.store.subscribe((state, before) => {
      if (state.files !== before.files) this.recall(state, before);
      if (state.settings !== before.settings) this.writeSoon();
    });
    window.addEventListener('pagehide', () => this.writeNow());
  }

  private recall(state: AppState, before: AppState): void {
    if (this.memory.size === 0) return;
    const { settings, recalled } = recallVisit(state, this.memory, before.files, this.recalled);
    this.recalled = recalled;
    if (settings === state.settings) return;
    this.store.setState({ settings, remembered: this.memory.size - recalled.size });
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => this.writeNow(), WRITE_AFTER_MS);
  }

  private writeNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    storeText(visitText(this.store.getState(), this.memory, __APP_VERSION__));
  }
}
