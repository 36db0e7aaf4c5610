import { EXAMPLE } from '../../example/simulateSeries';
import { selectSeries } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { changeSettings } from '../changeSettings';
import type { FileIntake } from './fileIntake';
import type { GivenFile } from './givenFile';

/** The folder that the example's files seem to come from. */
const EXAMPLE_FOLDER = 'Example (simulated)';

function exampleIn(store: AppStore) {
  return selectSeries(store.getState()).find(({ folder }) => folder === EXAMPLE_FOLDER);
}

/** Has the workers simulate the frames. @returns undefined where that failed; a notice says why */
async function simulateFiles(store: AppStore, client: WorkerClient): Promise<GivenFile[] | undefined> {
  store.setState({ simulating: true, notice: { code: 'simulatingExample' } });
  const simulated = Array.from({ length: EXAMPLE.frameCount }, (_, index) => client.exampleFrame(index));
  try {
    const frames = await Promise.all(simulated);
    store.setState({ simulating: false, notice: undefined });
    const lastModified = Date.now();
    return frames.map(({ name, bytes }) => ({
      file: new File([bytes], name, { lastModified }),
      folder: EXAMPLE_FOLDER,
    }));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    store.setState({ simulating: false, notice: { code: 'exampleFailed', detail } });
    return undefined;
  }
}

/** Makes the example series, takes it in like dropped files and selects it; one that is there is only selected. */
export async function takeExample(store: AppStore, client: WorkerClient, intake: FileIntake): Promise<void> {
  const present = exampleIn(store);
  if (present !== undefined) {
    store.setState({ selectedSeries: present.key, selectedFrame: present.frames[0]?.key });
    return;
  }
  const given = await simulateFiles(store, client);
  if (given === undefined) return;
  await intake.add(given);
  const series = exampleIn(store);
  if (series === undefined) return;
  changeSettings(store, series.key, () => ({ example: EXAMPLE.geometry }));
  store.setState({ selectedSeries: series.key, selectedFrame: series.frames[0]?.key });
}
