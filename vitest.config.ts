import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { findChromium } from './test/support/chromium.ts';
import viteConfig from './vite.config.ts';

/** Runtime dependencies that browser tests reach only through dynamic or worker imports. */
const PREBUNDLED = [
  'react',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'comlink',
  'zustand/vanilla',
  'valibot',
  'zustand',
  '@tanstack/react-virtual',
  'plotly.js-basic-dist-min',
  'vitest-browser-react',
];

/** Files that run side by side. Vitest would leave a core free, which of two is half of them. */
const MAX_WORKERS = Math.max(2, availableParallelism() - 1);

async function browserProject() {
  const { executablePath, args } = await findChromium();
  const launchOptions = { executablePath, args: [...args] };
  return {
    extends: true as const,
    optimizeDeps: { include: PREBUNDLED },
    test: {
      name: 'component',
      include: ['test/component/**/*.test.{ts,tsx}'],
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' as const, viewport: { width: 1280, height: 800 } }],
      },
    },
  };
}

function nodeProject(name: string, folders: readonly string[], testTimeout: number) {
  return {
    name,
    environment: 'node' as const,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    testTimeout,
    hookTimeout: 300_000,
    // Files of a process share what they import, and the browser; none changes what another one sees.
    isolate: false,
  };
}

export default defineConfig(async () =>
  mergeConfig(viteConfig({ command: 'serve', mode: 'test' }), {
    test: {
      // A busy machine needs longer than Vitest's second.
      expect: { poll: { timeout: 30_000 } },
      maxWorkers: MAX_WORKERS,
      projects: [
        { extends: true, test: nodeProject('node', ['unit', 'property', 'golden'], 60_000) },
        await browserProject(),
        {
          extends: true,
          test: {
            ...nodeProject('e2e', ['e2e', 'firefox', 'interop'], 300_000),
            globalSetup: 'test/support/servedApp.ts',
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  }),
);
