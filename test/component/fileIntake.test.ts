import { describe, expect, it } from 'vitest';
import { selectScanProgress } from '../../src/state/scanProgress';
import { addScanned, createApp, givenFrame, stateWhen } from '../support/componentApp';

const GIVEN = [givenFrame('x_1.bin', 2, 1, [-7, 3])];

async function scannedOnce() {
  const app = createApp();
  await addScanned(app, GIVEN);
  const [frameId = ''] = app.store.getState().outcomes.keys();
  return { app, frameId };
}

describe('a file given again', () => {
  it('is taken once when it was read well', async () => {
    const { app, frameId } = await scannedOnce();
    await app.commands.files.addFiles(GIVEN);
    expect([...app.store.getState().outcomes.keys()]).toEqual([frameId]);
    expect(app.store.getState().notice).toEqual({ code: 'filesKnown', files: 1 });
  });

  it('is read anew when the browser could not read it in the scan', async () => {
    const { app, frameId } = await scannedOnce();
    const problem = { code: 'unreadable', detail: 'moved' } as const;
    app.store.setState({ outcomes: new Map([[frameId, { kind: 'failed', problem }]]) });
    await app.commands.files.addFiles(GIVEN);
    const { outcomes, files } = await stateWhen(app, (state) => selectScanProgress(state).phase === 'done');
    expect(files.size).toBe(1);
    expect([...outcomes.values()]).toMatchObject([{ kind: 'scanned', summary: { min: -7, max: 3 } }]);
  });

  it('stays out when its content is what failed and it is unchanged', async () => {
    const { app, frameId } = await scannedOnce();
    const problem = { code: 'nonFinite', count: 1 } as const;
    app.store.setState({ outcomes: new Map([[frameId, { kind: 'failed', problem }]]) });
    await app.commands.files.addFiles(GIVEN);
    expect([...app.store.getState().files.keys()].map((id) => `${id}/0`)).toEqual([frameId]);
  });
});
