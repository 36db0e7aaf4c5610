import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { buildApp } from '../support/build';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import {
  downloadZip,
  dropPaths,
  entry,
  eventually,
  fillGeometry,
  offsetAndPedestal,
  scanned,
  seriesOptions,
  TYPED_GEOMETRY,
} from '../support/screen';

/** The one page, opened as a file: everything is in it. */

const app = builtApp();
const temp = tempFolders();
const MINIMA = [-10_000, -145, -200];

describe('the page opened as a file', () => {
  it('does the whole job', async () => {
    const address = pathToFileURL(join(await buildApp('single'), 'pedestal.html')).href;
    const frames = MINIMA.map((minimum, i) => patternFrame(16, 12, minimum, i));
    const [first = ''] = await writeSeries(join(await temp.make(), 'night'), 'run', frames);
    const others = await writeSeries(await temp.make(), 'loose', frames);
    const page = await app.open({ address });
    await dropPaths(page, [dirname(first), ...others]);
    await scanned(page, 6);
    await seriesOptions(page).filter({ hasText: 'run' }).click();
    await eventually(() => offsetAndPedestal(page), ['2000', '1855']);
    await page
      .getByRole('img', { name: /Minima histogram/ })
      .first()
      .waitFor();
    await fillGeometry(page, TYPED_GEOMETRY);
    const files = await downloadZip(page);

    const image = Buffer.from(entry(files, 'run/smv/run_002.img'));
    const bytes = Number(/HEADER_BYTES=\s*(\d+);/.exec(image.toString('latin1'))?.[1]);
    const stored = new Uint16Array(Uint8Array.from(image.subarray(bytes)).buffer);
    expect([...stored]).toEqual(frames[1]?.values.map((value) => value + 2000));
    const map = entry(files, 'run/mrc/run_003.mrc');
    expect([...new Float32Array(map.slice(1024).buffer)]).toEqual(frames[2]?.values);
    expect(app.requests().filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(app.requests().filter((url) => url.startsWith('file:'))).toEqual([address]);
  });
});
