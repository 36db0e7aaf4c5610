import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { folderScript } from '../support/folder';
import { tempFolders, writeEmptyFrame } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  eventually,
  fillGeometry,
  scanned,
  stagedFiles,
  TYPED_GEOMETRY,
} from '../support/screen';

/** The storage of the browser is full in the middle of an export: its real quota is too small. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = 24;
/** SMV and MRC images, XDS.INP, two scripts and a list for DIALS, PETS2, table and report. */
const FILES = 2 * FRAMES + 7;

async function openBig(): Promise<Page> {
  const folder = await temp.make();
  const paths = await Promise.all(
    Array.from({ length: FRAMES }, (_, i) => writeEmptyFrame(join(folder, `big_${i + 1}.bin`), 1024, 1000)),
  );
  const page = await app.open({ initScript: folderScript(), profile: 'own' });
  await chooseFiles(page, paths);
  await scanned(page, FRAMES);
  await fillGeometry(page, TYPED_GEOMETRY);
  return page;
}

/** What a session has set ends with it. */
const sessions = new WeakMap<Page, CDPSession>();

/** Sets what the page may store, for as long as it is open; without a number the browser's own rule holds. */
async function setQuota(page: Page, quotaSize?: number): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  const origin = new URL(app.url).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize && { quotaSize }) });
}

function state(page: Page): Promise<string | null> {
  return page.getByTestId('export').getAttribute('data-state');
}

/** What lies under `out`, as path and size. */
function folderSizes(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const sizes: Record<string, number> = {};
    const walk = async (folder: FileSystemDirectoryHandle, prefix: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle, `${prefix}${name}/`);
        else sizes[`${prefix}${name}`] = (await (handle as FileSystemFileHandle).getFile()).size;
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle('out', { create: true }), '');
    return sizes;
  });
}

it('a ZIP that would not fit is not begun', async () => {
  const page = await openBig();
  await page.evaluate(() => {
    navigator.storage.estimate = async () => ({ quota: 30_000_000, usage: 10_000_000 });
  });
  await button(page, 'Download ZIP').click();
  await eventually(() => state(page), 'failed');
  expect(await page.getByRole('alert').innerText()).toMatch(/\(1\d\d MB needed, 20.* available\)/);
  expect(await stagedFiles(page)).toEqual([]);
});

it('a ZIP is given up when the storage is full on the way, and the next one works', async () => {
  const page = await openBig();
  let downloads = 0;
  page.on('download', () => downloads++);
  // Chromium's estimate is 10 GiB whatever the quota is, so the export is begun.
  await setQuota(page, 20_000_000);
  await button(page, 'Download ZIP').click();
  await eventually(() => state(page), 'failed');
  expect(await page.getByRole('alert').getAttribute('data-code')).toBe('noSpace');
  expect(await stagedFiles(page)).toEqual([]);
  expect(downloads).toBe(0);
  await setQuota(page);
  expect((await downloadZip(page)).size).toBe(FILES);
});

it('a folder keeps what is finished when the storage is full on the way, and Resume writes the rest', async () => {
  const page = await openBig();
  await setQuota(page, 30_000_000);
  await button(page, 'Save to folder').click();
  await eventually(() => state(page), 'failed');
  expect(await page.getByRole('alert').getAttribute('data-fault')).toBe('noSpace');
  expect(await page.getByRole('alert').innerText()).toMatch(/^big\/(smv|mrc)\/big_00\d\.(img|mrc): .*Resume/);
  const left = await folderSizes(page);
  expect(Object.keys(left).length).toBeGreaterThan(2);
  for (const [path, size] of Object.entries(left)) {
    expect(path).toMatch(/^big\/(smv|mrc)\/big_00\d\.(img|mrc)$/);
    // 1024 x 1000 pixels of 2 bytes after a header of n times 512, or of 4 after 1024.
    if (path.endsWith('.mrc')) expect(size).toBe(1024 + 4 * 1_024_000);
    else expect([512, 1024, 1536, 2048]).toContain(size - 2 * 1_024_000);
  }
  await setQuota(page);
  await button(page, 'Resume').click();
  await eventually(() => state(page), 'done');
  expect(await page.getByTestId('verified').innerText()).toBe(`${FILES} of ${FILES}`);
  expect(await page.getByTestId('export').innerText()).toContain(`kept ${Object.keys(left).length} files`);
});
