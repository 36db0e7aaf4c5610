import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium } from './chromium';

/**
 * The built app, served on 127.0.0.1 and opened in a real Chromium.
 * What the browser complains of fails the test that opened the page, whether the test looks or not.
 */

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** All that decides what the build gives. */
const BUILD_INPUTS = [
  'src',
  'public',
  'index.html',
  'vite',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const BUILD_PREFIX = 'pedestal-build-';
const A_DAY_MS = 86_400_000;
const ACTION_TIMEOUT_MS = 15_000;

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function hashOfInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const input of BUILD_INPUTS) {
    for (const path of (await filesBelow(join(REPOSITORY, input))).sort()) {
      const bytes = await readFile(path);
      hash.update(`${path.slice(REPOSITORY.length)} ${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest('hex').slice(0, 20);
}

/** Removes builds of other sources that nobody can be testing any more. */
async function clearOldBuilds(keep: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(BUILD_PREFIX) || name === basename(keep)) continue;
    const path = join(tmpdir(), name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > A_DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Builds the app into a temporary folder that is named after its sources, so that the test files of a run, and
 * later runs over the same sources, share one build. `dist` is not touched.
 * @param mode `production` for the site, `single` for the one page
 */
export async function buildApp(mode: 'production' | 'single' = 'production'): Promise<string> {
  const folder = join(tmpdir(), `${BUILD_PREFIX}${mode}-${await hashOfInputs()}`);
  if (existsSync(folder)) return folder;
  await clearOldBuilds(folder);
  const fresh = await mkdtemp(`${folder}-`);
  const before = process.env.NODE_ENV;
  // Vitest says "test", which would give React's development build.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: REPOSITORY,
      configFile: join(REPOSITORY, 'vite.config.ts'),
      mode,
      logLevel: 'error',
      build: { outDir: fresh, emptyOutDir: true },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  await rename(fresh, folder).catch(async (error: unknown) => {
    if (!existsSync(folder)) throw error;
    // Another process was faster.
    await rm(fresh, { recursive: true, force: true });
  });
  return folder;
}

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
  let server: PreviewServer | undefined;
  let browser: Browser | undefined;
  let url = '';
  let opened: OpenedPage[] = [];

  beforeAll(async () => {
    const [outDir, { executablePath, args }] = await Promise.all([buildApp(), findChromium()]);
    server = await preview({
      root: REPOSITORY,
      configFile: false,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0, open: false },
    });
    url = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}/`;
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
      return url;
    },
    async open(options = {}) {
      if (browser === undefined) throw new Error('the app is open in tests only');
      const { page, opened: one } = await openPage(browser, url, options);
      opened.push(one);
      return page;
    },
    requests: () => opened.flatMap(({ requests }) => requests),
  };
}
