import { execFile } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { writeFrames, writeStack } from './frames.mjs';

/** Archives past the limits of plain ZIP, downloaded by the browser and read by Python's `zipfile`. */

const run = promisify(execFile);
const TIMEOUT_MS = 3_600_000;
const CHECKER = fileURLToPath(new URL('checkZip.py', import.meta.url));

const gib = (bytes) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** Raises the quota of the private file system where the disk gives too little. */
async function ensureRoom(page, url, neededBytes, print) {
  const { quota = 0, usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  print(`quota of the private file system ${gib(quota)}`);
  if (quota - usage > neededBytes) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(url).origin,
    quotaSize: 2 * neededBytes,
  });
  print(`raised to ${gib(2 * neededBytes)}`);
}

/** Info-ZIP counts entries, which Python does not. */
async function testWithUnzip(path, print) {
  try {
    const { stdout } = await run('unzip', ['-tq', path]);
    print(`unzip -tq: ${stdout.trim()}`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    print('unzip is not installed');
  }
}

async function check(path, paths, print) {
  const since = performance.now();
  const { stdout } = await run('python3', [CHECKER, path, ...paths], { maxBuffer: 1 << 24 });
  print(`${stdout.trim()} in ${seconds(since)}`);
  await testWithUnzip(path, print);
}

async function zipOf({ url, folder, browser, print }, paths, frames, formats, neededBytes) {
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: browser.executablePath,
    args: [...browser.args],
    acceptDownloads: true,
    downloadsPath: join(folder, 'downloads'),
    viewport: { width: 1280, height: 800 },
  });
  try {
    context.setDefaultTimeout(TIMEOUT_MS);
    // Without a save dialog the ZIP is put together and downloaded.
    await context.addInitScript(() => {
      delete window.showSaveFilePicker;
    });
    const page = await context.newPage();
    await page.goto(url);
    await ensureRoom(page, url, neededBytes, print);
    let since = performance.now();
    await page.getByTestId('file-input').setInputFiles(paths);
    await page.locator(`[data-testid="scan"][data-state="done"][data-done="${frames}"]`).waitFor();
    print(`${frames} frames scanned in ${seconds(since)}`);
    for (const name of ['SMV', 'MRC']) {
      await page.getByLabel(name, { exact: true }).setChecked(formats.includes(name));
    }
    if (formats.includes('SMV')) await page.getByLabel('Write placeholders for missing values').check();
    since = performance.now();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download ZIP', exact: true }).click(),
    ]);
    print(`put together in ${seconds(since)}: ${download.suggestedFilename()}`);
    since = performance.now();
    const path = await download.path();
    print(`downloaded in ${seconds(since)}: ${gib((await stat(path)).size)}`);
    await check(path, paths, print);
  } finally {
    await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, 30_000))]);
  }
}

async function inFolder(job, name, make) {
  const folder = join(job.scratch, name);
  await mkdir(folder, { recursive: true });
  try {
    await make({ ...job, folder });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 1000 });
  }
}

/** An archive of 5 GiB: sizes and places beyond 32 bits. */
export function bigZip({ frames = 320, size = 2048, ...job }) {
  return inFolder(job, 'zip', async (here) => {
    const paths = await writeFrames(join(here.folder, 'source'), 'big', size, frames);
    await zipOf(here, paths, frames, ['MRC'], frames * (1200 + 4 * size * size) + 2 ** 20);
  });
}

/** The same in Firefox. */
export function bigZipInFirefox({ frames = 320, size = 2048, firefox, ...job }) {
  return inFolder(job, 'firefox', async ({ url, folder, print }) => {
    const { byRole, downloaded, FIREFOX_REMEDY, findFirefox, openFirefox } = firefox;
    const executablePath = findFirefox();
    if (executablePath === undefined) throw new Error(`needs ${FIREFOX_REMEDY}`);
    const paths = await writeFrames(join(folder, 'source'), 'big', size, frames);
    const downloads = join(folder, 'downloads');
    await mkdir(downloads);
    const { page, complaints, close } = await openFirefox(executablePath, url, downloads);
    try {
      page.setDefaultTimeout(TIMEOUT_MS);
      let since = performance.now();
      const input = await page.$('[data-testid="file-input"]');
      await input.uploadFile(...paths);
      await page.waitForSelector(`[data-testid="scan"][data-state="done"][data-done="${frames}"]`);
      print(`${frames} frames scanned in ${seconds(since)}`);
      // MRC alone needs no geometry.
      await (await byRole(page, 'checkbox', 'SMV')).click();
      since = performance.now();
      await (await byRole(page, 'button', 'Download ZIP')).click();
      await page.waitForSelector('[data-testid="export"][data-state="done"]');
      print(`put together in ${seconds(since)}`);
      since = performance.now();
      const path = await downloaded(downloads, 'big.zip', TIMEOUT_MS);
      print(`downloaded in ${seconds(since)}: ${gib((await stat(path)).size)}`);
      await check(path, paths, print);
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    } finally {
      await close();
    }
  });
}

/** An archive of more than 65,535 entries. */
export function manyEntries({ frames = 33_000, size = 8, ...job }) {
  return inFolder(job, 'entries', async (here) => {
    const path = await writeStack(join(here.folder, 'source'), 'many', size, frames);
    await zipOf(here, [path], frames, ['SMV', 'MRC'], frames * (4096 + 4 * size * size));
  });
}
