import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { findChromium } from './chromium';
import { withoutSaveDialog } from './saveDialog';

/**
 * Pages for tests. A new browser profile with a page in it costs a second or two of computing, several times what a
 * test needs to begin; so a page is used again by the next test, when all that the one before left is removed.
 */

const ACTION_TIMEOUT_MS = 30_000;
/** Events of a page that tests listen to. */
const TEST_EVENTS = ['dialog', 'download', 'filechooser'] as const;

/** What a profile is made with and keeps. */
export interface ProfileOptions {
  /** Default `block`: most tests have no use for a program that is kept. */
  readonly serviceWorkers?: 'allow' | 'block';
  /** Lets a program of the test run before the app's own, in workers too. */
  readonly bypassCsp: boolean;
}

/** A browser profile with one page. */
export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A name of this computer for the browser; by an address or `localhost` a page over http is a secure context. */
export const PLAIN_HTTP_HOST = 'labserver';

let started: Promise<Browser> | undefined;

/** The browser of this process: every test file that it runs uses it, and it ends with the process. */
async function theBrowser(): Promise<Browser> {
  started ??= findChromium().then(({ executablePath, args }) =>
    chromium.launch({
      executablePath,
      args: [...args, `--host-resolver-rules=MAP ${PLAIN_HTTP_HOST} 127.0.0.1`],
    }),
  );
  return started;
}

/** A profile that nobody had before. */
export async function newProfile({ serviceWorkers, bypassCsp }: ProfileOptions): Promise<Profile> {
  const context = await (await theBrowser()).newContext({
    acceptDownloads: true,
    serviceWorkers: serviceWorkers ?? 'block',
    bypassCSP: bypassCsp,
  });
  context.setDefaultTimeout(ACTION_TIMEOUT_MS);
  await context.addInitScript(withoutSaveDialog);
  return { context, page: await context.newPage() };
}

/** Runs in the page before it is left: what it would write then, as choices for a reload, comes after the cleaning. */
function writeNothingMore(): void {
  Storage.prototype.setItem = () => undefined;
}

/** Runs in the page. @returns names of what is still stored */
async function removeStored(): Promise<string[]> {
  sessionStorage.clear();
  const root = await navigator.storage.getDirectory();
  const left = Object.keys(localStorage);
  for await (const name of root.keys()) {
    // What a worker had open is let go a moment after its end; such a profile is given up.
    await root.removeEntry(name, { recursive: true }).catch(() => left.push(name));
  }
  return left;
}

/** Ends the program in the page, and all that a test set. */
async function leave({ context, page }: Profile, url: string): Promise<void> {
  for (const other of context.pages()) if (other !== page) await other.close();
  for (const event of TEST_EVENTS) page.removeAllListeners(event);
  await context.clearPermissions();
  await page.mouse.move(0, 0);
  await page.evaluate(writeNothingMore);
  // A document of the same site without a program: the renderer stays, and with it what it has compiled.
  await page.goto(`${url}icon-192.png`);
}

/** Removes all that was stored. @returns whether nothing is left */
async function isCleaned({ context, page }: Profile, url: string): Promise<boolean> {
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
  await session.detach();
  return (await page.evaluate(removeStored)).length === 0;
}

/** Profiles that wait for the next test, by whether the policy does not hold in them. */
const idle = new Map<boolean, Profile[]>();

/**
 * A profile with nothing in it for the served app, used before or new.
 * @param url address of the app
 */
export async function borrowProfile(bypassCsp: boolean, url: string): Promise<Profile> {
  const used = idle.get(bypassCsp)?.pop();
  if (used === undefined) return newProfile({ bypassCsp });
  if (await isCleaned(used, url)) return used;
  await used.context.close();
  return newProfile({ bypassCsp });
}

/** Takes a profile back; one whose page is closed or does not react is of no use any more. */
export async function returnProfile(profile: Profile, bypassCsp: boolean, url: string): Promise<void> {
  try {
    await leave(profile, url);
  } catch {
    await profile.context.close();
    return;
  }
  idle.set(bypassCsp, [...(idle.get(bypassCsp) ?? []), profile]);
}
