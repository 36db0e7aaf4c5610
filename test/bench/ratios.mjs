/**
 * The speed and the memory of the built app against the bare work, in real Chromium over real files: `npm run bench`.
 * Prints one table of ratios beside their goals. Absolute times drift with the machine's load; the ratios come from
 * runs that alternate, and are what may be quoted.
 *
 *     npm run bench -- [options]
 *       --frames=60     frames of 2048 x 2048 int32, 16.8 MB each, simulated in a temporary folder
 *       --runs=5        alternating runs of each step; their median counts. One more run before them warms up
 *       --only=LIST     some of reading,writing,job,memory,viewer; default all
 *       --long          memory of 60 against 600 frames instead of 20 against 60; writes 5 GB, twice for a while
 *
 * Linux only for the memory. The Python peers need a python3 with numpy.
 */
import { argv, env } from 'node:process';
import { runnerImport } from 'vite';

const { main } = (await runnerImport('./test/bench/ratios/main.ts')).module;
// `runnerImport` says "development", which would give React's slow build.
env.NODE_ENV = 'production';
await main(argv.slice(2));
