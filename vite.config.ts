import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { assemblyScript } from './vite/assemblyScript.ts';
import { contentSecurityPolicy } from './vite/contentSecurityPolicy.ts';
import { manifest } from './vite/manifest.ts';
import { markdownHtml } from './vite/markdownHtml.ts';
import { serviceWorker } from './vite/serviceWorker.ts';
import { standalonePage } from './vite/standalonePage.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** A class of a style module by its component: `npm run check:styles` sees to it that no two share a name. */
const scopedName = (local: string, file: string) => `${basename(file, '.module.css')}_${local}`;

/** `--mode single` makes one page with everything in it; any other mode makes the site. */
export default defineConfig(({ mode }) => {
  const single = mode === 'single';
  return {
    base: './',
    plugins: [
      react(),
      assemblyScript(),
      markdownHtml(),
      ...(single ? [viteSingleFile({ removeViteModuleLoader: true }), standalonePage('pedestal.html')] : []),
      contentSecurityPolicy(),
      ...(single ? [] : [manifest(), serviceWorker()]),
    ],
    define: { __APP_VERSION__: JSON.stringify(version) },
    // Classic inline workers work from any address, a file included.
    worker: { format: 'iife', plugins: () => [assemblyScript()] },
    css: { modules: { generateScopedName: scopedName } },
    build: {
      target: 'es2023',
      chunkSizeWarningLimit: 2000,
      ...(single && { outDir: 'dist-single', copyPublicDir: false }),
    },
  };
});
