import { alternate } from './alternate';
import { openPages, type Setting, withBrowser } from './setting';
import { type Row, speedRow } from './table';

/** The scan against reading the same bytes. */
export function reading(setting: Setting): Promise<Row[]> {
  return withBrowser(setting, async (browser) => {
    const { labPage, screen } = await openPages(setting, browser);
    const { frames, runs } = setting.options;
    const ms = await alternate(
      {
        read1: () => labPage.read(1),
        scan1: () => labPage.scan(1),
        scan1Whole: () => labPage.scan(1, false),
        read1Whole: () => labPage.read(1, false),
        read2: () => labPage.read(2),
        read3: () => labPage.read(3),
        read3Whole: () => labPage.read(3, false),
        scan3: () => labPage.scan(3),
        scan3Whole: () => labPage.scan(3, false),
        pool: () => labPage.poolScan(),
        screen: async () => {
          await screen.reload();
          return screen.scan(setting.paths);
        },
      },
      runs,
    );
    const best = Math.min(ms.read1, ms.read2, ms.read3);
    const bestName = `best read (${[ms.read1, ms.read2, ms.read3].indexOf(best) + 1})`;
    const pool = `${await labPage.parallel()} workers`;
    const gain = (step: string, streamed: number, whole: number) =>
      speedRow(step, '', ['stream', streamed], ['arrayBuffer()', whole], frames);
    return [
      speedRow('scan / bare read, 1 worker', '>= 0.85', ['scan', ms.scan1], ['read', ms.read1], frames),
      speedRow(`scan, ${pool} / best bare read`, '>= 0.80', ['scan', ms.pool], [bestName, best], frames),
      speedRow(
        'scan on the screen / best bare read',
        '>= 0.80',
        ['scan', ms.screen],
        [bestName, best],
        frames,
      ),
      gain('reading as a stream / arrayBuffer(), 1 worker', ms.read1, ms.read1Whole),
      gain('reading as a stream / arrayBuffer(), 3 workers', ms.read3, ms.read3Whole),
      gain('  the same with the scan, 1 worker', ms.scan1, ms.scan1Whole),
      gain('  the same with the scan, 3 workers', ms.scan3, ms.scan3Whole),
    ];
  });
}
