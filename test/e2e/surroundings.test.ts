import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import { expectedSmv, readSmvFile } from '../support/outputs';
import { PLAIN_HTTP_HOST } from '../support/profiles';
import {
  button,
  chooseFiles,
  downloadZip,
  dropPaths,
  entry,
  eventually,
  fillGeometry,
  offsetAndPedestal,
  scanned,
  TYPED_GEOMETRY,
  textEntry,
} from '../support/screen';

/** What the page has round it: an address without a secure context, a browser that lacks what the program needs. */

const app = builtApp();
const temp = tempFolders();

it('does the whole job over plain http, and says what is left out there', async () => {
  const frames = [-145, -200, -80].map((minimum, i) => patternFrame(16, 12, minimum, i));
  const paths = await writeSeries(await temp.make(), 'run', frames);
  const page = await app.open({ address: app.url.replace('127.0.0.1', PLAIN_HTTP_HOST) });
  expect(
    await page.evaluate(() => [window.isSecureContext, 'subtle' in crypto, 'storage' in navigator]),
  ).toEqual([false, false, false]);
  await page.locator('[role="status"] [data-code="insecurePage"]').waitFor();
  expect(await button(page, 'Watch a folder').count()).toBe(0);

  await chooseFiles(page, paths);
  await scanned(page, 3);
  await eventually(() => offsetAndPedestal(page), ['200', '120']);
  await page
    .getByRole('img', { name: /Minima histogram/ })
    .first()
    .waitFor();
  expect(await page.getByTestId('export').locator('[data-code="insecurePage"]').count()).toBe(1);
  await fillGeometry(page, TYPED_GEOMETRY);
  const files = await downloadZip(page);

  for (const [i, frame] of frames.entries()) {
    const { pixels } = readSmvFile(entry(files, `run/smv/run_00${i + 1}.img`));
    expect(pixels).toEqual(expectedSmv(frame.values, 200).pixels);
  }
  const report = JSON.parse(textEntry(files, 'run/conversion.json'));
  expect(report.sha256Missing).toMatch(/plain http/);
  expect(report.files.map(({ sha256 }: { sha256: unknown }) => sha256)).toEqual(
    Array(files.size - 1).fill(null),
  );
  expect(report.frames[0].sourceData).toEqual({ offset: 10, bytes: 4 * 16 * 12, sha256: null });
});

it('says so where the program cannot start at all', async () => {
  const page = await app.open({
    complaints: 'allow',
    initScript: () => {
      crypto.getRandomValues = () => {
        throw new Error('no random numbers');
      };
    },
    ready: '[data-code="notStarted"]',
    profile: 'own',
  });
  expect(await page.getByRole('alert').innerText()).toContain('no random numbers');
});

it('takes what can be read of a drop, and names a link to nowhere', async () => {
  const folder = join(await temp.make(), 'night');
  await writeSeries(folder, 'run', [patternFrame(6, 5, -10, 1), patternFrame(6, 5, -20, 2)]);
  const link = join(await temp.make(), 'gone_1.bin');
  await symlink('/nowhere/gone_1.bin', link);
  const page = await app.open();
  await dropPaths(page, [link, folder]);
  await scanned(page, 2);
  const notice = page.locator('[role="status"] [data-code="entriesUnread"]');
  await notice.waitFor();
  expect(await notice.innerText()).toContain('gone_1.bin');
});
