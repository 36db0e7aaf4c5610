import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { findChromium } from '../../support/chromium';
import { withoutSaveDialog } from '../../support/saveDialog';
import { browserProcesses } from './processMemory';

const CLOSE_LIMIT_MS = 10_000;
/** A gigabyte may be on its way. */
const STEP_LIMIT_MS = 900_000;

/** A site on 127.0.0.1. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds a site for production and serves it.
 * @param root folder of its `index.html`; paths are relative to the repository, in which this process runs
 * @param outDir where the build goes
 */
export async function serveSite(root: string, outDir: string): Promise<Site> {
  await build({
    root,
    configFile: join(process.cwd(), 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** A browser with a profile on the disk: without one, private files would stay in memory. */
export interface BenchBrowser {
  readonly context: BrowserContext;
  readonly profile: string;
  /** Closes the browser, and ends it where it does not close in time. */
  close(): Promise<void>;
}

/** Starts a browser on a new profile in a folder. */
export async function openBrowser(folder: string): Promise<BenchBrowser> {
  const { executablePath, args } = await findChromium();
  const profile = join(folder, `profile-${crypto.randomUUID()}`);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args],
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    downloadsPath: folder,
  });
  context.setDefaultTimeout(STEP_LIMIT_MS);
  await context.addInitScript(withoutSaveDialog);
  return {
    context,
    profile,
    async close() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          for (const pid of browserProcesses(profile)) process.kill(pid, 'SIGKILL');
          resolve();
        }, CLOSE_LIMIT_MS);
      });
      await Promise.race([context.close().catch(() => undefined), limit]);
      clearTimeout(timer);
    },
  };
}

/** The browser's name and version. */
export async function browserVersion(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { product } = await session.send('Browser.getVersion');
  await session.detach();
  return product;
}
