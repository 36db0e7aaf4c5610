import { performance } from 'node:perf_hooks';
import { stdout } from 'node:process';
import type { PixelArray } from '../../src/domain/pixelType';
import * as kernels from '../../src/kernels/pixelKernels';
import { toSmvPixels } from '../../src/maths/convertPixels';
import { extremes } from '../../src/maths/extremes';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { makeThumbnail } from '../../src/maths/thumbnail';
import { seededUniform } from '../support/diffractionFrames';

/**
 * TypeScript against WebAssembly on frames of 2048 x 2048 pixels: medians of alternating runs, and their ratio, which
 * is what may be quoted. Run with `npm run bench:kernels`.
 */

const EDGE = 2048;
const RUNS = 15;
const OFFSET = 2000;

const uniform = seededUniform(7);
/** Background of the width that a Ceta has, with a few spots. */
function noisyFrame(): number[] {
  return Array.from({ length: EDGE * EDGE }, () => {
    const noise = (uniform() + uniform() + uniform() + uniform() - 2) * 70;
    return Math.round(uniform() < 0.005 ? uniform() * 30000 : noise);
  });
}
const noisy = noisyFrame();
const FRAMES: Readonly<Record<string, PixelArray>> = {
  'int32, noise and spots': Int32Array.from(noisy),
  'int32, all equal': new Int32Array(EDGE * EDGE).fill(-144),
  'int32, evenly spread': Int32Array.from(noisy, () => Math.floor(uniform() * 60000)),
  'int32, out of range': Int32Array.from(noisy, (value) => value * 70000),
  'int16, noise and spots': Int16Array.from(noisy),
  'uint16, noise and spots': Uint16Array.from(noisy, Math.abs),
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

function time(run: () => unknown): number {
  const begin = performance.now();
  run();
  return performance.now() - begin;
}

function compare(name: string, plain: () => unknown, kernel: () => unknown): void {
  const times: { readonly plain: number[]; readonly kernel: number[] } = { plain: [], kernel: [] };
  for (let run = -3; run < RUNS; run++) {
    const pair = [time(plain), time(kernel)] as const;
    // the first runs are the compiler's
    if (run < 0) continue;
    times.plain.push(pair[0]);
    times.kernel.push(pair[1]);
  }
  const [plainMs, kernelMs] = [median(times.plain), median(times.kernel)];
  const cells = [plainMs.toFixed(2), kernelMs.toFixed(2), (plainMs / kernelMs).toFixed(1)];
  stdout.write(`  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);
}

if (!kernels.hasKernels()) throw new Error('no kernels on this engine');
const scratch = createStatisticsScratch();
const target = new Uint16Array(EDGE * EDGE);
for (const [name, pixels] of Object.entries(FRAMES)) {
  const statistics = frameStatistics(pixels, scratch);
  stdout.write(`${`${name}`.padEnd(24)}  TypeScript        WASM       ratio\n`);
  compare(
    'statistics',
    () => frameStatistics(pixels, scratch),
    () => kernels.frameStatistics(pixels, scratch),
  );
  compare(
    'thumbnail',
    () => makeThumbnail(pixels, EDGE, EDGE, statistics),
    () => kernels.makeThumbnail(pixels, EDGE, EDGE, statistics),
  );
  compare(
    'extremes',
    () => extremes(pixels),
    () => kernels.extremes(pixels),
  );
  compare(
    'SMV pixels',
    () => toSmvPixels(pixels, OFFSET, target),
    () => kernels.toSmvPixels(pixels, OFFSET, target),
  );
}
