import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';

/** Firefox, headless, driven over WebDriver BiDi: Playwright's own Firefox is not the one that people have. */

const COMMANDS = ['firefox-esr', 'firefox'];
/** How to get one. */
export const FIREFOX_REMEDY =
  'firefox: apt-get install -y --no-install-recommends firefox-esr, or FIREFOX_PATH=<its program file>';
const LOOK_EVERY_MS = 100;

/** The program file: FIREFOX_PATH, or the first one on the PATH. */
export function findFirefox(): string | undefined {
  const { FIREFOX_PATH, PATH = '' } = process.env;
  if (FIREFOX_PATH !== undefined && existsSync(FIREFOX_PATH)) return FIREFOX_PATH;
  return COMMANDS.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/** Firefox with one page. */
export interface FirefoxPage {
  readonly page: Page;
  /** What the browser complained of: errors in the console, uncaught ones, failed requests, refusals by the policy. */
  readonly complaints: string[];
  /** Every URL that was asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Counts what the Content-Security-Policy refuses as an error of the console; the driver does not tell of it. */
function tellRefusals(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // biome-ignore lint/suspicious/noConsole: this is how the driver hears of it
    console.error(`refused by ${violatedDirective}: ${blockedURI}`);
  });
}

/**
 * Opens an address in a fresh profile.
 * @param downloads folder in which downloads end without a question
 */
export async function openFirefox(
  executablePath: string,
  address: string,
  downloads: string,
): Promise<FirefoxPage> {
  const browser: Browser = await puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  });
  const complaints: string[] = [];
  const requests: string[] = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${String(error)}`));
    page.on('request', (request) => requests.push(request.url()));
    page.on('requestfailed', (request) => complaints.push(`request failed: ${request.url()}`));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
    });
    await page.setViewport({ width: 1280, height: 800 });
    await page.evaluateOnNewDocument(tellRefusals);
    await page.goto(address);
    await page.waitForSelector('[data-testid="top-bar"]');
    return { page, complaints, requests, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The element with this role and name, as the accessibility tree has it. */
export async function byRole(page: Page, role: string, name: string): Promise<ElementHandle<Element>> {
  const found = await page.waitForSelector(`aria/${name}[role="${role}"]`);
  if (found === null) throw new Error(`no ${role} named ${name}`);
  return found as ElementHandle<Element>;
}

/** Types values into text fields, by label, as a keyboard does. */
export async function typeInto(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const id = await page.evaluate(
      (text) => [...document.querySelectorAll('label')].find((one) => one.textContent === text)?.htmlFor,
      label,
    );
    if (id === undefined) throw new Error(`no field ${label}`);
    await page.focus(`[id="${id}"]`);
    await page.keyboard.type(value);
  }
}

/** The path of a file in the folder of downloads, once it is whole. @throws when that takes too long */
export async function downloaded(folder: string, name: string, timeoutMs = 30_000): Promise<string> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const names = await readdir(folder);
    if (names.includes(name) && !names.some((other) => other.endsWith('.part'))) return join(folder, name);
    if (Date.now() > end) throw new Error(`no ${name} among the downloads: ${names.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
