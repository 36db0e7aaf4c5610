/**
 * Runs a TypeScript file of this folder in plain Node, built as the workers are: Vite's module runner, which looks up
 * every import anew, slows a loop over pixels down three times.
 *
 *     node test/bench/run.mjs beamCentre.ts [its arguments]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stderr } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const [file] = argv.slice(2);
if (file === undefined) {
  stderr.write('usage: node test/bench/run.mjs FILE.ts [arguments]\n');
  exit(2);
}
const outDir = mkdtempSync(join(tmpdir(), 'pedestal-bench-'));
try {
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL(file, import.meta.url)),
      outDir,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  });
  await import(pathToFileURL(join(outDir, 'bench.mjs')).href);
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
