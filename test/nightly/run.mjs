/**
 * The big proofs, in real browsers on the built app: `npm run test:big -- [PROOF ...] [--frames N] [--size N] ...`.
 * Without a name all are run. All data lies in one temporary folder, which is removed at the end; see test/README.md
 * for what they need. The exit code is 1 where a proof fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { bigZip, bigZipInFirefox, manyEntries } from './bigZip.mjs';
import { killedExport } from './killedExport.mjs';

const PROOFS = { kill: killedExport, zip: bigZip, firefox: bigZipInFirefox, entries: manyEntries };

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: tmpdir() },
    frames: { type: 'string' },
    size: { type: 'string' },
    kills: { type: 'string' },
  },
});
const number = (text) => (text === undefined ? undefined : Number(text));
const options = { frames: number(values.frames), size: number(values.size), kills: number(values.kills) };
const chosen = positionals.length === 0 ? Object.keys(PROOFS) : positionals;
const unknown = chosen.filter((name) => PROOFS[name] === undefined);
if (unknown.length > 0) {
  stdout.write(`no proof ${unknown.join(', ')}; there are ${Object.keys(PROOFS).join(', ')}\n`);
  exit(2);
}

const support = async (name) => (await runnerImport(`./test/support/${name}.ts`)).module;
const { serveApp } = await support('build');
const { findChromium } = await support('chromium');
const firefox = await support('firefox');
const { killExports, faultsOfKilled } = await support('killedExport');

const scratch = await mkdtemp(join(values.folder, 'pedestal-big-'));
const app = await serveApp();
let failed = 0;
try {
  for (const name of chosen) {
    const begin = performance.now();
    const print = (line) => stdout.write(`${name}: ${line}\n`);
    try {
      const browser = await findChromium();
      await PROOFS[name]({
        url: app.url,
        scratch,
        browser,
        firefox,
        killExports,
        faultsOfKilled,
        print,
        ...options,
      });
      print(`passed, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
    } catch (error) {
      failed++;
      print(`FAILED: ${error.stack ?? error}`);
    }
  }
} finally {
  await app.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 1000 });
}
exit(failed === 0 ? 0 : 1);
