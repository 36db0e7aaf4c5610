import '../../src/ui/global.css';
import type { ReactNode } from 'react';
import { render } from 'vitest-browser-react';
import { type Commands, createCommands } from '../../src/commands/commands';
import type { GivenFile } from '../../src/commands/files/givenFile';
import type { WatchTiming } from '../../src/commands/watching/watchTiming';
import { selectScanProgress } from '../../src/state/scanProgress';
import { type AppState, createAppStore } from '../../src/state/store';
import { AppContext } from '../../src/ui/shared/context';
import { WorkerClient } from '../../src/worker/client';

/** Components in a real browser, on a real store with real commands; workers start when they are asked. */

/** Workers start in a second or more of computing: a file's tests share them. They end with the file's page. */
const sharedClient = new WorkerClient();

/** Store and commands as `main.tsx` wires them, with nothing kept from an earlier test. */
export function createApp(client = sharedClient, watchTiming?: WatchTiming) {
  localStorage.clear();
  const store = createAppStore();
  const commands: Commands = createCommands(store, client, watchTiming);
  return { store, commands };
}

/** Renders a component on an app of its own or a given one. */
export async function renderInApp(children: ReactNode, app = createApp()) {
  const screen = await render(<AppContext value={app}>{children}</AppContext>);
  return { ...app, screen };
}

/** Resolves when the state is as wanted. */
export function stateWhen(
  { store }: ReturnType<typeof createApp>,
  wanted: (state: AppState) => boolean,
): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (state: AppState) => {
      if (!wanted(state)) return;
      unsubscribe();
      resolve(state);
    };
    const unsubscribe = store.subscribe(look);
    look(store.getState());
  });
}

/** Resolves when so many frames are there and all are scanned. */
export function whenScanned(app: ReturnType<typeof createApp>, frames: number): Promise<AppState> {
  return stateWhen(app, (state) => {
    const { phase, framesTotal } = selectScanProgress(state);
    return phase === 'done' && framesTotal === frames;
  });
}

/** A complete geometry, as it is typed. */
export const GEOMETRY = {
  highTensionKv: '200',
  detectorDistanceMm: '1000',
  pixelSizeMm: '0.028',
  binning: '2x2',
  oscillationStartDeg: '0',
  oscillationPerFrameDeg: '1',
  beamCentreFastPx: '2',
  beamCentreSlowPx: '2',
  gainCountsPerElectron: '26',
  exposureSec: '1',
} as const;

/** Types {@link GEOMETRY} for the selected series. */
export function typeGeometry({ commands }: ReturnType<typeof createApp>): void {
  for (const [key, text] of Object.entries(GEOMETRY)) {
    commands.geometry.setGeometryText(key as keyof typeof GEOMETRY, text);
  }
}

/** A TIA raw file of int32 pixels. */
export function tiaBytes(columns: number, rows: number, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(10 + 4 * values.length));
  bytes.setInt16(0, 6, true);
  bytes.setInt32(2, columns, true);
  bytes.setInt32(6, rows, true);
  for (const [i, value] of values.entries()) bytes.setInt32(10 + 4 * i, value, true);
  return new Uint8Array(bytes.buffer);
}

/** A {@link tiaBytes} file, as a drop gives it. */
export function givenFrame(
  name: string,
  columns: number,
  rows: number,
  values: readonly number[],
): GivenFile {
  const bytes = tiaBytes(columns, rows, values);
  return { file: new File([bytes], name, { lastModified: 1_700_000_000_000 }), folder: 'drop' };
}

/** Adds files and waits until they are scanned. */
export async function addScanned(app: ReturnType<typeof createApp>, given: readonly GivenFile[]) {
  await app.commands.files.addFiles(given);
  await whenScanned(app, given.length);
}
