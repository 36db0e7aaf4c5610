import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type ServedApp, serveApp } from './build';
import { findChromium } from './chromium';

/**
 * The built app, served on 127.0.0.1 and opened in a real Chromium.
 * What the browser complains of fails the test that opened the page, whether the test looks or not.
 */

const ACTION_TIMEOUT_MS = 30_000;

/** How to open the app. */
export interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs in the page before the app does: a function that needs nothing from outside, or a program text. */
  readonly initScript?: (() => void) | string;
  /** Default `block`: most tests have no use for a program that is kept. */
  readonly serviceWorkers?: 'allow' | 'block';
  /** `allow` for a page that makes the browser complain on purpose. */
  readonly complaints?: 'allow';
  /** Address to open instead of the app's own. */
  readonly address?: string;
}

/** A page with the app in it and what the browser said meanwhile. */
interface OpenedPage {
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly requests: string[];
}

/** The app for the tests of one file. */
export interface BuiltApp {
  /** Address of the app, with a slash at its end. */
  readonly url: string;
  /** Opens the app in a browser profile of its own; closed and checked after the test. */
  open(options?: OpenOptions): Promise<Page>;
  /** Every URL that the test's pages have asked for. */
  requests(): readonly string[];
}

async function openPage(browser: Browser, url: string, options: OpenOptions) {
  const { colorScheme = 'light', viewport = { width: 1280, height: 800 }, initScript } = options;
  const context = await browser.newContext({
    acceptDownloads: true,
    colorScheme,
    viewport,
    serviceWorkers: options.serviceWorkers ?? 'block',
    // A test that puts a program before the app's may load it into workers too.
    bypassCSP: initScript !== undefined,
  });
  context.setDefaultTimeout(ACTION_TIMEOUT_MS);
  const opened: OpenedPage = { context, complaints: [], requests: [] };
  const complain = (text: string) => {
    if (options.complaints !== 'allow') opened.complaints.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complain(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => opened.requests.push(request.url()));
  context.on('requestfailed', (request) => {
    // A page that is left ends what it was fetching.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    complain(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complain(`status ${response.status()}: ${response.url()}`);
  });
  if (initScript !== undefined) await context.addInitScript(initScript);
  const page = await context.newPage();
  page.on('crash', () => complain('the page crashed'));
  await page.goto(options.address ?? url);
  await page.getByRole('banner').waitFor();
  return { page, opened };
}

/**
 * The built app for a test file: call it once, outside of any test.
 * Build, server and browser are shared by the file's tests; every page has a browser profile of its own.
 */
export function builtApp(): BuiltApp {
  let server: ServedApp | undefined;
  let browser: Browser | undefined;
  let opened: OpenedPage[] = [];

  const served = () => {
    if (server === undefined) throw new Error('the app is open in tests only');
    return server;
  };

  beforeAll(async () => {
    const [app, { executablePath, args }] = await Promise.all([serveApp(), findChromium()]);
    server = app;
    browser = await chromium.launch({ executablePath, args: [...args] });
  });

  afterEach(async () => {
    const pages = opened;
    opened = [];
    for (const { context } of pages) await context.close();
    expect(pages.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    get url() {
      return served().url;
    },
    async open(options = {}) {
      if (browser === undefined) throw new Error('the app is open in tests only');
      const { page, opened: one } = await openPage(browser, served().url, options);
      opened.push(one);
      return page;
    },
    requests: () => opened.flatMap(({ requests }) => requests),
  };
}
