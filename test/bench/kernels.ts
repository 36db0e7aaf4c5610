import { performance } from 'node:perf_hooks';
import { stdout } from 'node:process';
import type { PixelArray, PixelType } from '../../src/domain/pixelType';
import { startFrameScan } from '../../src/kernels/frameScan';
import * as kernels from '../../src/kernels/pixelKernels';
import { toSmvPixels } from '../../src/maths/convertPixels';
import { fingerprint } from '../../src/maths/fingerprint';
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
  const bytes = pixels.buffer as ArrayBuffer;
  stdout.write(`${`${name}`.padEnd(24)}  TypeScript        WASM       ratio\n`);
  compare(
    'scan',
    () => {
      const statistics = frameStatistics(pixels, scratch);
      return [statistics, makeThumbnail(pixels, EDGE, EDGE, statistics), fingerprint(bytes)];
    },
    () => {
      const pixelType = name.split(',')[0] as PixelType;
      const scan = startFrameScan({ pixelType, littleEndian: true, fastSize: EDGE, slowSize: EDGE });
      scan?.takeWhole(bytes);
      return scan?.finish();
    },
  );
  compare(
    'fingerprint',
    () => fingerprint(bytes),
    () => kernels.fingerprint(bytes),
  );
  compare(
    'SMV pixels',
    () => toSmvPixels(pixels, OFFSET, target),
    () => kernels.toSmvPixels(pixels, OFFSET, target),
  );
}
