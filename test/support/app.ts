import type { BrowserContext, ConsoleMessage, Page, Request, Response, WebError } from 'playwright';
import { afterEach, expect, inject } from 'vitest';
import { borrowProfile, newProfile, type Profile, returnProfile } from './profiles';
import { throughSteps } from './steps';

/**
 * The built app, served on 127.0.0.1 and opened in a real Chromium.
 * What the browser complains of fails the test that opened the page, whether the test looks or not.
 */

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
  /** Selector of what shows that the page is there; default the bar at the top. */
  readonly ready?: string;
  /** Address to open instead of the app's own. */
  readonly address?: string;
  /** `own` for a test after which a profile cannot be used again. */
  readonly profile?: 'own';
}

/** A page with the app in it and what the browser said meanwhile. */
interface OpenedPage {
  readonly complaints: string[];
  readonly requests: string[];
  /** Gives the profile back, or closes it. */
  close(): Promise<void>;
}

/** The app for the tests of one file. */
export interface BuiltApp {
  /** Address of the app, with a slash at its end. */
  readonly url: string;
  /** Opens the app in a browser profile without anything of before; ended and checked after the test. */
  open(options?: OpenOptions): Promise<Page>;
  /** Every URL that the test's pages have asked for. */
  requests(): readonly string[];
}

/** Notes what the browser says of a profile's pages. @returns ends it */
function listen(
  { context, page }: Profile,
  complain: (text: string) => void,
  requests: string[],
): () => void {
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  };
  const onError = (error: WebError) => complain(`uncaught: ${error.error().stack ?? error.error().message}`);
  const onRequest = (request: Request) => void requests.push(request.url());
  const onFailure = (request: Request) => {
    // A page that is left ends what it was fetching.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    complain(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  };
  const onResponse = (response: Response) => {
    if (response.status() >= 400) complain(`status ${response.status()}: ${response.url()}`);
  };
  const onCrash = () => complain('the page crashed');
  context.on('console', onConsole);
  context.on('weberror', onError);
  context.on('request', onRequest);
  context.on('requestfailed', onFailure);
  context.on('response', onResponse);
  page.on('crash', onCrash);
  return () => {
    context.off('console', onConsole);
    context.off('weberror', onError);
    context.off('request', onRequest);
    context.off('requestfailed', onFailure);
    context.off('response', onResponse);
    page.off('crash', onCrash);
  };
}

async function prepare(context: BrowserContext, page: Page, options: OpenOptions) {
  const { colorScheme = 'light', viewport = { width: 1280, height: 800 }, initScript } = options;
  await page.setViewportSize(viewport);
  await page.emulateMedia({
    colorScheme,
    reducedMotion: 'no-preference',
    forcedColors: 'none',
    contrast: 'no-preference',
    media: null,
  });
  return initScript === undefined ? undefined : context.addInitScript(initScript);
}

async function openPage(url: string, options: OpenOptions): Promise<{ page: Page; opened: OpenedPage }> {
  const { serviceWorkers, address, initScript } = options;
  // A test that puts a program before the app's may load it into workers too.
  const bypassCsp = initScript !== undefined;
  const isOwn = options.profile === 'own' || serviceWorkers !== undefined || address !== undefined;
  const profile = isOwn
    ? await newProfile({ bypassCsp, ...(serviceWorkers && { serviceWorkers }) })
    : await borrowProfile(bypassCsp, url);
  const { context, page } = profile;
  const complaints: string[] = [];
  const requests: string[] = [];
  const complain = (text: string) => {
    if (options.complaints !== 'allow') complaints.push(text);
  };
  const script = await prepare(context, page, options);
  const endListening = listen(profile, complain, requests);
  const close = async () => {
    await script?.dispose();
    if (isOwn) await context.close();
    else await returnProfile(profile, bypassCsp, url);
    endListening();
  };
  try {
    await page.goto(address ?? url);
    await (options.ready === undefined ? page.getByRole('banner') : page.locator(options.ready)).waitFor();
  } catch (error) {
    await context.close();
    throw error;
  }
  return { page, opened: { complaints, requests, close } };
}

/**
 * The built app for a test file: call it once, outside of any test.
 * Build, server and browser are shared by the run's files; no page has anything of another one.
 */
export function builtApp(): BuiltApp {
  let opened: OpenedPage[] = [];

  afterEach(async () => {
    const pages = opened;
    opened = [];
    for (const page of pages) await page.close();
    expect(pages.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  return {
    get url() {
      return inject('appUrl');
    },
    async open(options = {}) {
      const { page, opened: one } = await openPage(inject('appUrl'), options);
      opened.push(one);
      return throughSteps(page);
    },
    requests: () => opened.flatMap(({ requests }) => requests),
  };
}
