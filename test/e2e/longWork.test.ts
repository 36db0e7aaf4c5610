import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { tempFolders, writeEmptyFrame } from '../support/frames';
import { button, chooseFiles, eventually, fillGeometry, scanned, TYPED_GEOMETRY } from '../support/screen';

/** Long work: the lock that keeps the screen on, the question before leaving, the tab's title. */

const app = builtApp();
const temp = tempFolders();

declare global {
  interface Window {
    locks: string[];
    titles: string[];
  }
}

/** Notes what the page does with the wake lock, and every title it had. */
function watchLongWork(): void {
  window.locks = [];
  window.titles = [];
  const release = () => {
    window.locks.push('released');
    return Promise.resolve();
  };
  const request = (type: string) => {
    window.locks.push(type);
    return Promise.resolve({ release });
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  addEventListener('DOMContentLoaded', () => {
    const title = document.querySelector('title') as HTMLTitleElement;
    new MutationObserver(() => window.titles.push(document.title)).observe(title, { childList: true });
  });
}

it('is guarded while it runs, and no longer', async () => {
  const folder = await temp.make();
  const paths = await Promise.all(
    Array.from({ length: 30 }, (_, i) => writeEmptyFrame(join(folder, `big_${i + 1}.bin`), 1024, 1000)),
  );
  const page = await app.open({ initScript: watchLongWork });
  await chooseFiles(page, paths);
  await scanned(page, 30);
  await eventually(() => page.evaluate(() => window.locks), ['screen', 'released']);
  await fillGeometry(page, TYPED_GEOMETRY);
  const asks = () =>
    page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  await button(page, 'Download ZIP').click();
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'running');
  expect(await asks()).toBe(true);
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
  expect(await asks()).toBe(false);
  await eventually(() => page.evaluate(() => window.locks), ['screen', 'released', 'screen', 'released']);
  const titles = await page.evaluate(() => window.titles);
  expect(titles.some((title) => /^[1-9]\d? % \u00b7 Pedestal$/.test(title))).toBe(true);
  expect(await page.title()).toBe('Pedestal');
});
