import type { AppStore } from '../../state/store';

/** Starts the download of something that was made; reports one that cannot be started. */
export async function offer(store: AppStore, name: string, start: () => void | Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    store.setState({ notice: { code: 'downloadFailed', name, detail } });
  }
}
