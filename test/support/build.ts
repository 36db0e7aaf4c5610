import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

/** The app, built for production and served on 127.0.0.1. */

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** All that decides what the build gives. */
const BUILD_INPUTS = [
  'src',
  'public',
  'docs',
  'index.html',
  'vite',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const BUILD_PREFIX = 'pedestal-build-';
const A_DAY_MS = 86_400_000;

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

/** The app as it is served. */
export interface ServedApp {
  /** Its address, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the app and serves it on a free port. */
export async function serveApp(): Promise<ServedApp> {
  const server = await preview({
    root: REPOSITORY,
    configFile: false,
    logLevel: 'error',
    build: { outDir: await buildApp() },
    // By a host's name too: such a page has no secure context.
    preview: { host: '127.0.0.1', port: 0, open: false, allowedHosts: true },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
