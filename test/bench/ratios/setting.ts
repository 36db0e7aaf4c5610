import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchBrowser, openBrowser, type Site, serveSite } from './browser';
import { openLab } from './labPage';
import type { Options } from './options';
import { Screen } from './screen';
import { simulateSeries } from './simulateFrames';

/** What the parts of the benchmark work with. */
export interface Setting {
  readonly options: Options;
  /** Removed when the benchmark ends. */
  readonly temp: string;
  /** Folder of the simulated series. */
  readonly folder: string;
  readonly paths: readonly string[];
  readonly app: Site;
  readonly lab: Site;
}

/** Simulates the frames, builds and serves both sites, and clears all of it away after the work. */
export async function withSetting(
  options: Options,
  work: (setting: Setting) => Promise<void>,
): Promise<void> {
  const temp = await mkdtemp(join(tmpdir(), 'pedestal-bench-'));
  const sites: Site[] = [];
  try {
    const folder = join(temp, 'frames');
    const paths = await simulateSeries(folder, options.frames);
    const app = await serveSite('.', join(temp, 'app'));
    sites.push(app);
    const lab = await serveSite('test/bench/ratios/lab', join(temp, 'lab'));
    sites.push(lab);
    await work({ options, temp, folder, paths, app, lab });
  } finally {
    for (const site of sites) await site.close();
    await rm(temp, { recursive: true, force: true });
  }
}

/** Runs something with a browser of its own, which is closed after it. */
export async function withBrowser<T>(
  setting: Setting,
  work: (browser: BenchBrowser) => Promise<T>,
): Promise<T> {
  const browser = await openBrowser(setting.temp);
  try {
    return await work(browser);
  } finally {
    await browser.close();
    await rm(browser.profile, { recursive: true, force: true });
  }
}

/** The measuring page with the series in it, and the app's page, in one browser. */
export async function openPages({ paths, app, lab }: Setting, { context }: BenchBrowser) {
  const labPage = await openLab(await context.newPage(), lab.url, paths);
  const screen = await Screen.open(await context.newPage(), app.url, false);
  return { labPage, screen };
}
