import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import { faultsOfKilled, killExports } from '../support/killedExport';
import { holdFrames } from '../support/screen';

/** The small form of the proof of `test/nightly/killedExport.mjs`. */

const app = builtApp();
const temp = tempFolders();

it('a killed browser leaves no half file, and the next one resumes to the same bytes', async () => {
  const frames = Array.from({ length: 30 }, (_, i) => patternFrame(64, 64, -10 * i, i));
  const paths = await writeSeries(await temp.make(), 'run', frames);
  const { undisturbed, killed } = await killExports({
    url: app.url,
    scratch: await temp.make(),
    paths,
    killAt: [0.1],
    timeoutMs: 60_000,
    // However late the kill comes, the export is not over.
    prepare: holdFrames,
  });
  // SMV and MRC images, XDS.INP, two scripts and a list for DIALS, PETS2, table and report.
  expect(Object.keys(undisturbed)).toHaveLength(2 * frames.length + 7);
  expect(killed.flatMap((one) => faultsOfKilled(undisturbed, one))).toEqual([]);
  expect(killed.map(({ finishedBefore }) => finishedBefore > 0)).toEqual([true]);
});
