import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './alternate';
import { canMeasureMemory, MemoryWatch } from './processMemory';
import { Screen, SMV } from './screen';
import { type Setting, withBrowser } from './setting';
import { EDGE, linkSeries } from './simulateFrames';
import type { Row } from './table';

const EVERY_MS = 200;
const IDLE_MS = 3000;

/** Peak above idle of scanning and writing a series as ZIP, the download included, MiB. */
function peakMemory(setting: Setting, paths: readonly string[]): Promise<number> {
  return withBrowser(setting, async ({ context, profile }) => {
    const page = await context.newPage();
    const screen = await Screen.open(page, setting.app.url, true);
    const watch = new MemoryWatch(profile, EVERY_MS);
    try {
      await page.waitForTimeout(IDLE_MS);
      const idle = watch.takePeak();
      await screen.scan(paths);
      const downloading = page.waitForEvent('download');
      await screen.zip(SMV);
      const download = await downloading;
      const { size } = await stat(await download.path());
      if (size < paths.length * 2 * EDGE * EDGE) throw new Error(`the ZIP has ${size} bytes only`);
      return watch.takePeak() - idle;
    } finally {
      watch.stop();
    }
  });
}

/** Whether the memory grows with the series. */
export async function memory(setting: Setting): Promise<Row[]> {
  const { memoryFrames, memoryRuns } = setting.options;
  const [short, long] = memoryFrames;
  const step = `peak memory above idle, ${long} / ${short} frames, scan + SMV ZIP`;
  if (!canMeasureMemory()) return [{ step, measured: 'skipped', goal: 'flat', medians: 'no /proc here' }];
  const peaks: { readonly short: number[]; readonly long: number[] } = { short: [], long: [] };
  for (let run = 0; run < memoryRuns; run++) {
    for (const [name, frames] of [
      ['short', short],
      ['long', long],
    ] as const) {
      const folder = join(setting.temp, `linked-${run}-${name}`);
      const paths = await linkSeries(folder, setting.paths, frames);
      peaks[name].push(await peakMemory(setting, paths));
      await rm(folder, { recursive: true, force: true });
    }
  }
  const [shortMiB, longMiB] = [median(peaks.short), median(peaks.long)];
  return [
    {
      step,
      measured: (longMiB / shortMiB).toFixed(2),
      goal: 'flat',
      medians: `${longMiB.toFixed(0)} and ${shortMiB.toFixed(0)} MiB`,
    },
  ];
}
