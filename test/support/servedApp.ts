import type { TestProject } from 'vitest/node';
import { buildApp, serveApp } from './build';

/** What a run's end-to-end tests share: both builds, and the site served on a free port. */

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the served site, with a slash at its end. */
    appUrl: string;
  }
}

/** Vitest calls this once, before the first end-to-end test; what it returns, after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveApp();
  await buildApp('single');
  project.provide('appUrl', server.url);
  return () => server.close();
}
