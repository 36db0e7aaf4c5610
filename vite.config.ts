import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './assemblyScriptPlugin.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  base: './',
  plugins: [react(), assemblyScript()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  // Classic inline workers work from any address, a file included.
  worker: { format: 'iife', plugins: () => [assemblyScript()] },
  build: { target: 'es2023', chunkSizeWarningLimit: 1500 },
});
