import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { type OwnBrowser, startOwnBrowser } from './ownBrowser';
import { throughSteps } from './steps';

/**
 * An export into a folder during which the browser is killed, and its resumption by the next browser. The folder is one
 * of the browser's private file system.
 */

/** What is exported and how long it may take. */
export interface KilledExport {
  /** Address of the app. */
  readonly url: string;
  /** A folder for profiles; nothing is removed. */
  readonly scratch: string;
  /** Source files of one series. */
  readonly paths: readonly string[];
  /** Parts of the whole after which the browser is killed, each in a profile of its own; 0 to 1. */
  readonly killAt: readonly number[];
  readonly timeoutMs: number;
  /** Done on the page before an export that is killed. */
  prepare?(page: Page): Promise<void>;
}

/** SHA-256 of every file below the folder, by path; the report's without the time at which it was written. */
export type FolderDigests = Readonly<Record<string, string>>;

/** How a killed export went. */
export interface Killed {
  readonly finishedBefore: number;
  /** After the kill, seen by the next browser. */
  readonly left: FolderDigests;
  /** After Resume. */
  readonly resumed: FolderDigests;
  /** What the screen says then. */
  readonly said: string;
}

function giveFolder(): void {
  window.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle('out', { create: true });
  };
}

/** Digests of all files below `out`, made in the page: the files may be large. */
function digests(page: Page): Promise<FolderDigests> {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    const hex = (bytes: ArrayBuffer) =>
      Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const walk = async (folder: FileSystemDirectoryHandle, prefix: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        const path = `${prefix}${name}`;
        if (handle.kind === 'directory') {
          await walk(handle as FileSystemDirectoryHandle, `${path}/`);
          continue;
        }
        const file = await (handle as FileSystemFileHandle).getFile();
        const bytes = path.endsWith('conversion.json')
          ? new TextEncoder().encode((await file.text()).replace(/"finishedAt": "[^"]*"/, ''))
          : await file.arrayBuffer();
        found[path] = hex(await crypto.subtle.digest('SHA-256', bytes));
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle('out', { create: true }), '');
    return found;
  });
}

/** Playwright would send the bytes through a connection like this one, and no more than 50 MB. */
async function giveFiles(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelector('[data-testid="file-input"]')`;
  await page.getByTestId('file-input').waitFor({ state: 'attached' });
  const { result } = await session.send('Runtime.evaluate', { expression });
  if (result.objectId === undefined) throw new Error('no file input');
  await session.send('DOM.setFileInputFiles', { files: [...paths], objectId: result.objectId });
  await session.detach();
}

async function load(context: BrowserContext, { url, paths, timeoutMs }: KilledExport): Promise<Page> {
  context.setDefaultTimeout(timeoutMs);
  await context.addInitScript(giveFolder);
  const page = throughSteps(await context.newPage());
  await page.goto(url);
  await giveFiles(page, paths);
  await page.locator(`[data-testid="scan"][data-state="done"][data-done="${paths.length}"]`).waitFor();
  await page.getByLabel('Write placeholders for missing values').check();
  return page;
}

async function press(page: Page, name: string, end: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator(`[data-testid="export"][data-state="${end}"]`).waitFor();
}

/** Resolves, in the page, as soon as so many files have their final names; gives their number. The screen is slower. */
function filesThere(page: Page, atLeast: number): Promise<number> {
  return page.evaluate(async (wanted) => {
    const count = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let files = 0;
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') files += await count(handle as FileSystemDirectoryHandle);
        else if (!/\.pedestal-part\.|\.crswap$/.test(name)) files++;
      }
      return files;
    };
    const root = await navigator.storage.getDirectory();
    const out = await root.getDirectoryHandle('out', { create: true });
    for (;;) {
      const files = await count(out);
      if (files >= wanted) return files;
    }
  }, atLeast);
}

async function inBrowser<T>(profile: string, run: (browser: OwnBrowser) => Promise<T>): Promise<T> {
  const browser = await startOwnBrowser(profile);
  try {
    return await run(browser);
  } finally {
    await browser.kill();
  }
}

async function killedOnce(job: KilledExport, profile: string, atLeast: number): Promise<Killed> {
  const finishedBefore = await inBrowser(profile, async ({ context, kill }) => {
    const page = await load(context, job);
    await job.prepare?.(page);
    await page.getByRole('button', { name: 'Save to folder', exact: true }).click();
    const count = await filesThere(page, Math.max(atLeast, 1));
    await kill();
    return count;
  });
  return inBrowser(profile, async ({ context, close }) => {
    const page = await load(context, job);
    const left = await digests(page);
    await press(page, 'Save to folder', 'asking');
    await press(page, 'Resume', 'done');
    const resumed = await digests(page);
    const said = await page.getByTestId('export').innerText();
    await close();
    return { finishedBefore, left, resumed, said };
  });
}

/** Exports undisturbed, then with a kill at each moment. */
export async function killExports(
  job: KilledExport,
): Promise<{ readonly undisturbed: FolderDigests; readonly killed: readonly Killed[] }> {
  const undisturbed = await inBrowser(join(job.scratch, 'undisturbed'), async ({ context, close }) => {
    const page = await load(context, job);
    await press(page, 'Save to folder', 'done');
    const found = await digests(page);
    await close();
    return found;
  });
  const files = Object.keys(undisturbed).length;
  const killed: Killed[] = [];
  for (const [i, part] of job.killAt.entries()) {
    killed.push(await killedOnce(job, join(job.scratch, `killed-${i}`), Math.floor(part * files)));
  }
  return { undisturbed, killed };
}

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** What a kill may leave: drafts, the browser's own files, and a script that is still empty, as it has no draft. */
const LEFTOVER = /\.pedestal-part\.[a-z]+$|\.crswap$/i;
const SCRIPT = /\.(sh|bat)$/;

/** What is wrong with the outcome of a killed export; empty when nothing is. */
export function faultsOfKilled(
  undisturbed: FolderDigests,
  { left, resumed, finishedBefore }: Killed,
): string[] {
  const faults: string[] = [];
  const finished = Object.keys(left).filter((path) => path in undisturbed);
  for (const path of finished) {
    if (left[path] === EMPTY && SCRIPT.test(path)) continue;
    if (left[path] !== undisturbed[path]) faults.push(`after the kill ${path} is not what was meant`);
  }
  for (const path of Object.keys(left)) {
    if (path in undisturbed || LEFTOVER.test(path)) continue;
    faults.push(`after the kill there is ${path}`);
  }
  if (finished.some((path) => path.endsWith('conversion.json'))) faults.push('the kill came too late');
  if (finished.length < finishedBefore)
    faults.push(`${finished.length} of ${finishedBefore} finished files are left`);
  for (const path of new Set([...Object.keys(undisturbed), ...Object.keys(resumed)])) {
    if (resumed[path] !== undisturbed[path]) faults.push(`after Resume ${path} is not as undisturbed`);
  }
  return faults;
}
