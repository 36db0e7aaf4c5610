import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { tempFolders, writeEmptyFrame } from '../support/frames';
import {
  button,
  chooseFiles,
  eventually,
  fillGeometry,
  holdFrames,
  letFramesGo,
  scanned,
  TYPED_GEOMETRY,
} from '../support/screen';
import { locksOf, noteLocks } from '../support/wakeLock';

/** Long work: the lock that keeps the screen on, the question before leaving, the tab's title. */

const app = builtApp();
const temp = tempFolders();

it('is guarded while it runs, and no longer', async () => {
  const folder = await temp.make();
  const paths = await Promise.all(
    Array.from({ length: 30 }, (_, i) => writeEmptyFrame(join(folder, `big_${i + 1}.bin`), 1024, 1000)),
  );
  const page = await app.open({ initScript: noteLocks });
  await chooseFiles(page, paths);
  await scanned(page, 30);
  await eventually(() => locksOf(page), ['screen', 'released']);
  await fillGeometry(page, TYPED_GEOMETRY);
  const asks = () =>
    page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  await holdFrames(page);
  await button(page, 'Download ZIP').click();
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'running');
  expect(await asks()).toBe(true);
  await eventually(async () => /^[1-9]\d? % \u00b7 Pedestal$/.test(await page.title()), true);
  await letFramesGo(page);
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
  expect(await asks()).toBe(false);
  await eventually(() => locksOf(page), ['screen', 'released', 'screen', 'released']);
  expect(await page.title()).toBe('Pedestal');
});
