import { alternate } from './alternate';
import { findPython, runPeer } from './pythonPeers';
import { BOTH } from './screen';
import { openPages, type Setting, withBrowser } from './setting';
import { type Row, speedRow } from './table';

/** The whole job against Python's. */
export async function job(setting: Setting): Promise<Row[]> {
  const python = await findPython();
  if (python === undefined) {
    return [
      { step: 'whole job / Python', measured: 'skipped', goal: '>= 2', medians: 'no python3 with numpy' },
    ];
  }
  return withBrowser(setting, async (browser) => {
    const { labPage, screen } = await openPages(setting, browser);
    const { frames, runs } = setting.options;
    const { folder, temp, paths } = setting;
    const ms = await alternate(
      {
        leginon: () => runPeer(python, 'leginon', folder, temp),
        digests: () => runPeer(python, 'digests', folder, temp),
        numpy: () => runPeer(python, 'numpy', folder, temp),
        opfs: async () => (await labPage.poolScan()) + (await labPage.exportToFile(BOTH)),
        screen: async () => {
          await screen.reload();
          return (await screen.scan(paths)) + (await screen.zip(BOTH));
        },
      },
      runs,
    );
    const leginon = ['Python', ms.leginon] as const;
    const digests = ['Python', ms.digests] as const;
    const numpy = ['Python', ms.numpy] as const;
    return [
      speedRow('scan + SMV+MRC to OPFS / Leginon-like Python', '>= 2', ['job', ms.opfs], leginon, frames),
      speedRow(
        'scan + SMV+MRC ZIP on the screen / Leginon-like',
        '>= 2',
        ['job', ms.screen],
        leginon,
        frames,
      ),
      speedRow('  to OPFS / Leginon-like with the same digests', '', ['job', ms.opfs], digests, frames),
      speedRow('  ZIP on the screen / Leginon-like with digests', '', ['job', ms.screen], digests, frames),
      speedRow('scan + SMV+MRC to OPFS / one pass of numpy', '', ['job', ms.opfs], numpy, frames),
      speedRow('scan + SMV+MRC ZIP on the screen / one pass of numpy', '', ['job', ms.screen], numpy, frames),
    ];
  });
}
