/**
 * Runs a TypeScript file of this folder in plain Node, through Vite's module runner:
 *
 *     node test/bench/run.mjs beamCentre.ts [its arguments]
 */
import { argv, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [file] = argv.slice(2);
if (file === undefined) {
  stderr.write('usage: node test/bench/run.mjs FILE.ts [arguments]\n');
  exit(2);
}
await runnerImport(fileURLToPath(new URL(file, import.meta.url)), { configFile: false, logLevel: 'error' });
