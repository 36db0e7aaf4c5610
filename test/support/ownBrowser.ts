import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright';
import { findChromium } from './chromium';

/** A browser whose process can be killed, over a profile that outlives it. */
export interface OwnBrowser {
  readonly context: BrowserContext;
  /** Ends the browser's process at once, as a crash does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it properly. */
  close(): Promise<void>;
}

/** Where the browser says that it can be spoken to. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('the browser has no error output');
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    // It must not wait for somebody who reads what it says later.
    child.stderr.resume();
    return address;
  }
  throw new Error('the browser ended before it could be spoken to');
}

/**
 * Starts a headless browser of its own.
 * @param profile folder of the profile; what pages store there is found again by the next browser over it
 */
export async function startOwnBrowser(profile: string): Promise<OwnBrowser> {
  const { executablePath, args } = await findChromium();
  const all = [
    ...args,
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(executablePath, all, { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the browser has no window');
  return {
    context,
    async kill() {
      child.kill('SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await gone;
    },
  };
}
