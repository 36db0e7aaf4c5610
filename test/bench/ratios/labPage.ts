import type { Page } from 'playwright';
import type {} from './lab/lab';
import type { Formats } from './screen';
import { EDGE } from './simulateFrames';

/** Bytes of pixels of one frame as they lie in the source. */
const SOURCE_BYTES = 4 * EDGE * EDGE;

/** Bytes of pixels of the files that one frame becomes: uint16 for SMV, float32 for MRC. */
function bytesOfFiles({ smv, mrc }: Formats): number[] {
  return [...(smv ? [2 * EDGE * EDGE] : []), ...(mrc ? [4 * EDGE * EDGE] : [])];
}

/** Opens the measuring page and has it take the series in; what it gives is milliseconds for all frames, but `parallel`. */
export async function openLab(page: Page, url: string, paths: readonly string[]) {
  await page.goto(url);
  await page.locator('input').setInputFiles([...paths]);
  await page.waitForFunction(() => window.lab !== undefined);
  await page.evaluate(() => window.lab.prepare());
  return {
    page,
    parallel: () => page.evaluate(() => window.lab.parallel()),
    /** @param streamed false: with `arrayBuffer()` */
    read: (workers: number, streamed = true) =>
      page.evaluate(([count, how]) => window.lab.read(count, how), [workers, streamed] as const),
    /** @param streamed false: with `arrayBuffer()` */
    scan: (workers: number, streamed = true) =>
      page.evaluate(([count, how]) => window.lab.scan(count, how), [workers, streamed] as const),
    poolScan: () => page.evaluate(() => window.lab.poolScan()),
    copyToFile: (formats: Formats) =>
      page.evaluate((bytes) => window.lab.copyToFile(bytes), bytesOfFiles(formats)),
    exportToFile: (formats: Formats) =>
      page.evaluate((wanted) => window.lab.exportToFile(wanted), { ...formats }),
    copyToFolder: (formats: Formats) =>
      page.evaluate((bytes) => window.lab.copyToFolder(bytes), bytesOfFiles(formats)),
    readBack: (formats: Formats) =>
      page.evaluate((bytes) => window.lab.readBack(bytes), bytesOfFiles(formats)),
    /** Digests of what an export reads and writes. */
    digest: (formats: Formats) =>
      page.evaluate((bytes) => window.lab.digest(bytes), [SOURCE_BYTES, ...bytesOfFiles(formats)]),
  };
}
