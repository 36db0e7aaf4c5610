import { alternate } from './alternate';
import { BOTH, SMV } from './screen';
import { openPages, type Setting, withBrowser } from './setting';
import { type Row, shareRow, speedRow } from './table';

/** The exports against copying as many bytes. */
export function writing(setting: Setting): Promise<Row[]> {
  return withBrowser(setting, async (browser) => {
    const { labPage, screen } = await openPages(setting, browser);
    const { frames, runs } = setting.options;
    await screen.scan(setting.paths);
    const file = await alternate(
      {
        copySmv: () => labPage.copyToFile(SMV),
        exportSmv: () => labPage.exportToFile(SMV),
        zipSmv: () => screen.zip(SMV),
        digestSmv: () => labPage.digest(SMV),
        copyBoth: () => labPage.copyToFile(BOTH),
        exportBoth: () => labPage.exportToFile(BOTH),
        zipBoth: () => screen.zip(BOTH),
        digestBoth: () => labPage.digest(BOTH),
      },
      runs,
    );
    const folder = await alternate(
      {
        copy: () => labPage.copyToFolder(SMV),
        save: () => screen.saveFolder(SMV),
        readBack: () => labPage.readBack(SMV),
      },
      runs,
    );
    const share = (step: string, part: number, whole: number) => shareRow(step, part, whole, frames);
    const { copySmv, exportSmv, zipSmv, copyBoth, exportBoth, zipBoth } = file;
    return [
      speedRow('SMV export / bare copy, OPFS', '>= 0.90', ['export', exportSmv], ['copy', copySmv], frames),
      speedRow(
        'SMV+MRC export / bare copy, OPFS',
        '>= 0.85',
        ['export', exportBoth],
        ['copy', copyBoth],
        frames,
      ),
      speedRow(
        'SMV as ZIP on the screen / bare copy, OPFS',
        '>= 0.90',
        ['ZIP', zipSmv],
        ['copy', copySmv],
        frames,
      ),
      speedRow(
        'SMV+MRC as ZIP on the screen / bare copy, OPFS',
        '>= 0.85',
        ['ZIP', zipBoth],
        ['copy', copyBoth],
        frames,
      ),
      share('  SHA-256 of the same bytes, of the SMV ZIP', file.digestSmv, zipSmv),
      share('  SHA-256 of the same bytes, of the SMV+MRC ZIP', file.digestBoth, zipBoth),
      speedRow(
        'SMV to a folder on the screen / bare copy',
        '>= 0.95',
        ['save', folder.save],
        ['copy', folder.copy],
        frames,
      ),
      share('  reading back and comparing, of the folder', folder.readBack, folder.save),
    ];
  });
}
