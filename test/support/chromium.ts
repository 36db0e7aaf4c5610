import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';

/**
 * Finds a Chromium for tests, wherever the machine has one, and installs one where it can.
 * A candidate counts only after it has opened a page.
 */

/** Where a browser came from. */
export type ChromiumSource = 'CHROMIUM_PATH' | 'playwright' | 'system' | 'apt' | 'playwright-install';

/** A browser that has been seen to start. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly source: ChromiumSource;
}

const run = promisify(execFile);
const LAUNCH_TIMEOUT_MS = 60_000;
const INSTALL_TIMEOUT_MS = 900_000;
/** Tells the processes of a run which browser has been seen to start. */
const CHECKED = 'PEDESTAL_CHECKED_CHROMIUM';
const QUIET_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  'Chromium/Application/chrome',
  'Google/Chrome/Application/chrome',
  'Microsoft/Edge/Application/msedge',
];

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Command-line arguments that keep a test browser quiet and, as root, able to start. */
function chromiumArgs(): readonly string[] {
  return isRoot() ? ['--no-sandbox', ...QUIET_ARGS] : QUIET_ARGS;
}

/** Existing browsers of the system, most wanted first. */
function systemCandidates(): string[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  if (process.platform === 'darwin') {
    paths.push(...MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`));
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    for (const root of roots) {
      if (root !== undefined) paths.push(...WINDOWS_PATHS.map((path) => `${join(root, path)}.exe`));
    }
  }
  return [...new Set(paths)].filter((path) => existsSync(path));
}

/** Debian's package; only where that is possible without asking anybody. */
async function installWithApt(): Promise<string[]> {
  if (process.platform !== 'linux' || !isRoot() || !existsSync('/usr/bin/apt-get')) return [];
  process.stderr.write("no Chromium found: installing Debian's package (once)\n");
  const options = { timeout: INSTALL_TIMEOUT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update'], options);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
  return systemCandidates();
}

/** Playwright's own download. */
async function installWithPlaywright(): Promise<string[]> {
  process.stderr.write("no Chromium found: downloading Playwright's (once)\n");
  await run('npx', ['playwright', 'install', 'chromium'], {
    timeout: INSTALL_TIMEOUT_MS,
    shell: process.platform === 'win32',
  });
  return [chromium.executablePath()];
}

const STEPS: readonly { source: ChromiumSource; candidates: () => string[] | Promise<string[]> }[] = [
  {
    source: 'CHROMIUM_PATH',
    candidates: () => (process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
  },
  { source: 'playwright', candidates: () => [chromium.executablePath()].filter((path) => existsSync(path)) },
  { source: 'system', candidates: systemCandidates },
  { source: 'apt', candidates: installWithApt },
  { source: 'playwright-install', candidates: installWithPlaywright },
];

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** Starts the browser, opens a page, stops it; throws where any of that fails. */
async function checkLaunch(executablePath: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumArgs()],
    timeout: LAUNCH_TIMEOUT_MS,
  });
  try {
    const page = await browser.newPage();
    await page.goto('about:blank');
  } finally {
    await browser.close();
  }
}

async function search(): Promise<FoundChromium> {
  const { [CHECKED]: checked } = process.env;
  if (checked !== undefined && checked === process.env.CHROMIUM_PATH) {
    return { executablePath: checked, args: chromiumArgs(), source: 'CHROMIUM_PATH' };
  }
  const tried: string[] = [];
  for (const { source, candidates } of STEPS) {
    try {
      for (const executablePath of await candidates()) {
        try {
          await checkLaunch(executablePath);
          process.env.CHROMIUM_PATH = executablePath;
          process.env[CHECKED] = executablePath;
          return { executablePath, args: chromiumArgs(), source };
        } catch (error) {
          tried.push(`${source}: ${executablePath} does not start: ${firstLine(error)}`);
          if (source === 'CHROMIUM_PATH') process.stderr.write(`${tried.at(-1)}; looking elsewhere\n`);
        }
      }
    } catch (error) {
      tried.push(`${source}: ${firstLine(error)}`);
    }
  }
  throw new Error(
    [
      'No Chromium that starts was found, and none could be installed.',
      'Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to the program file of one, and run the tests again.',
      ...tried.map((line) => `  tried ${line}`),
    ].join('\n'),
  );
}

let found: Promise<FoundChromium> | undefined;

/**
 * The browser to test with: CHROMIUM_PATH, then Playwright's own, then the system's, then a fresh installation.
 * The answer is kept for the process, and in its environment for processes started by it.
 */
export function findChromium(): Promise<FoundChromium> {
  found ??= search();
  return found;
}
