/**
 * How the viewer responds, in real Chromium on the built app: `npm run bench:viewer`.
 * Prints the main thread's work for a contrast change and a colour change at 2048 x 2048 and 4096 x 4096, the
 * frames shown a second while playing at 20 a second, and the longest task while a scan runs.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build, preview, runnerImport } from 'vite';

const { findChromium } = (await runnerImport('./test/support/chromium.ts')).module;
const { workOfKey } = (await runnerImport('./test/bench/keyWork.ts')).module;

const REPEATS = 15;
const PLAY_SECONDS = 4;

/** A TIA raw file of noise around zero; frames of different shifts differ. */
function noiseFrame(size, base, shift) {
  const bytes = Buffer.alloc(10 + 4 * size * size);
  bytes.writeInt16LE(6, 0);
  bytes.writeInt32LE(size, 2);
  bytes.writeInt32LE(size, 6);
  const pixels = new Int32Array(size * size);
  for (let i = 0; i < pixels.length; i++) pixels[i] = base[(i * 7 + shift * 1013) % base.length];
  Buffer.from(pixels.buffer).copy(bytes, 10);
  return bytes;
}

async function writeNoise(folder, size, count) {
  const base = Int32Array.from(
    { length: 1 << 20 },
    () => (Math.random() + Math.random() + Math.random() - 1.4) * 90,
  );
  const paths = [];
  for (let i = 0; i < count; i++) {
    const path = join(folder, `noise${size}_${String(i + 1).padStart(3, '0')}.bin`);
    await writeFile(path, noiseFrame(size, base, i));
    paths.push(path);
  }
  return paths;
}

const print = (line) => process.stdout.write(`${line}\n`);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function openWith(context, url, paths) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
    }).observe({ entryTypes: ['longtask'] });
  });
  await page.goto(url);
  await page.getByTestId('file-input').waitFor({ state: 'attached' });
  // The page has come to rest: its charts are warmed up.
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    window.longTasks.length = 0;
  });
  await page.getByTestId('file-input').setInputFiles(paths);
  await page.locator('[data-testid="scan"][data-state="done"]').waitFor({ timeout: 120_000 });
  const longTasks = await page.evaluate(() => window.longTasks);
  await page.getByTestId('viewer').waitFor();
  await page.waitForTimeout(800);
  return { page, longTasks };
}

async function framesShown(page) {
  await page.getByLabel('Frames per second').selectOption('20');
  await page.getByRole('button', { name: 'Play' }).click();
  const shown = await page.evaluate(async (seconds) => {
    let changes = 0;
    let last;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame);
      const now = document.querySelector('[data-testid="viewer"]').dataset.frame;
      if (now !== last) changes++;
      last = now;
    }
    return changes;
  }, PLAY_SECONDS);
  await page.getByRole('button', { name: 'Play' }).click();
  return shown / PLAY_SECONDS;
}

const folder = await mkdtemp(join(tmpdir(), 'pedestal-bench-'));
const outDir = join(folder, 'site');
// `runnerImport` says "development", which would give React's slow build.
process.env.NODE_ENV = 'production';
await build({ logLevel: 'error', build: { outDir } });
const server = await preview({
  configFile: false,
  logLevel: 'error',
  build: { outDir },
  preview: { host: '127.0.0.1', port: 0, open: false },
});
const { executablePath, args } = await findChromium();
const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
  executablePath,
  args,
  viewport: { width: 1280, height: 800 },
});
try {
  const url = `http://127.0.0.1:${server.httpServer.address().port}/`;
  for (const [size, count] of [
    [2048, 24],
    [4096, 4],
  ]) {
    const { page, longTasks } = await openWith(context, url, await writeNoise(folder, size, count));
    const contrast = median(await workOfKey(page, ']', REPEATS));
    const colour = median(await workOfKey(page, 'c', REPEATS));
    print(`${size} x ${size}, ${count} frames`);
    print(`  contrast change, median work   ${contrast.toFixed(1)} ms`);
    print(`  colour change, median work     ${colour.toFixed(1)} ms`);
    print(`  frames shown, playing at 20/s  ${(await framesShown(page)).toFixed(1)} a second`);
    print(`  tasks > 50 ms during the scan  ${longTasks.length}, longest ${Math.max(0, ...longTasks)} ms`);
    await page.close();
  }
} finally {
  await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
